-- Grain: one article that is a copy of a forgotten one, or that a forgotten one copies; it stays.
select articles.article_id
from articles
anti join forgotten_articles on articles.article_id = forgotten_articles.article_id
where
    articles.duplicate_of in (select forgotten_articles.article_id from forgotten_articles)
    or articles.article_id in (
        select forgotten.duplicate_of
        from articles as forgotten
        semi join forgotten_articles on forgotten.article_id = forgotten_articles.article_id
    )
order by articles.article_id;
