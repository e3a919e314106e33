-- Found under other rules, all pairs have been looked for again.
delete from extracted.similar_texts
where (
    select bool_or(copy_rules.rules_version != this_run.rules_version)
    from extracted.copy_rules, this_run
);

update extracted.copy_rules set rules_version = this_run.rules_version
from this_run;

merge into extracted.similar_texts as stored
using incoming_similar_texts as incoming
on stored.one_key = incoming.one_key and stored.other_key = incoming.other_key
when matched then update by name
when not matched then insert by name;
