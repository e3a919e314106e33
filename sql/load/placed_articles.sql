-- Every article of a reached text gets its place among its copies.
update articles
set
    status = placed.status,
    duplicate_of = placed.duplicate_of,
    duplicate_kind = placed.duplicate_kind,
    duplicate_similarity = placed.duplicate_similarity,
    story_id = placed.story_id
from (
    select
        articles.article_id,
        copies.duplicate_of,
        copies.duplicate_kind,
        copies.duplicate_similarity,
        case
            when articles.language not in ('de', 'und') then 'skipped_language'
            when copies.duplicate_of is null then 'published'
            else 'duplicate'
        end as status,
        'y' || left(sha256(coalesce(copies.duplicate_of, articles.article_id)), 20) as story_id
    from articles
    semi join reached_texts on articles.duplicate_key = reached_texts.duplicate_key
    left join copies on articles.article_id = copies.article_id
) as placed
where
    articles.article_id = placed.article_id
    and (
        articles.status != placed.status
        or articles.story_id != placed.story_id
        or articles.duplicate_of is distinct from placed.duplicate_of
        or articles.duplicate_kind is distinct from placed.duplicate_kind
        or articles.duplicate_similarity is distinct from placed.duplicate_similarity
    );
