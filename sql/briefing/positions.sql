-- Grain: one actor and issue. The fifteen positions that rest on most stances.
select
    actor_name as actor,
    issue_label as issue,
    support_count as "for",
    oppose_count as against,
    ambivalent_count as divided,
    round(net_support, 2) as net,
    first_on as first,
    last_on as last
from marts.actor_issue_positions
order by stance_count desc, actor_name asc, issue_label asc
limit 15;
