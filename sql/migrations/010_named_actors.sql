-- Whom no seed table has, as each article names them; where ids of superseded articles' stories lead.

-- Grain: one actor that no seed table has, in one stored article that refers to it. The name in actors
-- follows from all of them, whichever came first.
create table extracted.named_actors (
    article_id varchar not null,
    actor_id varchar not null,
    name varchar not null,
    actor_kind varchar not null,
    country varchar,
    wikidata_id varchar,
    scope_article_id varchar
);

insert into extracted.named_actors by name

with referring as (

    select
        article_id,
        actor_id
    from main.mentions
    union
    select
        article_id,
        actor_id
    from main.roles
    union
    select
        article_id,
        of_actor_id as actor_id
    from main.roles
    union
    select
        article_id,
        speaker_actor_id as actor_id
    from main.statements
    union
    select
        article_id,
        addressee_actor_id as actor_id
    from main.statements
    union
    select
        article_id,
        holder_actor_id as actor_id
    from main.stances
    union
    select
        article_id,
        target_actor_id as actor_id
    from main.stances
    union
    select
        article_id,
        reporter_actor_id as actor_id
    from main.stances

)

select
    referring.article_id,
    actors.actor_id,
    actors.name,
    actors.actor_kind,
    actors.country,
    actors.wikidata_id,
    actors.scope_article_id
from referring
inner join main.actors as actors on referring.actor_id = actors.actor_id
where not actors.known;

-- Pairs of similar texts used to outlive the articles they were found by: all are looked for again.
update extracted.copy_rules set rules_version = '';

-- Grain: one story id that a published file may have shown and that is another story today: the id that a
-- story had while this article was its first, the article having given way to a newer one perhaps.
create or replace view story_redirects as

with first_articles as (

    select
        article_id,
        story_id
    from articles
    union
    select
        article_versions.article_id,
        articles.story_id
    from article_versions
    inner join articles on article_versions.current_article_id = articles.article_id
    where article_versions.article_id not in (select standing.article_id from articles as standing)

)

select
    'y' || left(sha256(article_id), 20) as old_story_id,
    story_id
from first_articles
where story_id != 'y' || left(sha256(article_id), 20);
