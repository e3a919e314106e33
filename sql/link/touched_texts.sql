-- Texts whose articles the delivery brings.
create or replace temporary table touched_texts as
select duplicate_key from incoming_unplaced;
