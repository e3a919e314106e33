-- Which offices do the articles give to whom? Two current holders of one office are worth a second look.
select
    roles.office,
    organisations.name as of_actor,
    actors.name as holder,
    roles.is_former,
    count(*) as mentions,
    count(distinct roles.article_id) as articles,
    min(articles.published_on) as first_on,
    max(articles.published_on) as last_on
from roles
inner join articles on roles.article_id = articles.article_id
inner join actors on roles.actor_id = actors.actor_id
left join actors as organisations on roles.of_actor_id = organisations.actor_id
where articles.status = 'published'
group by roles.office, organisations.name, actors.name, roles.is_former
order by roles.office asc, of_actor asc nulls last, mentions desc, holder asc;
