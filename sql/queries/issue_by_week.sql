-- How does the balance on each issue move from week to week? Weeks start on Monday.
select
    issue_label as issue,
    date_trunc('week', published_on) as week,
    sum(support_count) as pro,
    sum(oppose_count) as contra,
    sum(ambivalent_count) as divided,
    round((sum(support_count) - sum(oppose_count)) / sum(stance_count), 2) as net,
    sum(article_count) as articles
from marts.issue_timeline
group by issue, week
order by issue asc, week asc;
