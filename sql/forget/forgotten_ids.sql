-- Grain: one id of an actor to be forgotten.
select actor_id from forgotten_actors
order by actor_id;
