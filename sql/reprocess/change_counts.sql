-- Grain: one kind of rows of one table: how many are gained, lost, changed and the same. A row that changes its
-- kind counts under the one it had.
select
    table_name,
    coalesce(old_kind, new_kind) as kind,
    count(*) filter (where change = 'gained') as gained,
    count(*) filter (where change = 'lost') as lost,
    count(*) filter (where change = 'changed') as changed,
    count(*) filter (where change = 'same') as same
from row_changes
group by table_name, coalesce(old_kind, new_kind)
order by
    list_position(['mentions', 'roles', 'statements', 'stances'], table_name),
    gained + lost + changed + same desc,
    kind;
