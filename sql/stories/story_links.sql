-- Grain: one pair of a given article and a stored one that may be about one event, with both texts where
-- one may be a copy of the other.
--
-- Dated articles meet those within $days of them, undated ones all. Weights are whole numbers, so that a
-- sum does not depend on the order of its parts. Needs the given ones as some_articles.

with given_terms as (

    select
        story_terms.*,
        story_terms.published_on is null as is_undated
    from extracted.story_terms
    semi join some_articles on story_terms.article_id = some_articles.article_id

),

shared_terms as (

    select
        given_terms.article_id as given_id,
        story_terms.article_id as stored_id,
        given_terms.weight * story_terms.weight as product,
        $similarity as least_similarity
    from given_terms,
        unnest(range(-$days, $days + 1)) as offsets (day_offset)
    inner join extracted.story_terms
        on
            given_terms.term = story_terms.term
            and given_terms.published_on + cast(offsets.day_offset as integer) = story_terms.published_on
    union all
    select
        given_terms.article_id as given_id,
        story_terms.article_id as stored_id,
        given_terms.weight * story_terms.weight as product,
        $similarity_undated as least_similarity
    from given_terms
    inner join extracted.story_terms on given_terms.term = story_terms.term
    where given_terms.is_undated
    union all
    select
        given_terms.article_id as given_id,
        story_terms.article_id as stored_id,
        given_terms.weight * story_terms.weight as product,
        $similarity_undated as least_similarity
    from given_terms
    inner join extracted.story_terms on given_terms.term = story_terms.term
    where not given_terms.is_undated and story_terms.published_on is null

),

pairs as (

    select
        given_id,
        stored_id,
        sum(product) / ($unit * $unit) as similarity,
        sum(product) / ($unit * $unit) / any_value(least_similarity) as strength
    from shared_terms
    where given_id != stored_id
    group by given_id, stored_id

),

final as (

    select
        least(pairs.given_id, pairs.stored_id) as article_id,
        greatest(pairs.given_id, pairs.stored_id) as other_id,
        pairs.strength,
        case when pairs.similarity >= $copy_similarity then given.text end as text,
        case when pairs.similarity >= $copy_similarity then stored.text end as other_text
    from pairs
    inner join articles as given on pairs.given_id = given.article_id
    inner join articles as stored on pairs.stored_id = stored.article_id
    where
        pairs.strength >= $least_strength
        -- Of two touched articles, one gives the pair.
        and (
            pairs.given_id < pairs.stored_id
            or pairs.stored_id not in (select touched_articles.article_id from touched_articles)
        )

)

select * from final;
