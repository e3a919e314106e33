-- Grain: one row, the first and the last day on which a wire copy of the searched articles can lie; null
-- where one of them has no day.
select
    case when bool_and(published_on is not null) then min(published_on) - cast($wire_days as integer) end as first_on,
    case when bool_and(published_on is not null) then max(published_on) + cast($wire_days as integer) end as last_on
from searched_articles;
