-- From now on until the working file is written anew.
update extracted.working_state set is_rewrite_due = true;
