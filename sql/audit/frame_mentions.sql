-- Grain: one linked mention, as its suite judges it.
select
    incoming_mentions.*,
    span(incoming_articles.text, incoming_mentions.start_char, incoming_mentions.end_char) as span_text,
    length(incoming_articles.text) as text_length,
    incoming_mentions.actor_id is null or incoming_actors.actor_id is not null as actor_exists
from incoming_mentions
left join incoming_articles on incoming_mentions.article_id = incoming_articles.article_id
left join incoming_actors on incoming_mentions.actor_id = incoming_actors.actor_id;
