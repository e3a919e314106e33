-- Grain: the actor that $row_id is today, with what hangs on it.

with counts as (

    select
        (
            select count(*) from mentions
            where mentions.actor_id = current_actor_id($row_id)
        ) as mentions,
        (
            select count(*) from statements
            where statements.speaker_actor_id = current_actor_id($row_id)
        ) as statements,
        (
            select count(*) from stances
            where stances.holder_actor_id = current_actor_id($row_id)
        ) as stances_held,
        (
            select count(*) from stances
            where stances.target_actor_id = current_actor_id($row_id)
        ) as stances_towards,
        (
            select count(distinct mentions.article_id) from mentions
            where mentions.actor_id = current_actor_id($row_id)
        ) as articles

),

former as (

    select string_agg(actor_redirects.old_actor_id, ', ' order by actor_redirects.old_actor_id) as former_ids
    from actor_redirects
    where actor_redirects.actor_id = current_actor_id($row_id)

),

offices as (

    select string_agg(asserted.role_text, ', ' order by asserted.role_count desc, asserted.role_text asc) as offices
    from (
        select
            roles.role_text,
            count(*) as role_count
        from roles
        where roles.actor_id = current_actor_id($row_id)
        group by roles.role_text
        order by role_count desc, roles.role_text asc
        limit 10
    ) as asserted

)

select
    actors.actor_id as id,
    actors.name,
    actors.actor_kind,
    actors.country,
    actors.wikidata_id,
    actors.known,
    actors.scope_article_id,
    former.former_ids,
    offices.offices,
    counts.mentions,
    counts.statements,
    counts.stances_held,
    counts.stances_towards,
    counts.articles
from actors, counts, former, offices
where actors.actor_id = current_actor_id($row_id);
