-- Every actor id that was in use, or that a decision or a table speaks of, as the id it is now. Runs last.

-- References that mean somebody else, or nobody, since this delivery.
insert into extracted.former_references by name
select
    earlier_references.article_id,
    earlier_references.row_id,
    earlier_references.part,
    earlier_references.actor_id
from earlier_references
anti join extracted.actor_references as standing
    on
        earlier_references.row_id = standing.row_id
        and earlier_references.part = standing.part
        and earlier_references.actor_id = standing.actor_id
anti join extracted.former_references as noted
    on
        earlier_references.row_id = noted.row_id
        and earlier_references.part = noted.part
        and earlier_references.actor_id = noted.actor_id;

-- Rows that are gone tell nothing any more.
delete from extracted.former_references
where
    article_id in (select incoming_articles.article_id from incoming_articles)
    and row_id not in (
        select mention_id as row_id from mentions
        union all
        select role_id as row_id from roles
        union all
        select statement_id as row_id from statements
        union all
        select stance_id as row_id from stances
    );

-- Whom most of the rows that meant an actor before mean now.
create or replace temporary table moved_actors as

with moves as (

    select
        former_references.actor_id as old_actor_id,
        standing.actor_id,
        count(*) as row_count
    from extracted.former_references
    inner join extracted.actor_references as standing
        on former_references.row_id = standing.row_id and former_references.part = standing.part
    where former_references.actor_id != standing.actor_id
    group by former_references.actor_id, standing.actor_id

)

select
    old_actor_id,
    actor_id
from moves
qualify row_number() over (partition by old_actor_id order by row_count desc, actor_id asc) = 1;

merge into extracted.former_actors as stored
using moved_actors as moved
on stored.old_actor_id = moved.old_actor_id
when matched then update by name
when not matched then insert by name;

create or replace temporary table known_redirects as

with told as (

    select
        incoming_former_actors.old_actor_id,
        incoming_former_actors.actor_id,
        incoming_former_actors.is_decision
    from incoming_former_actors

),

referenced as (

    select distinct actor_references.actor_id
    from extracted.actor_references

),

candidates as (

    select
        old_actor_id,
        actor_id,
        1 as rank
    from told
    where is_decision
    union all
    select
        told.old_actor_id,
        told.actor_id,
        2 as rank
    from told
    semi join referenced on told.actor_id = referenced.actor_id
    where not told.is_decision
    union all
    select
        old_actor_id,
        actor_id,
        3 as rank
    from extracted.former_actors

)

select
    candidates.old_actor_id,
    candidates.actor_id
from candidates
anti join actors on candidates.old_actor_id = actors.actor_id
qualify row_number() over (partition by candidates.old_actor_id order by candidates.rank, candidates.actor_id) = 1;

delete from actor_redirects;

insert into actor_redirects by name

with recursive followed as (

    select
        old_actor_id,
        actor_id,
        1 as step
    from known_redirects
    union all
    select
        followed.old_actor_id,
        known_redirects.actor_id,
        followed.step + 1 as step
    from followed
    inner join known_redirects on followed.actor_id = known_redirects.old_actor_id
    where followed.step < 20

)

select distinct
    followed.old_actor_id,
    followed.actor_id
from followed
semi join actors on followed.actor_id = actors.actor_id;
