-- Grain: one actor of $actor_ids in one article, with the place that shows best who it is there: its name
-- before a pronoun, and where it speaks or takes a stance before where it is only named.

with places as (

    select
        mentions.actor_id,
        mentions.article_id,
        mentions.start_char,
        mentions.end_char,
        case when mentions.mention_form = 'name' then 0 else 2 end as rank
    from mentions
    where mentions.actor_id in (select unnest($actor_ids))
    union all
    select
        statements.speaker_actor_id as actor_id,
        statements.article_id,
        statements.start_char,
        statements.end_char,
        1 as rank
    from statements
    where statements.speaker_actor_id in (select unnest($actor_ids))
    union all
    select
        stances.holder_actor_id as actor_id,
        stances.article_id,
        stances.start_char,
        stances.end_char,
        1 as rank
    from stances
    where stances.holder_actor_id in (select unnest($actor_ids))

),

final as (

    select
        places.actor_id,
        places.article_id,
        places.start_char,
        places.end_char,
        articles.text,
        articles.title,
        coalesce(outlets.name, articles.outlet_name) as outlet,
        articles.published_on,
        count(*) over (partition by places.actor_id, places.article_id) as place_count
    from places
    inner join articles on places.article_id = articles.article_id and articles.status = 'published'
    left join outlets on articles.outlet_id = outlets.outlet_id
    qualify
        row_number() over (
            partition by places.actor_id, places.article_id
            order by places.rank, places.start_char
        ) = 1

)

select * from final
order by actor_id asc, place_count desc, published_on asc, article_id asc;
