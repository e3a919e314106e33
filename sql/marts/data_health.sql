-- Grain: one measure of how far the warehouse can be trusted: how many of how many.

with current_files as (

    select * from files
    where is_current

),

german_articles as (

    select * from articles
    where status = 'published'

),

german_statements as (

    select statements.*
    from statements
    semi join german_articles on statements.article_id = german_articles.article_id

),

german_stances as (

    select stances.*
    from stances
    semi join german_articles on stances.article_id = german_articles.article_id

),

measures as (

    select
        1 as position,
        'files rejected' as measure,
        count(*) filter (where status = 'rejected') as counted,
        count(*) as of_count
    from current_files
    union all
    select
        2 as position,
        'files held by the quality gate' as measure,
        count(*) filter (where status = 'held') as counted,
        count(*) as of_count
    from current_files
    union all
    select
        3 as position,
        'articles not in German' as measure,
        count(*) filter (where status = 'skipped_language') as counted,
        count(*) as of_count
    from articles
    union all
    select
        4 as position,
        'articles that copy another' as measure,
        count(*) filter (where status = 'duplicate') as counted,
        count(*) as of_count
    from articles
    union all
    select
        5 as position,
        'articles without a date' as measure,
        count(*) filter (where published_on is null) as counted,
        count(*) as of_count
    from german_articles
    union all
    select
        6 as position,
        'articles without a known outlet' as measure,
        count(*) filter (where outlet_id is null) as counted,
        count(*) as of_count
    from german_articles
    union all
    select
        7 as position,
        'articles with a quality warning' as measure,
        count(*) filter (where dq_status = 'warn') as counted,
        count(*) as of_count
    from german_articles
    union all
    select
        8 as position,
        'articles without a statement' as measure,
        count(*) filter (
            where article_id not in (select german_statements.article_id from german_statements)
        ) as counted,
        count(*) as of_count
    from german_articles
    union all
    select
        9 as position,
        'statements without a speaker span' as measure,
        count(*) filter (where len(speaker_spans) = 0) as counted,
        count(*) as of_count
    from german_statements
    union all
    select
        10 as position,
        'statements whose speaker is no known actor' as measure,
        count(*) filter (where speaker_actor_id is null) as counted,
        count(*) as of_count
    from german_statements
    union all
    select
        11 as position,
        'stances whose holder is no known actor' as measure,
        count(*) filter (where holder_actor_id is null) as counted,
        count(*) as of_count
    from german_stances
    union all
    select
        12 as position,
        'stances without an issue' as measure,
        count(*) filter (where issue_id is null) as counted,
        count(*) as of_count
    from german_stances
    union all
    select
        13 as position,
        'rows in quarantine' as measure,
        count(distinct row_id) as counted,
        null as of_count
    from quarantine

),

final as (

    select
        position,
        measure,
        counted,
        of_count,
        counted / nullif(of_count, 0) as share
    from measures

)

select *
from final
order by position
