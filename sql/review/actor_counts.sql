-- Grain: one actor with what hangs on it, in published articles, and the texts that name it.

with counted as (

    select article_id from articles
    where status = 'published'

),

references_of_rows as (

    select
        speaker_actor_id as actor_id,
        1 as statement_count,
        0 as stance_count,
        0 as mention_count
    from statements
    semi join counted on statements.article_id = counted.article_id
    union all
    select
        holder_actor_id as actor_id,
        0 as statement_count,
        1 as stance_count,
        0 as mention_count
    from stances
    semi join counted on stances.article_id = counted.article_id
    union all
    select
        actor_id,
        0 as statement_count,
        0 as stance_count,
        1 as mention_count
    from mentions
    semi join counted on mentions.article_id = counted.article_id

),

counts as (

    select
        actor_id,
        sum(statement_count)::bigint as statement_count,
        sum(stance_count)::bigint as stance_count,
        sum(mention_count)::bigint as mention_count
    from references_of_rows
    where actor_id is not null
    group by actor_id

),

final as (

    select
        actors.actor_id,
        actors.name,
        actors.actor_kind,
        actors.country,
        actors.known,
        actors.scope_article_id,
        coalesce(counts.statement_count, 0) as statement_count,
        coalesce(counts.stance_count, 0) as stance_count,
        coalesce(counts.mention_count, 0) as mention_count
    from actors
    left join counts on actors.actor_id = counts.actor_id
    where actors.known or counts.actor_id is not null

)

select * from final
order by actor_id;
