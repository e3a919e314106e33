-- Grain: one extracted article, published (or, undated, first seen) on $since or later, with its file as the
-- ledger knows it: null where the version it came from is not the current one that gave articles.
-- A file is first seen by the first run that the ledger names for it.

with seen as (

    select
        files.path,
        cast(min(runs.started_at) as date) as first_seen_on
    from files
    inner join runs on files.run_id = runs.run_id
    group by files.path

),

readable as (

    select
        files.path,
        files.sha256,
        files.size_bytes,
        epoch_us(files.modified_at) as modified_us,
        runs.inbox
    from files
    inner join runs on files.run_id = runs.run_id
    where files.is_current and files.status in ('loaded', 'partial')

),

final as (

    select
        stored.article_id,
        stored.path,
        stored.item_no,
        stored.content_sha256,
        stored.extractor_version,
        strlen(stored.text) as text_bytes,
        readable.sha256 as file_sha256,
        readable.size_bytes,
        readable.modified_us,
        readable.inbox
    from extracted.articles as stored
    left join seen on stored.path = seen.path
    left join readable on stored.path = readable.path
    where $since is null or coalesce(stored.published_on, seen.first_seen_on) >= cast($since as date)

)

select *
from final
order by path, item_no, article_id;
