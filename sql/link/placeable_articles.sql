-- Grain: one article of a reached text that has a copy or a similar text.

with reached as (

    select placeable_articles.*
    from placeable_articles
    semi join reached_texts on placeable_articles.duplicate_key = reached_texts.duplicate_key

),

repeated as (

    select duplicate_key
    from reached
    group by duplicate_key
    having count(*) > 1

),

final as (

    select
        article_id,
        (language in ('de', 'und')) || ' ' || duplicate_key as text,
        path,
        item_no,
        published_at,
        published_on
    from reached
    where
        duplicate_key in (select placeable_pairs.one_key from placeable_pairs)
        or duplicate_key in (select repeated.duplicate_key from repeated)

)

select * from final;
