-- What was said, by whom, in which words: direct statements with their speaker.
select
    articles.published_on,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    actors.name as speaker,
    statements.text as quotation,
    statements.distance,
    statements.statement_id
from statements
inner join articles on statements.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors on statements.speaker_actor_id = actors.actor_id
where articles.status = 'published' and statements.statement_kind = 'direct'
order by articles.published_on asc nulls last, articles.path asc, statements.start_char asc;
