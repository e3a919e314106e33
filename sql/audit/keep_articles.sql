-- Grain: one linked article that passed its suite.
select
    incoming.* replace (
        case when warned.row_id is null then 'ok' else 'warn' end as dq_status
    )
from incoming_articles as incoming
anti join refused on refused.table_name = 'articles' and incoming.article_id = refused.row_id
left join warned on warned.table_name = 'articles' and incoming.article_id = warned.row_id;
