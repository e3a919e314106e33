-- Grain: one article whose story the touched ones may change, with what sorts it within a story.
create or replace temporary table reached_articles as

with recursive strong_links as (

    select
        article_id,
        other_id
    from extracted.story_links
    where strength >= 1
    union all
    select
        other_id as article_id,
        article_id as other_id
    from extracted.story_links
    where strength >= 1

),

reached as (

    select article_id from story_seeds
    union
    select strong_links.other_id as article_id
    from reached
    inner join strong_links on reached.article_id = strong_links.article_id

)

select
    articles.article_id,
    articles.published_on,
    articles.published_at,
    articles.path,
    articles.item_no
from articles
semi join reached on articles.article_id = reached.article_id
where articles.status = 'published';
