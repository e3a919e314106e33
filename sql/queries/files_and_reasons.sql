-- Which files gave no article or only some, and why?
select
    path,
    status,
    reason,
    article_count,
    modified_at
from files
where is_current and status != 'loaded'
order by path asc;
