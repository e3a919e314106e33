-- Grain: one path of the inbox, its current version, and under which versions it was last judged.
select
    files.path,
    files.size_bytes,
    files.modified_at,
    files.sha256,
    files.status,
    files.reason,
    files.try_again,
    files.run_id,
    runs.extractor_version,
    runs.expectations_version
from files
inner join runs on files.run_id = runs.run_id
where files.is_current;
