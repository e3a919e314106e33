-- Grain: one counted stance towards what no issue covers and no actor is.
select
    stance_id,
    target_text
from marts.counted_stances
where issue_id is null and target_actor_id is null
order by stance_id;
