-- The rewritten file has no free blocks. Runs in the working file, with the new one attached as rewritten.
update rewritten.extracted.working_state set is_rewrite_due = false;
