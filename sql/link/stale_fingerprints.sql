-- Grain: one stored article whose fingerprint another version made.
select
    article_id,
    text,
    title,
    url
from extracted.articles
where fingerprint_version is distinct from $fingerprint_version
order by article_id
limit $at_once;
