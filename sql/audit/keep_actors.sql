-- Grain: one actor that passed its suite.
select incoming.*
from incoming_actors as incoming
anti join refused on refused.table_name = 'actors' and incoming.actor_id = refused.row_id;
