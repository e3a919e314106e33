-- Grain: one contradiction between an article and the nearest article, or line of offices.csv, that says
-- otherwise; the side that fewer articles take comes first. Copies of an article count once.
-- kind: stances (one actor for and against one issue), holders (two current holders of an office that
-- has one), former and current (one person both), holder in table, former in table (against offices.csv).
-- Reports at most 7 days (stances) or 30 days (offices) apart are compared; articles without a date with
-- each other, if they came with one delivery. compared_by says how sure it is that both are of one time:
-- date, story (both tell one), offices (they agree on the holder of another office), delivery (the weakest).

with settings as (

    select
        7 as stance_days,
        30 as office_days

),

reports as (

    select
        articles.article_id,
        articles.text,
        articles.published_on,
        articles.story_id,
        articles.outlet_id,
        coalesce(outlets.name, articles.outlet_name) as outlet_name,
        files.run_id as delivery_id,
        coalesce(story_articles.wire_copy_of, articles.article_id) as report_id
    from articles
    left join outlets on articles.outlet_id = outlets.outlet_id
    left join story_articles on articles.article_id = story_articles.article_id
    left join files on articles.path = files.path and files.is_current
    where articles.status = 'published'

),

-- One side of an article on one issue, as far as it takes one.
stance_sides as (

    select
        stances.article_id,
        reports.published_on,
        reports.report_id,
        reports.delivery_id,
        reports.outlet_id,
        stances.holder_actor_id as actor_id,
        stances.issue_id,
        min(stances.issue_polarity) as side,
        arg_max(stances.stance_id, stances.confidence) as evidence_id,
        arg_max(stances.start_char, stances.confidence) as start_char,
        arg_max(stances.end_char, stances.confidence) as end_char
    from marts.counted_stances as stances
    inner join reports on stances.article_id = reports.article_id
    where
        stances.holder_actor_id is not null
        and stances.issue_id is not null
        and stances.issue_polarity is not null
    group by
        stances.article_id,
        reports.published_on,
        reports.report_id,
        reports.delivery_id,
        reports.outlet_id,
        stances.holder_actor_id,
        stances.issue_id
    having min(stances.issue_polarity) = max(stances.issue_polarity) and side != 'ambivalent'

),

office_claims as (

    select
        roles.article_id,
        roles.actor_id,
        roles.of_actor_id,
        roles.standard_office,
        roles.role_kind,
        first(roles.role_id order by roles.start_char) as evidence_id,
        first(roles.sentence_start_char order by roles.start_char) as start_char,
        first(roles.sentence_end_char order by roles.start_char) as end_char
    from roles
    where roles.has_one_holder and roles.role_kind in ('holder', 'former')
    group by roles.article_id, roles.actor_id, roles.of_actor_id, roles.standard_office, roles.role_kind

),

-- Whom the table names for an office on the day of a claim, if it names anybody.
claims as (

    select
        office_claims.*,
        reports.published_on,
        reports.report_id,
        reports.delivery_id,
        count(offices.actor_id) as known_holders,
        count(*) filter (where offices.actor_id = office_claims.actor_id) > 0 as is_known_holder,
        first(offices.actor_id order by offices.valid_from desc) as table_actor_id,
        first(offices.valid_from order by offices.valid_from desc) as table_from,
        first(offices.valid_to order by offices.valid_from desc) as table_to
    from office_claims
    inner join reports on office_claims.article_id = reports.article_id
    left join offices
        on
            office_claims.of_actor_id = offices.of_actor_id
            and office_claims.standard_office = offices.standard_office
            and reports.published_on >= offices.valid_from
            and reports.published_on <= coalesce(offices.valid_to, reports.published_on)
    group by all

),

pairs as (

    select
        'stances' as kind,
        one.actor_id,
        one.actor_id as other_actor_id,
        one.issue_id,
        null as standard_office,
        null as of_actor_id,
        one.article_id,
        one.evidence_id,
        one.start_char,
        one.end_char,
        one.side as says,
        other.article_id as other_article_id,
        other.evidence_id as other_evidence_id,
        other.start_char as other_start_char,
        other.end_char as other_end_char,
        other.side as other_says,
        abs(datediff('day', one.published_on, other.published_on)) as days_apart
    from stance_sides as one
    inner join stance_sides as other
        on
            one.actor_id = other.actor_id
            and one.issue_id = other.issue_id
            and one.side != other.side
            and one.report_id != other.report_id
            and (one.published_on is null) = (other.published_on is null)
            and (one.published_on is not null or one.delivery_id = other.delivery_id)
            and (one.outlet_id is null or one.outlet_id is distinct from other.outlet_id)
    cross join settings
    where days_apart is null or days_apart <= settings.stance_days
    union all by name
    select
        case when one.role_kind = other.role_kind then 'holders' else 'former and current' end as kind,
        one.actor_id,
        other.actor_id as other_actor_id,
        one.standard_office,
        one.of_actor_id,
        one.article_id,
        one.evidence_id,
        one.start_char,
        one.end_char,
        one.role_kind as says,
        other.article_id as other_article_id,
        other.evidence_id as other_evidence_id,
        other.start_char as other_start_char,
        other.end_char as other_end_char,
        other.role_kind as other_says,
        abs(datediff('day', one.published_on, other.published_on)) as days_apart
    from claims as one
    inner join claims as other
        on
            one.standard_office = other.standard_office
            and one.of_actor_id = other.of_actor_id
            and (
                (one.role_kind = 'holder' and other.role_kind = 'holder' and one.actor_id != other.actor_id)
                or (one.role_kind != other.role_kind and one.actor_id = other.actor_id)
            )
            and one.report_id != other.report_id
            and (one.published_on is null) = (other.published_on is null)
            and (one.published_on is not null or one.delivery_id = other.delivery_id)
            -- A change of office between both days makes both true.
            and not (
                one.known_holders > 0
                and other.known_holders > 0
                and one.is_known_holder = (one.role_kind = 'holder')
                and other.is_known_holder = (other.role_kind = 'holder')
            )
    cross join settings
    where days_apart is null or days_apart <= settings.office_days

),

agreements as (

    select distinct
        pairs.article_id,
        pairs.other_article_id
    from pairs
    inner join claims as one on pairs.article_id = one.article_id
    inner join claims as other
        on
            pairs.other_article_id = other.article_id
            and one.actor_id = other.actor_id
            and one.of_actor_id = other.of_actor_id
            and one.standard_office = other.standard_office
            and one.role_kind = other.role_kind
    where
        one.role_kind = 'holder'
        and (
            one.of_actor_id is distinct from pairs.of_actor_id
            or one.standard_office is distinct from pairs.standard_office
        )

),

comparable as (

    select
        pairs.*,
        case
            when pairs.days_apart is not null then 'date'
            when one.story_id = other.story_id then 'story'
            when agreements.article_id is not null then 'offices'
            else 'delivery'
        end as compared_by
    from pairs
    inner join reports as one on pairs.article_id = one.article_id
    inner join reports as other on pairs.other_article_id = other.article_id
    left join agreements
        on pairs.article_id = agreements.article_id and pairs.other_article_id = agreements.other_article_id

),

counted as (

    select
        comparable.*,
        count(distinct comparable.article_id) over sides as article_count,
        count(distinct comparable.other_article_id) over sides as other_article_count
    from comparable
    window
        sides as (
            partition by
                comparable.kind,
                comparable.actor_id,
                comparable.other_actor_id,
                comparable.issue_id,
                comparable.standard_office,
                comparable.of_actor_id,
                comparable.says
        )

),

nearest as (

    select *
    from counted
    -- From the side of fewer articles.
    where
        article_count < other_article_count
        or (article_count = other_article_count and (actor_id, says) < (other_actor_id, other_says))
    qualify row_number() over (
        partition by kind, actor_id, other_actor_id, issue_id, standard_office, of_actor_id, article_id
        order by
            days_apart asc,
            list_position(['date', 'story', 'offices', 'delivery'], compared_by) asc,
            other_article_id asc
    ) = 1

),

against_table as (

    select
        case when role_kind = 'holder' then 'holder in table' else 'former in table' end as kind,
        actor_id,
        table_actor_id as other_actor_id,
        standard_office,
        of_actor_id,
        article_id,
        evidence_id,
        start_char,
        end_char,
        role_kind as says,
        'holder' as other_says,
        table_from as other_valid_from,
        table_to as other_valid_to
    from claims
    where
        (role_kind = 'holder' and known_holders > 0 and not is_known_holder)
        or (role_kind = 'former' and known_holders > 0 and is_known_holder and table_actor_id = actor_id)

),

conflicts as (

    select * from nearest
    union all by name
    select * from against_table

),

final as (

    select
        conflicts.kind,
        conflicts.actor_id,
        actors.name as actor_name,
        conflicts.issue_id,
        issues.label as issue_label,
        conflicts.standard_office as office,
        conflicts.of_actor_id,
        organisations.name as of_name,
        conflicts.says,
        conflicts.article_id,
        reports.outlet_id,
        reports.outlet_name,
        reports.published_on,
        conflicts.evidence_id,
        conflicts.start_char,
        conflicts.end_char,
        span(reports.text, conflicts.start_char, conflicts.end_char) as sentence_text,
        conflicts.article_count,
        conflicts.other_actor_id,
        others.name as other_actor_name,
        conflicts.other_says,
        conflicts.other_article_id,
        other_reports.outlet_id as other_outlet_id,
        other_reports.outlet_name as other_outlet_name,
        other_reports.published_on as other_published_on,
        conflicts.other_evidence_id,
        conflicts.other_start_char,
        conflicts.other_end_char,
        span(other_reports.text, conflicts.other_start_char, conflicts.other_end_char) as other_sentence_text,
        conflicts.other_article_count,
        conflicts.other_valid_from,
        conflicts.other_valid_to,
        conflicts.days_apart,
        coalesce(conflicts.compared_by, 'date') as compared_by
    from conflicts
    inner join reports on conflicts.article_id = reports.article_id
    left join reports as other_reports on conflicts.other_article_id = other_reports.article_id
    inner join actors on conflicts.actor_id = actors.actor_id
    inner join actors as others on conflicts.other_actor_id = others.actor_id
    left join issues on conflicts.issue_id = issues.issue_id
    left join actors as organisations on conflicts.of_actor_id = organisations.actor_id

)

select *
from final
order by kind asc, actor_id asc, article_id asc, other_article_id asc nulls last, issue_id asc
