-- Grain: one article, stored or about to be, by what it is compared with.
create or replace temporary view compared_articles as
select
    article_id,
    duplicate_key,
    address_key,
    published_on,
    bands,
    samples,
    text,
    title
from incoming_extracted_articles
union all by name
select
    stored.article_id,
    stored.duplicate_key,
    stored.address_key,
    stored.published_on,
    stored.bands,
    stored.samples,
    stored.text,
    stored.title
from extracted.articles as stored
anti join incoming_extracted_articles as incoming on stored.article_id = incoming.article_id;
