-- Grain: the article $row_id and what was found in it.
select
    articles.article_id as id,
    'article' as what,
    articles.article_id,
    articles.title,
    articles.path,
    articles.item_no,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.author,
    articles.agency,
    articles.published_on,
    articles.published_at_source,
    articles.published_at_note,
    articles.url,
    articles.status,
    articles.duplicate_of,
    articles.duplicate_kind,
    articles.duplicate_similarity,
    original.title as original_title,
    original.path as original_path,
    original.published_on as original_published_on,
    articles.language,
    articles.word_count,
    (select count(*) from statements where statements.article_id = articles.article_id) as statement_count,
    (select count(*) from stances where stances.article_id = articles.article_id) as stance_count,
    articles.extractor_version,
    articles.tables_version,
    articles.run_id,
    articles.dq_status,
    articles.text,
    0 as start_char,
    length(articles.text) as end_char,
    [] as marks,
    articles.removed
from articles
left join outlets on articles.outlet_id = outlets.outlet_id
left join articles as original on articles.duplicate_of = original.article_id
where articles.article_id = $row_id;
