-- Everything that names forgotten_actors outside of articles' texts; needs leaving_rows and forgotten_names.
delete from statement_echoes
where
    statement_id in (select leaving_rows.row_id from leaving_rows)
    or of_statement_id in (select leaving_rows.row_id from leaving_rows);

delete from extracted.echo_fingerprints
where statement_id in (select leaving_rows.row_id from leaving_rows);

delete from mentions where mention_id in (select leaving_rows.row_id from leaving_rows);
delete from roles where role_id in (select leaving_rows.row_id from leaving_rows);
delete from statements where statement_id in (select leaving_rows.row_id from leaving_rows);
delete from stances where stance_id in (select leaving_rows.row_id from leaving_rows);

-- Who stays, without the forgotten beside.
update roles set of_actor_id = null
where of_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

update statements set addressee_actor_id = null
where addressee_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

update statements set parent_statement_id = null
where parent_statement_id in (select leaving_rows.row_id from leaving_rows);

update stances set reporter_actor_id = null
where reporter_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

update stances set statement_id = null
where statement_id in (select leaving_rows.row_id from leaving_rows);

-- Bare offsets stay for linking: without them, "sie" and "die Ministerin" would be taken for somebody else.
update extracted.mentions set text = ''
where mention_id in (select leaving_rows.row_id from leaving_rows);

update extracted.roles set role_text = ''
where role_id in (select leaving_rows.row_id from leaving_rows);

update extracted.statements set text = ''
where statement_id in (select leaving_rows.row_id from leaving_rows);

update extracted.stances
set
    sentence_text = '',
    holder_text = '',
    target_text = '',
    polarity = ''
where stance_id in (select leaving_rows.row_id from leaving_rows);

delete from quarantine
where
    table_name != 'articles'
    and (
        row_id in (select forgotten_actors.actor_id from forgotten_actors)
        or row_id in (select leaving_rows.row_id from leaving_rows)
        or exists (
            select 1 from forgotten_actors
            where contains(cast(quarantine.row_json as varchar), '"' || forgotten_actors.actor_id || '"')
        )
        or exists (
            select 1 from forgotten_names
            where contains(lower(cast(quarantine.row_json as varchar)), lower(forgotten_names.text))
        )
    );

-- Verdicts show what a rule found: pieces of the rows.
update quality_results
set observed = null
where
    exists (
        select 1 from forgotten_actors
        where contains(quality_results.observed, forgotten_actors.actor_id)
    )
    or exists (
        select 1 from forgotten_names
        where contains(lower(quality_results.observed), lower(forgotten_names.text))
    );

delete from actor_redirects
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or old_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

delete from extracted.former_actors
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or old_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

delete from extracted.former_references
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or row_id in (select leaving_rows.row_id from leaving_rows);

delete from extracted.named_actors
where actor_id in (select forgotten_actors.actor_id from forgotten_actors);

delete from offices
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or of_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

delete from memberships
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or of_actor_id in (select forgotten_actors.actor_id from forgotten_actors);

delete from actors where actor_id in (select forgotten_actors.actor_id from forgotten_actors);

-- "eine Sprecherin von Anna Muster" stays somebody, without the name.
update actors set name = replace(actors.name, forgotten_names.text, '…')
from forgotten_names
where not actors.known and contains(actors.name, forgotten_names.text);

update extracted.named_actors set name = replace(named_actors.name, forgotten_names.text, '…')
from forgotten_names
where contains(named_actors.name, forgotten_names.text);
