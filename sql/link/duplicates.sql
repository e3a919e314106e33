-- Grain: one article whose place among articles of the same text is new or has changed.
--
-- Articles of one cleaned text are one group; its first article is the earliest published (undated ones
-- last), then the lowest path, so that the answer does not depend on the order of arrival.
-- Needs the delivery's articles as incoming_unplaced.

with incoming as (

    select
        article_id,
        path,
        item_no,
        language,
        duplicate_key,
        published_at
    from incoming_unplaced

),

stored as (

    select
        article_id,
        path,
        item_no,
        language,
        duplicate_key,
        published_at
    from articles

),

all_articles as (

    select * from incoming
    union all
    select stored.*
    from stored
    anti join incoming on stored.article_id = incoming.article_id

),

-- A new version of an article leaves its old group, which may need a new first article.
touched_texts as (

    select incoming.duplicate_key from incoming
    union
    select stored.duplicate_key
    from stored
    semi join incoming on stored.article_id = incoming.article_id

),

placed as (

    select
        all_articles.article_id,
        all_articles.language,
        first_value(all_articles.article_id) over (
            partition by all_articles.duplicate_key
            order by all_articles.published_at asc nulls last, all_articles.path asc, all_articles.item_no asc
        ) as first_article_id
    from all_articles
    semi join touched_texts on all_articles.duplicate_key = touched_texts.duplicate_key

),

final as (

    select
        article_id,
        case
            when language not in ('de', 'und') then 'skipped_language'
            when article_id = first_article_id then 'published'
            else 'duplicate'
        end as status,
        case when article_id != first_article_id then first_article_id end as duplicate_of,
        -- Until loading finds its story.
        'y' || left(sha256(first_article_id), 20) as story_id
    from placed

)

select * from final;
