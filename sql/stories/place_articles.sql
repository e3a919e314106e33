-- Stories of the reached articles; copies follow the article they copy. Needs them as placed_articles.
delete from story_articles
where
    article_id in (select touched_articles.article_id from touched_articles)
    or article_id in (select placed_articles.article_id from placed_articles);

insert into story_articles by name
select
    article_id,
    centrality,
    wire_copy_of
from placed_articles;

update articles
set story_id = 'y' || left(sha256(placed_articles.first_id), 20)
from placed_articles
where articles.article_id = placed_articles.article_id;

update articles
set
    story_id = coalesce(
        originals.story_id, 'y' || left(sha256(coalesce(copies.duplicate_of, copies.article_id)), 20)
    )
from articles as copies
left join articles as originals
    on copies.duplicate_of = originals.article_id and originals.status = 'published'
where
    articles.article_id = copies.article_id
    and copies.status != 'published'
    and (
        copies.article_id in (select touched_articles.article_id from touched_articles)
        or copies.duplicate_of in (select placed_articles.article_id from placed_articles)
    );
