-- Grain: one article of searched_ids, by what it is looked up with.
create or replace temporary table searched_articles as
select
    compared_articles.article_id,
    compared_articles.duplicate_key,
    compared_articles.address_key,
    compared_articles.published_on,
    compared_articles.bands,
    compared_articles.samples
from compared_articles
semi join searched_ids on compared_articles.article_id = searched_ids.article_id;
