-- Grain: the statement $row_id with its article.
select
    statements.statement_id as id,
    'statement' as what,
    articles.article_id,
    articles.title,
    articles.path,
    articles.item_no,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.published_on,
    statements.statement_kind,
    statements.medium,
    statements.distance,
    speakers.name as speaker,
    statements.speaker_actor_id,
    addressees.name as addressee,
    statements.parent_statement_id,
    statements.confidence,
    statements.extractor_version,
    articles.tables_version,
    statements.run_id,
    statements.dq_status,
    articles.text,
    statements.start_char,
    statements.end_char,
    (
        select
            list(
                {'part': spans.part, 'start_char': spans.start_char, 'end_char': spans.end_char}
                order by spans.start_char
            )
        from statement_spans as spans
        where spans.statement_id = statements.statement_id and spans.part != 'frame'
    ) as marks
from statements
inner join articles on statements.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors as speakers on statements.speaker_actor_id = speakers.actor_id
left join actors as addressees on statements.addressee_actor_id = addressees.actor_id
where statements.statement_id = $row_id;
