select
    state_no,
    published_state_no,
    published_least_confidence
from extracted.working_state;
