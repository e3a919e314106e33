-- Who was for something in one dated article and against it in a later one? Both evidence sentences.
-- Conditional stances are left out: they are no change of side. A row can also come from a newspaper that
-- reports wrongly: compare the outlets.

with dated as (

    select
        counted.holder_name as actor,
        counted.issue_label as issue,
        counted.issue_polarity,
        counted.sentence_text,
        counted.published_on,
        coalesce(outlets.name, articles.outlet_name) as outlet,
        lag(counted.issue_polarity) over earlier as earlier_polarity,
        lag(counted.sentence_text) over earlier as earlier_sentence,
        lag(counted.published_on) over earlier as earlier_on,
        lag(coalesce(outlets.name, articles.outlet_name)) over earlier as earlier_outlet
    from marts.counted_stances as counted
    inner join articles on counted.article_id = articles.article_id
    left join outlets on counted.outlet_id = outlets.outlet_id
    where
        counted.published_on is not null
        and counted.issue_polarity in ('support', 'oppose')
        and counted.holder_actor_id is not null
    window earlier as (
        partition by counted.holder_actor_id, counted.issue_id
        order by counted.published_on asc, counted.published_at asc, articles.path asc, counted.start_char asc
    )

),

final as (

    select
        dated.actor,
        dated.issue,
        dated.earlier_on,
        dated.earlier_polarity,
        dated.earlier_outlet,
        dated.earlier_sentence,
        dated.published_on as later_on,
        dated.issue_polarity as later_polarity,
        dated.outlet as later_outlet,
        dated.sentence_text as later_sentence
    from dated
    where dated.earlier_polarity != dated.issue_polarity and dated.earlier_on < dated.published_on

)

select *
from final
order by actor asc, later_on asc;
