-- Whom the delivery's articles name; articles that gave way name nobody. Needs leaving_articles.
create or replace temporary table renamed_actors as
select actor_id from extracted.named_actors
where
    article_id in (select incoming_articles.article_id from incoming_articles)
    or article_id in (select leaving_articles.article_id from leaving_articles)
union
select actor_id from incoming_named_actors;

delete from extracted.named_actors
where
    article_id in (select incoming_articles.article_id from incoming_articles)
    or article_id in (select leaving_articles.article_id from leaving_articles);

insert into extracted.named_actors by name

-- The quality gate may have refused the only row that refers to somebody.
with referring as (

    select
        article_id,
        actor_id
    from incoming_mentions
    union
    select
        article_id,
        actor_id
    from incoming_roles
    union
    select
        article_id,
        of_actor_id as actor_id
    from incoming_roles
    union
    select
        article_id,
        speaker_actor_id as actor_id
    from incoming_statements
    union
    select
        article_id,
        addressee_actor_id as actor_id
    from incoming_statements
    union
    select
        article_id,
        holder_actor_id as actor_id
    from incoming_stances
    union
    select
        article_id,
        target_actor_id as actor_id
    from incoming_stances
    union
    select
        article_id,
        reporter_actor_id as actor_id
    from incoming_stances

)

select incoming.*
from incoming_named_actors as incoming
semi join incoming_articles on incoming.article_id = incoming_articles.article_id
semi join referring
    on incoming.article_id = referring.article_id and incoming.actor_id = referring.actor_id
anti join leaving_articles on incoming.article_id = leaving_articles.article_id;
