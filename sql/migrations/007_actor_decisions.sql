-- Actors once published stay findable when decisions, tables or evidence make them somebody else.
--
-- actor_redirects is computed anew with every load: from the user's decisions, from the names of the
-- tables (what their actors would be called were they in no table), and from what stored rows meant before.

-- Grain: one reference of one stored row to an actor it does not mean any more, or may mean again.
create table extracted.former_references (
    article_id varchar not null,
    row_id varchar not null,
    -- mention, role, role_of, speaker, addressee, holder, target, reporter.
    part varchar not null,
    actor_id varchar not null
);

-- Grain: one actor that stored rows meant before, and whom most of these rows meant when last counted.
-- Outlives those rows, as when an article is corrected.
create table extracted.former_actors (
    old_actor_id varchar not null,
    actor_id varchar not null
);

-- Grain: one reference of one stored row to an actor.
create view extracted.actor_references as
select
    article_id,
    mention_id as row_id,
    'mention' as part,
    actor_id
from main.mentions
where actor_id is not null
union all
select
    article_id,
    role_id as row_id,
    'role' as part,
    actor_id
from main.roles
union all
select
    article_id,
    role_id as row_id,
    'role_of' as part,
    of_actor_id as actor_id
from main.roles
where of_actor_id is not null
union all
select
    article_id,
    statement_id as row_id,
    'speaker' as part,
    speaker_actor_id as actor_id
from main.statements
where speaker_actor_id is not null
union all
select
    article_id,
    statement_id as row_id,
    'addressee' as part,
    addressee_actor_id as actor_id
from main.statements
where addressee_actor_id is not null
union all
select
    article_id,
    stance_id as row_id,
    'holder' as part,
    holder_actor_id as actor_id
from main.stances
where holder_actor_id is not null
union all
select
    article_id,
    stance_id as row_id,
    'target' as part,
    target_actor_id as actor_id
from main.stances
where target_actor_id is not null
union all
select
    article_id,
    stance_id as row_id,
    'reporter' as part,
    reporter_actor_id as actor_id
from main.stances
where reporter_actor_id is not null;

-- An actor id of any time as the id it is today.
create macro current_actor_id(any_actor_id) as
coalesce(
    (select actor_id from actor_redirects where old_actor_id = any_actor_id), -- noqa: RF03
    any_actor_id
);
