-- Known actors follow the seed tables.
merge into actors as stored
using (
    select * from incoming_actors
    where incoming_actors.known
) as incoming
on stored.actor_id = incoming.actor_id
when matched then update by name
when not matched then insert by name
-- Rows that this delivery does not hold may refer to it until they are linked again.
when not matched by source and stored.known then update set known = false;
