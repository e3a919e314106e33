-- Grain: one article of the delivery, with its place among equal texts.
select
    incoming_unplaced.* replace (
        placed.status as status,
        placed.duplicate_of as duplicate_of,
        placed.story_id as story_id
    )
from incoming_unplaced
inner join placed on incoming_unplaced.article_id = placed.article_id;
