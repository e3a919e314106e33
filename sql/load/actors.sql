-- Known actors follow the seed tables; new ones stay as long as a row refers to them. Runs last.
merge into actors as stored
using incoming_actors as incoming
on stored.actor_id = incoming.actor_id
when matched then update by name
when not matched then insert by name
-- Rows that this delivery does not hold may refer to it until they are linked again.
when not matched by source and stored.known then update set known = false;

delete from actors
where
    not known
    and actor_id not in (
        select actor_references.actor_id from extracted.actor_references
    );
