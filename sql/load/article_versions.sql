-- What a new version replaces is kept, once however often it comes back; runs before the articles are merged.
insert into article_versions by name
select
    stored.article_id,
    stored.content_sha256,
    stored.path,
    stored.title,
    stored.author,
    stored.agency,
    stored.url,
    stored.published_at,
    stored.text,
    stored.removed,
    stored.extractor_version,
    stored.run_id,
    incoming.run_id as replaced_by_run_id,
    stored.article_id as current_article_id
from articles as stored
inner join incoming_articles as incoming on stored.article_id = incoming.article_id
anti join article_versions as kept
    on stored.article_id = kept.article_id and stored.content_sha256 = kept.content_sha256
where stored.content_sha256 != incoming.content_sha256;
