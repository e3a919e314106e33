-- Grain: one story, that is one event and what was published about it within some days; a story may have one
-- article only. Copies of an article are counted apart, and so are articles that take over a wire text.

with members as (

    select
        articles.story_id,
        articles.article_id,
        articles.title,
        articles.text,
        articles.published_at,
        articles.published_on,
        articles.path,
        articles.item_no,
        coalesce(articles.outlet_id, articles.outlet_name) as outlet,
        articles.status = 'duplicate' as is_copy,
        story_articles.centrality,
        story_articles.wire_copy_of
    from articles
    left join story_articles on articles.article_id = story_articles.article_id
    where articles.status in ('published', 'duplicate')

),

most_central as (

    select
        story_id,
        article_id as central_article_id,
        coalesce(title, string_split(text, chr(10))[1]) as label
    from members
    where not is_copy
    qualify row_number() over (
        partition by story_id
        order by
            title is null asc,
            centrality desc,
            wire_copy_of is not null asc,
            published_on asc nulls last,
            published_at asc nulls last,
            path asc,
            item_no asc
    ) = 1

),

counts as (

    select
        story_id,
        min(published_on) as first_on,
        max(published_on) as last_on,
        count(*) filter (where not is_copy) as article_count,
        count(*) filter (where not is_copy and wire_copy_of is null) as account_count,
        count(*) filter (where not is_copy and wire_copy_of is not null) as wire_copy_count,
        count(*) filter (where is_copy) as copy_count,
        count(distinct outlet) as outlet_count
    from members
    group by story_id

),

final as (

    select
        counts.story_id,
        most_central.label,
        most_central.central_article_id,
        counts.first_on,
        counts.last_on,
        counts.article_count,
        counts.account_count,
        counts.wire_copy_count,
        counts.copy_count,
        counts.outlet_count
    from counts
    inner join most_central on counts.story_id = most_central.story_id

)

select *
from final
order by article_count desc, first_on asc nulls last, story_id asc
