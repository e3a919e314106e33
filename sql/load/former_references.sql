-- What the delivery's articles refer to now, kept for when it means somebody else afterwards. Runs first.
create or replace temporary table earlier_references as

with references_now as (

    select actor_references.*
    from extracted.actor_references
    semi join incoming_articles on actor_references.article_id = incoming_articles.article_id

),

-- Another language model may cut a mention of the same text otherwise: the delivered one that covers most of its
-- place stands for it.
cut_otherwise as (

    select
        gone.article_id,
        incoming_mentions.mention_id as row_id,
        'mention' as part,
        gone.actor_id
    from mentions as gone
    inner join articles as stored on gone.article_id = stored.article_id
    inner join incoming_articles
        on
            stored.article_id = incoming_articles.article_id
            and stored.content_sha256 = incoming_articles.content_sha256
    inner join incoming_mentions
        on
            gone.article_id = incoming_mentions.article_id
            and gone.start_char < incoming_mentions.end_char
            and incoming_mentions.start_char < gone.end_char
    anti join incoming_mentions as delivered on gone.mention_id = delivered.mention_id
    where gone.actor_id is not null
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
