-- Grain: one article of the delivery, with its place among its copies.
select
    incoming.* replace (
        case
            when incoming.language not in ('de', 'und') then 'skipped_language'
            when copies.duplicate_of is null then 'published'
            else 'duplicate'
        end as status,
        copies.duplicate_of as duplicate_of,
        copies.duplicate_kind as duplicate_kind,
        copies.duplicate_similarity as duplicate_similarity,
        'y' || left(sha256(coalesce(copies.duplicate_of, incoming.article_id)), 20) as story_id
    )
from incoming_unplaced as incoming
left join copies on incoming.article_id = copies.article_id;
