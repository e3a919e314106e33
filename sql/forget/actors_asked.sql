-- Grain: one actor to be forgotten: those of asked_actors, by their ids of today and of earlier.
create or replace temporary table forgotten_actors as

with recursive same as (

    select actor_id from asked_actors
    union
    select
        case
            when actor_redirects.old_actor_id = same.actor_id then actor_redirects.actor_id
            else actor_redirects.old_actor_id
        end as actor_id
    from same
    inner join actor_redirects
        on same.actor_id = actor_redirects.old_actor_id or same.actor_id = actor_redirects.actor_id

)

select * from same;
