-- Grain: one statement that repeats, in another outlet, what an earlier or fuller one gives: verbatim,
-- shortened (omitted: the words left out, in order) or paraphrased (in indirect speech).
-- Several outlets with one utterance are several rows; utterance_id is the same for all of them.

with recursive neighbours as (

    select
        statement_id,
        of_statement_id as other_id
    from statement_echoes
    union
    select
        of_statement_id as statement_id,
        statement_id as other_id
    from statement_echoes

),

reachable as (

    select
        statement_id,
        statement_id as other_id
    from neighbours
    union
    select
        reachable.statement_id,
        neighbours.other_id
    from reachable
    inner join neighbours on reachable.other_id = neighbours.statement_id

),

utterances as (

    select
        statement_id,
        min(other_id) as utterance_id
    from reachable
    group by statement_id

),

quoted as (

    select
        statements.statement_id,
        statements.text,
        statements.speaker_actor_id,
        articles.text as article_text,
        articles.published_on,
        articles.story_id,
        articles.outlet_id,
        coalesce(outlets.name, articles.outlet_name) as outlet_name,
        coalesce(story_articles.wire_copy_of, articles.article_id) as report_id
    from statements
    inner join articles on statements.article_id = articles.article_id
    left join outlets on articles.outlet_id = outlets.outlet_id
    left join story_articles on articles.article_id = story_articles.article_id

),

final as (

    select
        utterances.utterance_id,
        statement_echoes.echo_kind,
        coalesce(shorter.speaker_actor_id, fuller.speaker_actor_id) as speaker_actor_id,
        actors.name as speaker_name,
        fuller.statement_id as of_statement_id,
        fuller.outlet_id as of_outlet_id,
        fuller.outlet_name as of_outlet_name,
        fuller.published_on as of_published_on,
        fuller.text as of_text,
        shorter.statement_id,
        shorter.outlet_id,
        shorter.outlet_name,
        shorter.published_on,
        shorter.text,
        statement_echoes.coverage,
        list_transform(
            statement_echoes.omitted_spans,
            lambda piece: span(fuller.article_text, piece.start_char, piece.end_char)
        ) as omitted,
        shorter.story_id = fuller.story_id as is_same_story,
        shorter.report_id = fuller.report_id as is_wire_copy
    from statement_echoes
    inner join utterances on statement_echoes.statement_id = utterances.statement_id
    inner join quoted as shorter on statement_echoes.statement_id = shorter.statement_id
    inner join quoted as fuller on statement_echoes.of_statement_id = fuller.statement_id
    left join actors on coalesce(shorter.speaker_actor_id, fuller.speaker_actor_id) = actors.actor_id

)

select *
from final
order by utterance_id asc, echo_kind asc, statement_id asc, of_statement_id asc
