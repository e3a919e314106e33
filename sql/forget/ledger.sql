-- What is left of forgotten articles' pairs of similar texts, and what the ledger says of their files.
delete from extracted.similar_texts
where
    one_key not in (select stored.duplicate_key from extracted.articles as stored)
    or other_key not in (select stored.duplicate_key from extracted.articles as stored);

create or replace temporary table forgotten_paths as

with paths as (

    select path from forgotten_texts
    union
    select staged_articles.path
    from staged_articles
    semi join forgotten_articles on staged_articles.article_id = forgotten_articles.article_id

),

staying as (

    select
        path,
        article_id
    from extracted.articles
    union
    select
        staged_articles.path,
        staged_articles.article_id
    from staged_articles
    anti join forgotten_articles on staged_articles.article_id = forgotten_articles.article_id

)

select
    paths.path,
    count(staying.article_id) as article_count
from paths
left join staying on paths.path = staying.path
group by paths.path;

update files
set
    status = case when forgotten_paths.article_count = 0 then 'forgotten' else files.status end,
    article_count = least(files.article_count, forgotten_paths.article_count),
    try_again = files.try_again and forgotten_paths.article_count > 0,
    reason = case
        when forgotten_paths.article_count = 0 then 'forgotten on ' || $today
        else concat_ws('; ', files.reason, 'an article of it forgotten on ' || $today)
    end
from forgotten_paths
where files.path = forgotten_paths.path and files.is_current;
