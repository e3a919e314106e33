-- Grain: one outlet and one speaker in it; a null actor_id gathers the statements nobody could be found for.
-- Articles without a known outlet form the outlet null; copies of an article count for the first one only.

with outlet_articles as (

    select
        outlet_id,
        count(*) as outlet_article_count
    from articles
    where status = 'published'
    group by outlet_id

),

counted_statements as (

    select
        articles.outlet_id,
        statements.speaker_actor_id as actor_id,
        statements.statement_kind,
        statements.article_id
    from statements
    inner join articles on statements.article_id = articles.article_id
    where articles.status = 'published'

),

outlet_statements as (

    select
        outlet_id,
        count(*) as outlet_statement_count,
        count(*) filter (where actor_id is null) / count(*) as unresolved_share
    from counted_statements
    group by outlet_id

),

voices as (

    select
        outlet_id,
        actor_id,
        count(*) as statement_count,
        count(*) filter (where statement_kind = 'direct') as direct_count,
        count(distinct article_id) as article_count
    from counted_statements
    group by outlet_id, actor_id

),

final as (

    select
        voices.outlet_id,
        outlets.name as outlet_name,
        voices.actor_id,
        actors.name as actor_name,
        voices.statement_count,
        voices.direct_count,
        voices.direct_count / voices.statement_count as direct_share,
        voices.article_count,
        outlet_articles.outlet_article_count,
        voices.article_count / outlet_articles.outlet_article_count as article_share,
        outlet_statements.outlet_statement_count,
        outlet_statements.unresolved_share
    from voices
    inner join outlet_articles on voices.outlet_id is not distinct from outlet_articles.outlet_id
    inner join outlet_statements on voices.outlet_id is not distinct from outlet_statements.outlet_id
    left join outlets on voices.outlet_id = outlets.outlet_id
    left join actors on voices.actor_id = actors.actor_id

)

select *
from final
order by outlet_name asc, statement_count desc, actor_id asc
