-- Grain: one actor and one issue it was shown to be for or against; copies of an article count once.
-- Stances that are more likely wrong than right are not counted; they stay in stances.

with counted_stances as (

    select
        stances.holder_actor_id as actor_id,
        stances.issue_id,
        stances.issue_polarity,
        stances.attribution,
        stances.article_id,
        articles.outlet_id,
        articles.published_on
    from stances
    inner join articles on stances.article_id = articles.article_id
    where
        articles.status = 'published'
        and stances.confidence >= 0.5
        and stances.holder_actor_id is not null
        and stances.issue_id is not null
        and stances.issue_polarity is not null

),

positions as (

    select
        actor_id,
        issue_id,
        count(*) as stance_count,
        count(*) filter (where issue_polarity = 'support') as support_count,
        count(*) filter (where issue_polarity = 'oppose') as oppose_count,
        count(*) filter (where issue_polarity = 'ambivalent') as ambivalent_count,
        count(*) filter (where attribution = 'own words') as own_words_count,
        count(distinct article_id) as article_count,
        count(distinct outlet_id) as outlet_count,
        min(published_on) as first_on,
        max(published_on) as last_on
    from counted_stances
    group by actor_id, issue_id

),

final as (

    select
        positions.actor_id,
        actors.name as actor_name,
        actors.actor_kind,
        positions.issue_id,
        issues.label as issue_label,
        positions.stance_count,
        positions.support_count,
        positions.oppose_count,
        positions.ambivalent_count,
        (positions.support_count - positions.oppose_count) / positions.stance_count as net_support,
        positions.own_words_count,
        positions.article_count,
        positions.outlet_count,
        positions.first_on,
        positions.last_on
    from positions
    inner join actors on positions.actor_id = actors.actor_id
    inner join issues on positions.issue_id = issues.issue_id

)

select *
from final
order by issue_id, actor_id
