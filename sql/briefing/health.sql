-- Grain: one measure.
select
    measure,
    counted as "count",
    of_count as "of",
    round(share, 2) as share
from marts.data_health
order by position;
