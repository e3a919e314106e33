-- Known actors follow the seed tables; new ones stay as long as a row refers to them. Runs last.
merge into actors as stored
using incoming_actors as incoming
on stored.actor_id = incoming.actor_id
when matched then update by name
when not matched then insert by name
when not matched by source and stored.known then delete;

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
