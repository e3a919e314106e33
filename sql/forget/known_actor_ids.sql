-- Grain: one actor id, of today or of earlier.
select actor_id from actors
union
select old_actor_id as actor_id from actor_redirects;
