-- Grain: one article that the warehouse holds anything of, in whatever version, or staged as staged_articles.
select article_id from articles
union
select article_id from article_versions
union
select article_id from extracted.articles
union
select article_id from staged_articles
union
select article_id from quarantine
where article_id is not null;
