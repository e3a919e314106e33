-- Stored articles whose place among equal texts has changed.
update articles
set
    status = moved.status,
    duplicate_of = moved.duplicate_of
from incoming_moved_articles as moved
where articles.article_id = moved.article_id;
