-- Grain: one extracted article that no newer one of its address replaces.
select extracted_articles.article_id
from extracted.articles as extracted_articles
anti join extracted.superseded_articles as superseded_articles
    on extracted_articles.article_id = superseded_articles.article_id
order by extracted_articles.article_id;
