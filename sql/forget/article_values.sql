-- Grain: one thing by which a forgotten article is known again. Needs staged_articles: those in batches that
-- are not loaded.

with texts as (

    select
        article_id,
        path,
        content_sha256,
        duplicate_key,
        null as address_key
    from articles
    union all by name
    select
        article_id,
        path,
        content_sha256,
        duplicate_key,
        address_key
    from extracted.articles
    union all by name
    select
        article_id,
        path,
        content_sha256
    from article_versions
    union all by name
    select
        article_id,
        path,
        content_sha256,
        duplicate_key,
        address_key
    from staged_articles

),

forgotten_texts as (

    select texts.*
    from texts
    semi join forgotten_articles on texts.article_id = forgotten_articles.article_id

),

other_paths as (

    select texts.path
    from texts
    anti join forgotten_articles on texts.article_id = forgotten_articles.article_id

)

select
    'article' as kind,
    article_id as value
from forgotten_articles
union
select
    'text' as kind,
    content_sha256 as value
from forgotten_texts
union
select
    'text' as kind,
    duplicate_key as value
from forgotten_texts
where duplicate_key is not null
union
select
    'address' as kind,
    address_key as value
from forgotten_texts
where address_key is not null
union
select
    'file' as kind,
    files.sha256 as value
from files
semi join forgotten_texts on files.path = forgotten_texts.path
anti join other_paths on files.path = other_paths.path
where files.sha256 is not null;
