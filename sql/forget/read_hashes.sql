-- Grain: one hash of something forgotten, with the first day on which it was.
select
    kind,
    sha256,
    min(forgotten_on) as forgotten_on
from extracted.forgotten
group by kind, sha256;
