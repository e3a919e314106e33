-- Failures by consequence: critical ones refuse their row, warnings mark it.
create temporary view refused_by as
select
    table_name,
    row_id,
    rule,
    reason
from failures
where severity = 'critical';

create temporary view refused as
select distinct
    table_name,
    row_id
from refused_by;

create temporary view warned as
select distinct
    table_name,
    row_id
from failures
where severity = 'warning';
