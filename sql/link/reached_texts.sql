-- Grain: one text whose articles may have a new place among their copies: touched, or alike to a reached one.
-- Needs touched_texts, and placeable_pairs with both directions of each pair.
create or replace temporary table reached_texts as

with recursive reached as (

    select distinct duplicate_key
    from touched_texts
    union
    select placeable_pairs.other_key as duplicate_key
    from reached
    inner join placeable_pairs on reached.duplicate_key = placeable_pairs.one_key

)

select * from reached;
