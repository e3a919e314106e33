-- Grain: one linked stance that passed its suite; its article did too.
select
    incoming.* replace (
        case when warned.row_id is null then 'ok' else 'warn' end as dq_status,
        case when statement_refused.row_id is null then incoming.statement_id end as statement_id
    )
from incoming_stances as incoming
anti join refused on refused.table_name = 'stances' and incoming.stance_id = refused.row_id
anti join refused as refused_articles
    on refused_articles.table_name = 'articles' and incoming.article_id = refused_articles.row_id
left join refused as statement_refused
    on statement_refused.table_name = 'statements' and incoming.statement_id = statement_refused.row_id
left join warned on warned.table_name = 'stances' and incoming.stance_id = warned.row_id;
