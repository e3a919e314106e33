-- Grain: one row in which one of forgotten_actors is mentioned, holds an office, speaks, takes a stance or is
-- taken a stance on; found by id, and by the full names in forgotten_names.
create or replace temporary table leaving_rows as
select mention_id as row_id from mentions
where
    actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or (mention_form = 'name' and text in (select forgotten_names.text from forgotten_names))
union
select mention_id as row_id from extracted.mentions
where mention_form = 'name' and text in (select forgotten_names.text from forgotten_names)
union
select role_id as row_id from roles
where actor_id in (select forgotten_actors.actor_id from forgotten_actors)
union
select statement_id as row_id from statements
where speaker_actor_id in (select forgotten_actors.actor_id from forgotten_actors)
union
select stance_id as row_id from stances
where
    holder_actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or target_actor_id in (select forgotten_actors.actor_id from forgotten_actors)
    or target_text in (select forgotten_names.text from forgotten_names)
union
select stance_id as row_id from extracted.stances
where target_text in (select forgotten_names.text from forgotten_names);
