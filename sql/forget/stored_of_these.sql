-- Grain: one of the articles given as some_articles that the warehouse holds.
select stored.article_id
from extracted.articles as stored
semi join some_articles on stored.article_id = some_articles.article_id;
