-- Grain: one group, the relation its members have to it, and one issue. A group is what memberships.csv
-- or offices.csv put somebody in on the day of the article: a party, a state and who governs it, an
-- alliance. Each stance counts once for a group, by the shortest way to it, and copies count once.
-- Ways may lead through parties, governments, offices and alliances (a minister of a member state stands
-- for the alliance too); parent (a Land of its state, a body of the EU) leads one step only.
-- Articles without a date know memberships without an end. What a group says itself counts as its own.

with recursive edges as (

    select distinct
        actor_id,
        of_actor_id,
        relation,
        valid_from,
        valid_to
    from memberships
    union all
    select distinct
        offices.actor_id,
        offices.of_actor_id,
        case organisations.actor_kind when 'state' then 'government' else 'office' end as relation,
        offices.valid_from,
        offices.valid_to
    from offices
    inner join actors as organisations on offices.of_actor_id = organisations.actor_id

),

held_stances as (

    select
        holder_actor_id as actor_id,
        issue_id,
        issue_polarity,
        article_id,
        outlet_id,
        published_on
    from marts.counted_stances
    where
        holder_actor_id is not null
        and issue_id is not null
        and issue_polarity is not null

),

-- Whom each holder stands for on each day there is a stance from.
holder_days as (

    select distinct
        actor_id,
        published_on
    from held_stances

),

ways as (

    select
        holder_days.actor_id,
        holder_days.published_on,
        holder_days.actor_id as group_actor_id,
        null::varchar as relation,
        0 as steps
    from holder_days
    union
    select
        ways.actor_id,
        ways.published_on,
        edges.of_actor_id as group_actor_id,
        edges.relation,
        ways.steps + 1 as steps
    from ways
    inner join edges on ways.group_actor_id = edges.actor_id
    where
        ways.steps < 6
        and edges.of_actor_id != ways.actor_id
        and (edges.relation != 'parent' or ways.steps = 0)
        and ways.relation is distinct from 'parent'
        and case
            when ways.published_on is null then edges.valid_to is null
            else
                ways.published_on >= coalesce(edges.valid_from, ways.published_on)
                and ways.published_on <= coalesce(edges.valid_to, ways.published_on)
        end

),

shortest as (

    select
        actor_id,
        published_on,
        group_actor_id,
        relation,
        steps = 0 as is_own
    from ways
    qualify row_number() over (
        partition by actor_id, published_on, group_actor_id
        order by steps, list_position(['party', 'government', 'alliance', 'office', 'parent'], relation)
    ) = 1

),

-- A group's own words are listed with its members'.
group_relations as (

    select
        of_actor_id as group_actor_id,
        min_by(
            relation, list_position(['party', 'government', 'alliance', 'office', 'parent'], relation)
        ) as relation
    from edges
    group by of_actor_id

),

group_stances as (

    select
        shortest.group_actor_id,
        coalesce(shortest.relation, group_relations.relation) as relation,
        shortest.is_own,
        held_stances.*
    from held_stances
    inner join shortest
        on
            held_stances.actor_id = shortest.actor_id
            and held_stances.published_on is not distinct from shortest.published_on
    inner join group_relations on shortest.group_actor_id = group_relations.group_actor_id

),

positions as (

    select
        group_actor_id,
        relation,
        issue_id,
        count(*) as stance_count,
        count(*) filter (where issue_polarity = 'support') as support_count,
        count(*) filter (where issue_polarity = 'oppose') as oppose_count,
        count(*) filter (where issue_polarity = 'ambivalent') as ambivalent_count,
        count(*) filter (where is_own) as own_count,
        count(distinct actor_id) as actor_count,
        list_sort(list(distinct actor_id)) as actor_ids,
        count(distinct article_id) as article_count,
        count(distinct outlet_id) as outlet_count,
        min(published_on) as first_on,
        max(published_on) as last_on
    from group_stances
    group by group_actor_id, relation, issue_id

),

final as (

    select
        positions.group_actor_id,
        groups.name as group_name,
        positions.relation,
        positions.issue_id,
        issues.label as issue_label,
        positions.stance_count,
        positions.support_count,
        positions.oppose_count,
        positions.ambivalent_count,
        (positions.support_count - positions.oppose_count) / positions.stance_count as net_support,
        positions.own_count,
        positions.actor_count,
        positions.actor_ids,
        positions.article_count,
        positions.outlet_count,
        positions.first_on,
        positions.last_on
    from positions
    inner join actors as groups on positions.group_actor_id = groups.actor_id
    inner join issues on positions.issue_id = issues.issue_id

)

select *
from final
order by issue_id asc, relation asc, group_actor_id asc
