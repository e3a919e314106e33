-- Ids that lead to nobody any more.
delete from actor_redirects
where actor_id not in (select actors.actor_id from actors);

delete from extracted.former_actors
where actor_id not in (select actors.actor_id from actors);
