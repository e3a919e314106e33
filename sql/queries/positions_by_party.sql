-- Do party colleagues agree? Stances of people and of the parties themselves, by the party the seed tables
-- give them on the day of the article.
select
    group_name as party,
    issue_label as issue,
    stance_count as stances,
    actor_count as actors,
    support_count as pro,
    oppose_count as contra,
    net_support,
    first_on,
    last_on
from marts.positions_by_group
where relation = 'party'
order by stances desc, party asc, issue asc;
