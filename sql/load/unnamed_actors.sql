-- Actors that no seed table has and no row names any more.
delete from actors
where
    not known
    and actor_id not in (
        select actor_id from mentions where actor_id is not null
        union
        select actor_id from roles
        union
        select of_actor_id from roles where of_actor_id is not null
        union
        select speaker_actor_id from statements where speaker_actor_id is not null
        union
        select addressee_actor_id from statements where addressee_actor_id is not null
        union
        select holder_actor_id from stances where holder_actor_id is not null
        union
        select target_actor_id from stances where target_actor_id is not null
        union
        select reporter_actor_id from stances where reporter_actor_id is not null
    );
