select is_rewrite_due from extracted.working_state;
