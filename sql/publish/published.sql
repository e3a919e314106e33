update extracted.working_state set published_state_no = $state_no;
