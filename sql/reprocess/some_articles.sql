-- Grain: one extracted article of some_articles.
select stored.*
from extracted.articles as stored
semi join some_articles on stored.article_id = some_articles.article_id
order by stored.path, stored.item_no, stored.article_id;
