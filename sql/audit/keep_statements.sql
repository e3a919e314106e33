-- Grain: one linked statement that passed its suite; its article did too.
select
    incoming.* replace (
        case when warned.row_id is null then 'ok' else 'warn' end as dq_status,
        case when parent_refused.row_id is null then incoming.parent_statement_id end as parent_statement_id
    )
from incoming_statements as incoming
anti join refused on refused.table_name = 'statements' and incoming.statement_id = refused.row_id
anti join refused as refused_articles
    on refused_articles.table_name = 'articles' and incoming.article_id = refused_articles.row_id
left join refused as parent_refused
    on parent_refused.table_name = 'statements' and incoming.parent_statement_id = parent_refused.row_id
left join warned on warned.table_name = 'statements' and incoming.statement_id = warned.row_id;
