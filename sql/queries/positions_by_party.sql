-- Do party colleagues agree? Stances of people, grouped by the party the seed tables give them at the time.
select
    parties.name as party,
    issues.label as issue,
    count(*) as stances,
    count(distinct stances.holder_actor_id) as people,
    count(*) filter (where stances.issue_polarity = 'support') as pro,
    count(*) filter (where stances.issue_polarity = 'oppose') as contra
from stances
inner join articles on stances.article_id = articles.article_id
inner join memberships
    on
        stances.holder_actor_id = memberships.actor_id
        and memberships.relation = 'party'
        and coalesce(articles.published_on >= memberships.valid_from, true)
        and coalesce(articles.published_on <= memberships.valid_to, true)
inner join actors as parties on memberships.of_actor_id = parties.actor_id
inner join issues on stances.issue_id = issues.issue_id
where articles.status = 'published' and stances.confidence >= 0.5
group by parties.name, issues.label
order by stances desc, party asc, issue asc;
