-- Grain: one linked mention that passed its suite; its article did too.
select
    incoming.* replace (
        case when warned.row_id is null then 'ok' else 'warn' end as dq_status
    )
from incoming_mentions as incoming
anti join refused on refused.table_name = 'mentions' and incoming.mention_id = refused.row_id
anti join refused as refused_articles
    on refused_articles.table_name = 'articles' and incoming.article_id = refused_articles.row_id
left join warned on warned.table_name = 'mentions' and incoming.mention_id = warned.row_id;
