-- Grain: two alike texts of one touched address.
select distinct
    pairs.one_key,
    pairs.other_key
from extracted.similar_texts as pairs
inner join extracted.articles as one on pairs.one_key = one.duplicate_key
inner join extracted.articles as other
    on pairs.other_key = other.duplicate_key and one.address_key = other.address_key
semi join touched_addresses on one.address_key = touched_addresses.address_key
where greatest(pairs.one_in_other, pairs.other_in_one) >= $min_contained;
