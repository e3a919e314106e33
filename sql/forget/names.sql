-- Grain: one full name of an actor to be forgotten, as it stands in rows.
create or replace temporary table forgotten_names as
select text from all_forgotten_names;
