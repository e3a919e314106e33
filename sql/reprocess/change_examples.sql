-- Grain: one row that changes, at most $most of each table and change, whichever come first by their ids.
select
    table_name,
    change,
    coalesce(old_kind, '') as old_kind,
    coalesce(new_kind, '') as new_kind,
    row_id,
    article_id,
    summary,
    article_text,
    start_char,
    end_char,
    old_said,
    new_said
from row_changes
where change != 'same'
qualify row_number() over (partition by table_name, change order by row_id) <= $most
order by
    list_position(['stances', 'statements', 'roles', 'mentions'], table_name),
    list_position(['gained', 'lost', 'changed'], change),
    row_id;
