-- Hashes of what is forgotten now; needs it as forgotten_values (kind, value).
insert into extracted.forgotten by name
select distinct
    forgotten_values.kind,
    sha256(forgotten_values.kind || chr(10) || forgotten_values.value) as sha256,
    cast($today as date) as forgotten_on,
    cast($reason as varchar) as reason
from forgotten_values
anti join extracted.forgotten as known
    on
        forgotten_values.kind = known.kind
        and sha256(forgotten_values.kind || chr(10) || forgotten_values.value) = known.sha256;
