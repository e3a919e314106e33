-- Grain: one stored article whose place among equal texts the delivery changes.
select placed.*
from placed
inner join articles on placed.article_id = articles.article_id
anti join incoming_unplaced on placed.article_id = incoming_unplaced.article_id
where
    placed.status != articles.status
    or placed.duplicate_of is distinct from articles.duplicate_of;
