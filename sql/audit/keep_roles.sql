-- Grain: one linked role that passed its suite; its article did too.
select
    incoming.* replace (
        case when warned.row_id is null then 'ok' else 'warn' end as dq_status
    )
from incoming_roles as incoming
anti join refused on refused.table_name = 'roles' and incoming.role_id = refused.row_id
anti join refused as refused_articles
    on refused_articles.table_name = 'articles' and incoming.article_id = refused_articles.row_id
left join warned on warned.table_name = 'roles' and incoming.role_id = warned.row_id;
