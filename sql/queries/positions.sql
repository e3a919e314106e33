-- Who stands where on which issue? One row an actor and issue; net runs from -1 (against) to 1 (for).
-- The numbers beside it say how much it rests on.
select
    actor_name as actor,
    issue_label as issue,
    support_count as pro,
    oppose_count as contra,
    ambivalent_count as divided,
    round(net_support, 2) as net,
    outlet_count as outlets,
    first_on,
    last_on
from marts.actor_issue_positions
order by stance_count desc, actor asc, issue asc
limit 20;
