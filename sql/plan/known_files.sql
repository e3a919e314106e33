-- Grain: one path of the inbox, its current version, and under which versions it was last judged.
-- Times as microseconds since 1970: of 100,000 files, comparing numbers is what costs least.
select
    files.path,
    files.size_bytes,
    epoch_us(files.modified_at) as modified_us,
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
