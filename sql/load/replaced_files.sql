-- The ledger: what was current of these paths is so no longer.
update files
set is_current = false
where is_current and path in (select incoming_files.path from incoming_files);
