-- Grain: one linked role, as its suite judges it.
select
    incoming_roles.*,
    span(incoming_articles.text, incoming_roles.start_char, incoming_roles.end_char) as span_text,
    length(incoming_articles.text) as text_length,
    actors.actor_id is not null as actor_exists,
    incoming_roles.of_actor_id is null or organisations.actor_id is not null as of_actor_exists
from incoming_roles
left join incoming_articles on incoming_roles.article_id = incoming_articles.article_id
left join incoming_actors as actors on incoming_roles.actor_id = actors.actor_id
left join incoming_actors as organisations on incoming_roles.of_actor_id = organisations.actor_id;
