-- Grain: one stored table.
select
    table_schema,
    table_name
from information_schema.tables
where table_type = 'BASE TABLE' and table_catalog = current_database() and table_schema != 'temp'
order by table_schema desc, table_name asc;
