-- Grain: one actor whose id or name is like $asked; at most three, the likest first.

with scored as (

    select
        actor_id,
        name,
        greatest(
            jaro_winkler_similarity(actor_id, $asked),
            jaro_winkler_similarity(lower(name), lower($asked))
        ) as likeness
    from actors

)

select
    actor_id,
    name
from scored
where likeness >= 0.85
order by likeness desc, actor_id asc
limit 3;
