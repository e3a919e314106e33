-- Grain: one office that one article gives to one person, with the country it belongs to.
select
    roles.actor_id,
    roles.article_id,
    roles.office,
    roles.role_text,
    -- The article of "der Vorsitzende" stands in front of the role.
    span(articles.text, greatest(roles.start_char - 40, 0), roles.start_char) as text_before,
    roles.of_actor_id,
    roles.is_former,
    coalesce(offices_of.country, '') as country
from roles
inner join articles on roles.article_id = articles.article_id and articles.status = 'published'
left join actors as offices_of on roles.of_actor_id = offices_of.actor_id
order by roles.actor_id, roles.article_id, roles.start_char;
