-- Which outlets attribute opposite stances on one issue to the same actor within seven days? The first
-- evidence sentences of each pair of articles.

with sides as (

    select
        stances.article_id,
        stances.start_char,
        stances.holder_actor_id,
        stances.issue_id,
        stances.issue_polarity,
        stances.sentence_text,
        articles.published_on,
        coalesce(outlets.name, articles.outlet_name) as outlet
    from stances
    inner join articles on stances.article_id = articles.article_id
    left join outlets on articles.outlet_id = outlets.outlet_id
    where
        articles.status = 'published'
        and stances.confidence >= 0.5
        and stances.holder_actor_id is not null
        and stances.issue_id is not null

),

final as (

    select
        actors.name as actor,
        issues.label as issue,
        pro.outlet as outlet_for,
        pro.published_on as for_on,
        pro.sentence_text as sentence_for,
        contra.outlet as outlet_against,
        contra.published_on as against_on,
        contra.sentence_text as sentence_against
    from sides as pro
    inner join sides as contra
        on
            pro.holder_actor_id = contra.holder_actor_id
            and pro.issue_id = contra.issue_id
            and pro.outlet != contra.outlet
            and abs(datediff('day', pro.published_on, contra.published_on)) <= 7
    inner join actors on pro.holder_actor_id = actors.actor_id
    inner join issues on pro.issue_id = issues.issue_id
    where pro.issue_polarity = 'support' and contra.issue_polarity = 'oppose'
    qualify row_number() over (
        partition by pro.holder_actor_id, pro.issue_id, pro.article_id, contra.article_id
        order by pro.start_char, contra.start_char
    ) = 1

)

select *
from final
order by actor asc, issue asc, for_on asc;
