-- Reading offsets: SQL counts characters from 1, the tables from 0.

create macro span(text, start_char, end_char) as
substring(text, start_char + 1, end_char - start_char);

create view statement_spans as

with parts as (

    select
        statements.statement_id,
        statements.article_id,
        part.name as part,
        part.spans
    from statements,
        unnest([
            {'name': 'quote', 'spans': statements.quote_spans},
            {'name': 'speaker', 'spans': statements.speaker_spans},
            {'name': 'cue', 'spans': statements.cue_spans},
            {'name': 'frame', 'spans': statements.frame_spans},
            {'name': 'addressee', 'spans': statements.addressee_spans}
        ]) as unnested (part)

),

numbered as (

    select
        parts.statement_id,
        parts.article_id,
        parts.part,
        ordinals.ordinal,
        parts.spans[ordinals.ordinal] as one_span
    from parts, unnest(range(1, len(parts.spans) + 1)) as ordinals (ordinal)

),

final as (

    select
        numbered.statement_id,
        numbered.part,
        cast(numbered.ordinal as integer) as ordinal,
        numbered.one_span.start_char as start_char,
        numbered.one_span.end_char as end_char,
        span(articles.text, numbered.one_span.start_char, numbered.one_span.end_char) as text
    from numbered
    inner join articles on numbered.article_id = articles.article_id

)

select * from final;
