-- What the delivery changes, noted before it does: texts whose articles may get another place, and addresses.
create or replace temporary table touched_texts as
select duplicate_key from incoming_articles
union
select stored.duplicate_key
from articles as stored
semi join incoming_extracted_articles on stored.article_id = incoming_extracted_articles.article_id
union
-- Copies of what has gone since.
select stored.duplicate_key
from articles as stored
anti join articles as original on stored.duplicate_of = original.article_id and original.duplicate_of is null
where stored.duplicate_of is not null
union
select articles.duplicate_key
from articles, extracted.copy_rules, this_run
where copy_rules.rules_version != this_run.rules_version;

create or replace temporary table touched_addresses as
select address_key from incoming_extracted_articles
where address_key is not null
union
select stored.address_key
from extracted.articles as stored
semi join incoming_extracted_articles on stored.article_id = incoming_extracted_articles.article_id
where stored.address_key is not null;
