-- Every article of a reached text gets its place among its copies; those that move are kept for their stories.
create or replace temporary table moved_articles as

with placed as (

    select
        articles.article_id,
        copies.duplicate_of,
        copies.duplicate_kind,
        copies.duplicate_similarity,
        case
            when articles.language not in ('de', 'und') then 'skipped_language'
            when copies.duplicate_of is null then 'published'
            else 'duplicate'
        end as status
    from articles
    semi join reached_texts on articles.duplicate_key = reached_texts.duplicate_key
    left join copies on articles.article_id = copies.article_id

)

select placed.*
from placed
inner join articles on placed.article_id = articles.article_id
where
    articles.status != placed.status
    or articles.duplicate_of is distinct from placed.duplicate_of
    or articles.duplicate_kind is distinct from placed.duplicate_kind
    or articles.duplicate_similarity is distinct from placed.duplicate_similarity;

update articles
set
    status = moved_articles.status,
    duplicate_of = moved_articles.duplicate_of,
    duplicate_kind = moved_articles.duplicate_kind,
    duplicate_similarity = moved_articles.duplicate_similarity
from moved_articles
where articles.article_id = moved_articles.article_id;
