-- The pairs of compared texts are those just found. Found under other rules, all have been looked for again.
delete from extracted.similar_texts
where
    one_key in (select incoming_compared_texts.duplicate_key from incoming_compared_texts)
    or other_key in (select incoming_compared_texts.duplicate_key from incoming_compared_texts)
    or (
        select bool_or(copy_rules.rules_version != this_run.rules_version)
        from extracted.copy_rules, this_run
    );

update extracted.copy_rules set rules_version = this_run.rules_version
from this_run;

insert into extracted.similar_texts by name
select distinct * from incoming_similar_texts;
