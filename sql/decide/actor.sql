-- Grain: the actor with the id $actor_id, or the one that this old id is now.
select
    actors.actor_id,
    actors.name,
    actors.actor_kind,
    actors.country,
    actors.known
from actors
where actors.actor_id = current_actor_id($actor_id);
