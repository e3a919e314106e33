-- What the delivery's articles refer to now, kept for when it means somebody else afterwards. Runs first.
create or replace temporary table earlier_references as

with references_now as (

    select actor_references.*
    from extracted.actor_references
    semi join incoming_articles on actor_references.article_id = incoming_articles.article_id

),

-- Mentions of a text that stays, which the delivery does not have: another language model cuts them otherwise.
gone as (

    select
        mentions.article_id,
        mentions.mention_id,
        mentions.start_char,
        mentions.end_char,
        mentions.actor_id
    from mentions
    inner join articles as stored on mentions.article_id = stored.article_id
    semi join incoming_articles
        on
            stored.article_id = incoming_articles.article_id
            and stored.content_sha256 = incoming_articles.content_sha256
    anti join incoming_mentions on mentions.mention_id = incoming_mentions.mention_id
    where mentions.actor_id is not null

),

-- The delivered mention that covers most of the place stands for them.
cut_otherwise as (

    select
        gone.article_id,
        incoming_mentions.mention_id as row_id,
        'mention' as part,
        gone.actor_id
    from gone
    inner join incoming_mentions
        on
            gone.article_id = incoming_mentions.article_id
            and gone.start_char < incoming_mentions.end_char
            and incoming_mentions.start_char < gone.end_char
    qualify row_number() over (
        partition by gone.mention_id
        order by
            least(gone.end_char, incoming_mentions.end_char)
            - greatest(gone.start_char, incoming_mentions.start_char) desc,
            incoming_mentions.mention_id asc
    ) = 1

),

final as (

    select * from references_now
    union all by name
    select * from cut_otherwise

)

select * from final;
