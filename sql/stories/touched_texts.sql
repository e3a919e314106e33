-- Grain: one touched article that counts, with its text, in order of its day.
select
    articles.article_id,
    articles.published_on,
    articles.title,
    articles.text
from articles
semi join touched_articles on articles.article_id = touched_articles.article_id
where articles.status = 'published'
order by articles.published_on, articles.article_id;
