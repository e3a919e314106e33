-- Grain: one row, the number of extracted articles that are not linked with the tables $tables_version.
-- An article in quarantine counts as long as the last linking was with other tables; one that gave way to a
-- newer one of its address is linked when it comes back.

with linked as (

    select
        article_id,
        tables_version
    from main.articles
    union all
    select
        quarantine.row_id as article_id,
        runs.tables_version
    from quarantine
    inner join runs on quarantine.run_id = runs.run_id
    where quarantine.table_name = 'articles'

)

select count(*) as article_count
from extracted.articles as extracted_articles
left join linked on extracted_articles.article_id = linked.article_id
anti join extracted.superseded_articles as superseded_articles
    on extracted_articles.article_id = superseded_articles.article_id
where linked.tables_version is distinct from $tables_version;
