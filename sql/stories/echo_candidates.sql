-- Grain: one pair of statements in articles of two outlets that may be one utterance, one of them in the
-- articles given as some_articles: quotations with a fingerprint in common, whenever they appeared, and
-- statements of one speaker within $days, one of them at least not direct.

with published as (

    select
        statements.statement_id,
        statements.article_id,
        statements.start_char,
        statements.text,
        statements.quote_spans,
        statements.statement_kind = 'direct' as is_direct,
        -- Somebody only described may be anybody whom another text names.
        case when speakers.scope_article_id is null then statements.speaker_actor_id end as speaker_actor_id,
        articles.published_on,
        coalesce(articles.outlet_id, articles.outlet_name) as outlet
    from statements
    inner join articles on statements.article_id = articles.article_id
    left join actors as speakers on statements.speaker_actor_id = speakers.actor_id
    where articles.status = 'published'

),

given as (

    select published.*
    from published
    semi join some_articles on published.article_id = some_articles.article_id

),

fingerprint_pairs as (

    select distinct
        given_prints.statement_id as given_id,
        stored_prints.statement_id as stored_id
    from extracted.echo_fingerprints as given_prints
    semi join some_articles on given_prints.article_id = some_articles.article_id
    inner join extracted.echo_fingerprints as stored_prints
        on
            given_prints.fingerprint = stored_prints.fingerprint
            and given_prints.article_id != stored_prints.article_id

),

speaker_pairs as (

    select
        given.statement_id as given_id,
        stored.statement_id as stored_id
    from given,
        unnest(range(-$days, $days + 1)) as offsets (day_offset)
    inner join published as stored
        on
            given.speaker_actor_id = stored.speaker_actor_id
            and given.published_on + cast(offsets.day_offset as integer) = stored.published_on
            and given.article_id != stored.article_id
    where not (given.is_direct and stored.is_direct)

),

pairs as (

    select * from fingerprint_pairs
    union
    select * from speaker_pairs

),

final as (

    select
        given as one,
        stored as other
    from pairs
    inner join given on pairs.given_id = given.statement_id
    inner join published as stored on pairs.stored_id = stored.statement_id
    where
        coalesce(given.outlet != stored.outlet, true)
        -- Of two touched articles, one gives the pair.
        and (
            given.statement_id < stored.statement_id
            or stored.article_id not in (select touched_articles.article_id from touched_articles)
        )

)

select * from final;
