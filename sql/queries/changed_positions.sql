-- Who was for something in one dated article and against it in a later one? Both evidence sentences.
-- Conditional stances are left out: they are no change of side. A row can also come from a newspaper that
-- reports wrongly: compare the outlets.

with dated as (

    select
        stances.holder_actor_id,
        stances.issue_id,
        stances.issue_polarity,
        stances.sentence_text,
        articles.published_at,
        articles.published_on,
        coalesce(outlets.name, articles.outlet_name) as outlet,
        lag(stances.issue_polarity) over earlier as earlier_polarity,
        lag(stances.sentence_text) over earlier as earlier_sentence,
        lag(articles.published_on) over earlier as earlier_on,
        lag(coalesce(outlets.name, articles.outlet_name)) over earlier as earlier_outlet
    from stances
    inner join articles on stances.article_id = articles.article_id
    left join outlets on articles.outlet_id = outlets.outlet_id
    where
        articles.status = 'published'
        and stances.confidence >= 0.5
        and articles.published_on is not null
        and stances.issue_polarity in ('support', 'oppose')
        and stances.holder_actor_id is not null
    window earlier as (
        partition by stances.holder_actor_id, stances.issue_id
        order by articles.published_on asc, articles.published_at asc, articles.path asc, stances.start_char asc
    )

),

final as (

    select
        actors.name as actor,
        issues.label as issue,
        dated.earlier_on,
        dated.earlier_polarity,
        dated.earlier_outlet,
        dated.earlier_sentence,
        dated.published_on as later_on,
        dated.issue_polarity as later_polarity,
        dated.outlet as later_outlet,
        dated.sentence_text as later_sentence
    from dated
    inner join actors on dated.holder_actor_id = actors.actor_id
    inner join issues on dated.issue_id = issues.issue_id
    where dated.earlier_polarity != dated.issue_polarity and dated.earlier_on < dated.published_on

)

select *
from final
order by actor asc, later_on asc;
