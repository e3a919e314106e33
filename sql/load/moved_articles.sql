-- Stored articles whose place among equal texts has changed.
update articles
set
    status = moved.status,
    duplicate_of = moved.duplicate_of,
    story_id = moved.story_id
from incoming_moved_articles as moved
where articles.article_id = moved.article_id;
