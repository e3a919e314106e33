-- Grain: one row that the delivery gains, loses, changes or keeps as it is. Needs compared_rows.
create or replace temporary table row_changes as

with stored as (

    select * from compared_rows
    where not is_new

),

delivered as (

    select * from compared_rows
    where is_new

)

select
    stored.kind as old_kind,
    delivered.kind as new_kind,
    coalesce(delivered.table_name, stored.table_name) as table_name,
    coalesce(delivered.article_id, stored.article_id) as article_id,
    coalesce(delivered.row_id, stored.row_id) as row_id,
    coalesce(delivered.start_char, stored.start_char) as start_char,
    coalesce(delivered.end_char, stored.end_char) as end_char,
    coalesce(delivered.summary, stored.summary) as summary,
    coalesce(delivered.article_text, stored.article_text) as article_text,
    stored.said as old_said,
    delivered.said as new_said,
    case
        when stored.row_id is null then 'gained'
        when delivered.row_id is null then 'lost'
        when stored.said != delivered.said then 'changed'
        else 'same'
    end as change
from stored
full outer join delivered on stored.table_name = delivered.table_name and stored.same_row = delivered.same_row;
