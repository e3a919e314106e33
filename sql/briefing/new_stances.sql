-- Grain: one counted stance of the run $run_id (of any run if null); the newest twenty.
select
    coalesce(actors.name, stances.holder_text, '(nobody found)') as holder,
    stances.polarity,
    stances.target_text as target,
    articles.published_on as "day",
    coalesce(outlets.name, articles.outlet_name) as outlet,
    stances.sentence_text as sentence
from stances
semi join marts.counted_stances on stances.stance_id = marts.counted_stances.stance_id
inner join articles on stances.article_id = articles.article_id
left join actors on stances.holder_actor_id = actors.actor_id
left join outlets on articles.outlet_id = outlets.outlet_id
where stances.run_id = coalesce($run_id, stances.run_id)
order by articles.published_on desc nulls last, articles.path asc, stances.start_char asc
limit 20;
