-- Grain: one speaker. The ten quoted most, over all outlets; copies of an article count once.

with voices as (

    select
        statements.speaker_actor_id as actor_id,
        count(*) as statement_count,
        count(*) filter (where statements.statement_kind = 'direct') as direct_count,
        count(distinct statements.article_id) as article_count
    from statements
    inner join articles on statements.article_id = articles.article_id
    where articles.status = 'published' and statements.speaker_actor_id is not null
    group by statements.speaker_actor_id

),

final as (

    select
        actors.name as speaker,
        voices.statement_count as statements,
        voices.direct_count as direct,
        voices.article_count as articles
    from voices
    inner join actors on voices.actor_id = actors.actor_id
    order by voices.statement_count desc, actors.name asc
    limit 10

)

select * from final;
