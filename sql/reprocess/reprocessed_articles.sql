-- Grain: one article of the delivery that stands, with whether its text is the stored one.
create or replace temporary table reprocessed_articles as
select
    incoming.article_id,
    incoming.text as new_text,
    stored.text as old_text,
    coalesce(incoming.content_sha256 = stored.content_sha256, false) as has_same_text
from incoming_articles as incoming
left join articles as stored on incoming.article_id = stored.article_id
anti join extracted.superseded_articles as superseded_articles
    on incoming.article_id = superseded_articles.article_id;
