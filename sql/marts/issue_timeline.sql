-- Grain: one issue and one local day on which dated articles showed stances on it; copies count once.

with days as (

    select
        issue_id,
        published_on,
        count(*) as stance_count,
        count(*) filter (where issue_polarity = 'support') as support_count,
        count(*) filter (where issue_polarity = 'oppose') as oppose_count,
        count(*) filter (where issue_polarity = 'ambivalent') as ambivalent_count,
        count(distinct holder_actor_id) as holder_count,
        count(distinct article_id) as article_count,
        count(distinct outlet_id) as outlet_count
    from marts.counted_stances
    where
        published_on is not null
        and issue_id is not null
        and issue_polarity is not null
    group by issue_id, published_on

),

final as (

    select
        days.issue_id,
        issues.label as issue_label,
        days.published_on,
        days.stance_count,
        days.support_count,
        days.oppose_count,
        days.ambivalent_count,
        (days.support_count - days.oppose_count) / days.stance_count as net_support,
        days.holder_count,
        days.article_count,
        days.outlet_count
    from days
    inner join issues on days.issue_id = issues.issue_id

)

select *
from final
order by issue_id, published_on
