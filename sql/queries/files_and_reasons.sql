-- Which files gave no article, only some, or some that are not in German, and why?
with skipped as (

    select
        path,
        'not in German: ' || string_agg(distinct language, ', ' order by language) as reason
    from articles
    where status = 'skipped_language'
    group by path

)

select
    files.path,
    case when files.status = 'loaded' then 'skipped_language' else files.status end as status,
    concat_ws('; ', files.reason, skipped.reason) as reason,
    files.article_count,
    files.modified_at
from files
left join skipped on files.path = skipped.path
where files.is_current and (files.status != 'loaded' or skipped.path is not null)
order by files.path asc;
