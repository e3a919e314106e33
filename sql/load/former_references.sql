-- What the delivery's articles refer to now, kept for when it means somebody else afterwards. Runs first.
create or replace temporary table earlier_references as
select actor_references.*
from extracted.actor_references
semi join incoming_articles on actor_references.article_id = incoming_articles.article_id;
