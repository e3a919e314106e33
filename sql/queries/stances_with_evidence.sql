-- Every stance with its evidence sentence: the rows behind all positions (marts.counted_stances) and less
-- sure ones. Add a line to narrow it, for example: and issues.label ilike '%garantie%' and stances.confidence >= 0.6
select
    articles.published_on,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    coalesce(holders.name, stances.holder_text) as holder,
    stances.polarity,
    stances.target_text as target,
    issues.label as issue,
    stances.issue_polarity,
    round(stances.confidence, 2) as confidence,
    stances.sentence_text as sentence,
    stances.stance_id
from stances
inner join articles on stances.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors as holders on stances.holder_actor_id = holders.actor_id
left join issues on stances.issue_id = issues.issue_id
where articles.status = 'published'
order by articles.published_on asc nulls last, articles.path asc, stances.start_char asc;
