-- Grain: one kind of change that the delivery makes in stored rows, before it is merged: what refers to
-- somebody or something else now, from what to what, in how many rows.

with stance_changes as (

    select
        'issue' as changed,
        stored.issue_id as before_id,
        incoming.issue_id as after_id,
        case
            when stored.issue_id is distinct from incoming.issue_id then 'other issue'
            else 'other side'
        end as change
    from stances as stored
    inner join incoming_stances as incoming on stored.stance_id = incoming.stance_id
    where
        stored.issue_id is distinct from incoming.issue_id
        or stored.issue_polarity is distinct from incoming.issue_polarity

),

actor_changes as (

    select
        'actor' as changed,
        stored.actor_id as before_id,
        incoming.actor_id as after_id,
        'other actor' as change
    from mentions as stored
    inner join incoming_mentions as incoming on stored.mention_id = incoming.mention_id
    where stored.actor_id is distinct from incoming.actor_id

),

final as (

    select * from stance_changes
    union all
    select * from actor_changes

)

select
    changed,
    change,
    before_id,
    after_id,
    count(*) as row_count
from final
group by changed, change, before_id, after_id
order by changed desc, row_count desc, before_id asc nulls first, after_id asc nulls first;
