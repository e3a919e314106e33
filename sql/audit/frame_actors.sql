-- Grain: one actor of the delivery, as its suite judges it.
select * from incoming_actors;
