-- What all stories and echoes are computed by, from now on.
update extracted.story_state set version = $version;
