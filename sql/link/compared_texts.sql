-- Grain: one text whose pairs are looked for: of an article that comes, or that its stored version had.
create or replace temporary table compared_texts as
select duplicate_key from incoming_extracted_articles
union
select stored.duplicate_key
from extracted.articles as stored
semi join incoming_extracted_articles on stored.article_id = incoming_extracted_articles.article_id;
