-- Grain: one actor that had other ids before, with what it says under today's. For one id of any time:
-- select current_actor_id('person:new:…').
select
    actors.actor_id,
    actors.name,
    list(actor_redirects.old_actor_id order by actor_redirects.old_actor_id) as former_ids,
    count(distinct statements.statement_id) as statement_count
from actor_redirects
inner join actors on actor_redirects.actor_id = actors.actor_id
left join statements on actors.actor_id = statements.speaker_actor_id
group by actors.actor_id, actors.name
order by statement_count desc, actors.actor_id asc;
