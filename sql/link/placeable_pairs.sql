-- Grain: two similar reached texts, once, for German articles and once for others.
select
    side.language || ' ' || pairs.one_key as one,
    side.language || ' ' || pairs.other_key as other,
    pairs.kind,
    pairs.jaccard,
    pairs.one_in_other,
    pairs.other_in_one
from placeable_pairs as pairs
semi join reached_texts on pairs.one_key = reached_texts.duplicate_key
cross join (values ('true'), ('false')) as side (language)
where pairs.one_key < pairs.other_key
order by all;
