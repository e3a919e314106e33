update extracted.working_state set state_no = state_no + 1;
