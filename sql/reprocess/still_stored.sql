-- Grain: one planned article that is stored as it was when the plan was made: nobody has forgotten it, loaded
-- another version of it or extracted it anew since.
select planned_articles.article_id
from planned_articles
semi join extracted.articles as stored
    on
        planned_articles.article_id = stored.article_id
        and planned_articles.content_sha256 = stored.content_sha256
        and planned_articles.extractor_version = stored.extractor_version;
