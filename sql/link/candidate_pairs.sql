-- Grain: two texts worth comparing, with a text and its headline for each.

with needed as (

    select one_key as duplicate_key from candidate_texts
    union
    select other_key as duplicate_key from candidate_texts

),

texts as (

    select
        compared_articles.duplicate_key,
        min_by(struct_pack(
            text := compared_articles.text, title := compared_articles.title
        ), compared_articles.article_id) as told
    from compared_articles
    semi join needed on compared_articles.duplicate_key = needed.duplicate_key
    group by compared_articles.duplicate_key

),

same_address as (

    select distinct
        one.duplicate_key as one_key,
        other.duplicate_key as other_key
    from compared_articles as one
    inner join compared_articles as other on one.address_key = other.address_key
    semi join candidate_texts
        on one.duplicate_key = candidate_texts.one_key and other.duplicate_key = candidate_texts.other_key

),

final as (

    select
        candidate_texts.one_key,
        candidate_texts.other_key,
        one.told.text as one_text,
        one.told.title as one_title,
        other.told.text as other_text,
        other.told.title as other_title,
        same_address.one_key is not null as has_same_address
    from candidate_texts
    inner join texts as one on candidate_texts.one_key = one.duplicate_key
    inner join texts as other on candidate_texts.other_key = other.duplicate_key
    left join same_address
        on candidate_texts.one_key = same_address.one_key and candidate_texts.other_key = same_address.other_key

)

select * from final;
