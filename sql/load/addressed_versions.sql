-- Grain: one article of a touched address; what the quality gate refused stands for nothing.
select
    stored.article_id,
    stored.address_key,
    stored.duplicate_key,
    coalesce(stored.modified_at, stored.published_at, cast(stored.published_on as timestamp)) as dated,
    stored.word_count,
    stored.path,
    stored.item_no
from extracted.articles as stored
semi join touched_addresses on stored.address_key = touched_addresses.address_key
where stored.article_id not in (
    select quarantine.row_id from quarantine
    where quarantine.table_name = 'articles'
)
order by stored.address_key;
