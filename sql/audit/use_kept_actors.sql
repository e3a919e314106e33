-- Judged on: only the actors that passed.
create or replace view incoming_actors as
select * from kept_actors;
