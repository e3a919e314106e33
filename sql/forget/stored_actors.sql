-- Grain: one actor of forgotten_actors as it is stored; without a name if only a redirect has it.
select
    forgotten_actors.actor_id,
    actors.name,
    actors.actor_kind,
    actors.scope_article_id
from forgotten_actors
left join actors on forgotten_actors.actor_id = actors.actor_id;
