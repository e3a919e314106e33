-- Grain: one group of like targets without an issue that has at least $least stances; at most $most of them.
select
    target,
    targets,
    stance_count
from marts.unassigned_targets
where stance_count >= $least
order by stance_count desc, article_count desc, target asc
limit $most;
