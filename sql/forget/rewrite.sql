-- A file without free blocks. Runs in the working file, with the empty new one attached as rewritten.
copy from database working to rewritten;

update rewritten.extracted.working_state set is_rewrite_due = false;
