-- Grain: one linked article, as its suite judges it.
select
    article_id,
    status,
    text,
    language,
    length(text) as text_length,
    array_length(string_split(text, chr(10))) as line_count,
    word_count,
    content_sha256,
    sha256(text) as text_sha256,
    published_on,
    published_at,
    published_at_source,
    published_at is null or published_at_source is not null as date_has_source,
    published_on is null or published_on <= current_date + 1 as date_is_past,
    published_on is null or published_on >= date '1945-01-01' as date_is_plausible,
    contains(text, chr(65533)) as has_replacement_characters
from incoming_articles;
