-- Grain: one article, stored or about to be, of a compared text: all of them tell with what it is compared.
select compared_articles.article_id
from compared_articles
semi join compared_texts on compared_articles.duplicate_key = compared_texts.duplicate_key
order by compared_articles.article_id;
