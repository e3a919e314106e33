-- Grain: one linked stance, as its suite judges it.
select
    incoming_stances.*,
    span(incoming_articles.text, incoming_stances.start_char, incoming_stances.end_char) as span_text,
    span(incoming_articles.text, incoming_stances.target_start_char, incoming_stances.target_end_char)
        as target_span_text,
    span(incoming_articles.text, incoming_stances.holder_start_char, incoming_stances.holder_end_char)
        as holder_span_text,
    length(incoming_articles.text) as text_length,
    incoming_stances.holder_actor_id is null or holders.actor_id is not null as holder_exists,
    incoming_stances.holder_actor_id is null
    or incoming_stances.target_actor_id is null
    or incoming_stances.holder_actor_id != incoming_stances.target_actor_id as holder_is_not_target,
    incoming_stances.issue_polarity is null or incoming_stances.issue_id is not null as polarity_has_issue
from incoming_stances
left join incoming_articles on incoming_stances.article_id = incoming_articles.article_id
left join incoming_actors as holders on incoming_stances.holder_actor_id = holders.actor_id;
