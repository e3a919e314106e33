-- Grain: one stance towards what no issue covers, with its group of like targets; gone with the connection.
create or replace temp table target_groups as
select
    stance_id,
    group_name
from found_groups;
