-- Grain: one article that is a copy of a forgotten one, or that a forgotten one copies; it stays.

with copied as (

    select duplicate_of as article_id from articles
    where article_id in (select forgotten_articles.article_id from forgotten_articles)

)

select article_id
from articles
where
    article_id not in (select forgotten_articles.article_id from forgotten_articles)
    and (
        duplicate_of in (select forgotten_articles.article_id from forgotten_articles)
        or article_id in (select copied.article_id from copied)
    )
order by article_id;
