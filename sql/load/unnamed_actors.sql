-- Actors that no seed table has and no row names any more.
delete from actors
where
    not known
    and actor_id not in (
        select actor_references.actor_id from extracted.actor_references
    );
