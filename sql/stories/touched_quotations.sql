-- Grain: one direct statement of a touched article that counts.
select
    statements.statement_id,
    statements.article_id,
    statements.start_char,
    statements.text,
    statements.quote_spans
from statements
semi join touched_articles on statements.article_id = touched_articles.article_id
semi join articles on statements.article_id = articles.article_id and articles.status = 'published'
where statements.statement_kind = 'direct';
