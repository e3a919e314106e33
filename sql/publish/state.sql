select
    state_no,
    published_state_no
from extracted.working_state;
