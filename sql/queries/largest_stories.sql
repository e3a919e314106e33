-- Which events did several articles report, in how many outlets, and how much of it is wire copy?

select
    label,
    first_on,
    last_on,
    article_count,
    account_count,
    wire_copy_count + copy_count as copies,
    outlet_count
from marts.stories
where article_count + copy_count > 1
order by article_count + copy_count desc, first_on asc, label asc;
