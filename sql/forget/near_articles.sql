-- Grain: one stored article whose id or title is like $asked; at most three, the likest first.

with scored as (

    select
        article_id,
        title,
        greatest(
            jaro_winkler_similarity(article_id, $asked),
            jaro_winkler_similarity(lower(coalesce(title, '')), lower($asked))
        ) as likeness
    from articles

)

select
    article_id,
    title
from scored
where likeness >= 0.85
order by likeness desc, article_id asc
limit 3;
