-- Grain: one actor and one issue it was shown to be for or against; copies of an article count once.

with positions as (

    select
        holder_actor_id as actor_id,
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
    from marts.counted_stances
    where
        holder_actor_id is not null
        and issue_id is not null
        and issue_polarity is not null
    group by holder_actor_id, issue_id

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
