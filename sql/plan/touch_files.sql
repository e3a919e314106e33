-- Files whose bytes are known, only their time of change is new.
update files
set
    size_bytes = touched.size_bytes,
    modified_at = touched.modified_at
from touched
where files.path = touched.path and files.is_current;
