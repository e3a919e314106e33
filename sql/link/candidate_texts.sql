-- Grain: two texts worth comparing, one of them in searched_articles.
--
-- Near duplicates share a band. Wire copies share sampled shingles and lie $wire_days apart at most; the
-- days $first_on and $last_on (null: no bound) keep the search to that time. Articles of one address are
-- compared whatever they say.
create or replace temporary table candidate_texts as

with searched as (

    select distinct
        duplicate_key,
        published_on,
        address_key,
        bands,
        samples
    from searched_articles

),

searched_bands as (

    select distinct
        duplicate_key,
        unnest(bands) as band
    from searched

),

all_bands as (

    select
        duplicate_key,
        unnest(bands) as band
    from compared_articles

),

by_band as (

    select distinct
        one.duplicate_key as one_key,
        other.duplicate_key as other_key
    from all_bands as other
    inner join searched_bands as one on other.band = one.band and other.duplicate_key != one.duplicate_key

),

searched_samples as (

    select distinct
        duplicate_key,
        published_on,
        len(samples) as sample_count,
        unnest(samples) as sample
    from searched

),

all_samples as (

    select
        article_id,
        duplicate_key,
        published_on,
        len(samples) as sample_count,
        unnest(samples) as sample
    from compared_articles
    where
        published_on is null
        or (
            published_on >= coalesce(cast($first_on as date), date '0001-01-01')
            and published_on <= coalesce(cast($last_on as date), date '9999-12-31')
        )

),

by_sample as (

    select
        one.duplicate_key as one_key,
        other.duplicate_key as other_key
    from all_samples as other
    inner join searched_samples as one
        on
            other.sample = one.sample
            and other.duplicate_key != one.duplicate_key
            and coalesce(abs(other.published_on - one.published_on) <= $wire_days, true)
    group by
        one.duplicate_key, one.published_on, one.sample_count,
        other.article_id, other.duplicate_key, other.sample_count
    having count(*) >= 0.15 * least(one.sample_count, other.sample_count)

),

by_address as (

    select
        one.duplicate_key as one_key,
        other.duplicate_key as other_key
    from searched as one
    inner join compared_articles as other
        on one.address_key = other.address_key and other.duplicate_key != one.duplicate_key

),

found as (

    select * from by_band
    union
    select * from by_sample
    union
    select * from by_address

)

select distinct
    least(one_key, other_key) as one_key,
    greatest(one_key, other_key) as other_key
from found;
