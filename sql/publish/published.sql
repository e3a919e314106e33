update extracted.working_state
set
    published_state_no = $state_no,
    published_least_confidence = $least_confidence;
