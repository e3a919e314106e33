-- Grain: one linked statement, as its suite judges it.
select
    incoming_statements.*,
    span(incoming_articles.text, incoming_statements.start_char, incoming_statements.end_char) as span_text,
    length(incoming_articles.text) as text_length,
    len(incoming_statements.quote_spans) as quote_count,
    list_min(list_transform(incoming_statements.quote_spans, lambda s: s.start_char)) as first_quote_char,
    list_max(list_transform(incoming_statements.quote_spans, lambda s: s.end_char)) as last_quote_char,
    len(list_filter(
        incoming_statements.quote_spans
        || incoming_statements.speaker_spans
        || incoming_statements.cue_spans
        || incoming_statements.frame_spans
        || incoming_statements.addressee_spans,
        lambda s: s.start_char < 0 or s.end_char <= s.start_char or s.end_char > length(incoming_articles.text)
    )) as broken_span_count,
    incoming_statements.speaker_actor_id is null or actors.actor_id is not null as speaker_exists
from incoming_statements
left join incoming_articles on incoming_statements.article_id = incoming_articles.article_id
left join incoming_actors as actors on incoming_statements.speaker_actor_id = actors.actor_id;
