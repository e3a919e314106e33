-- Grain: one article that the warehouse holds anything of, in whatever version.
select article_id from articles
union
select article_id from article_versions
union
select article_id from extracted.articles
union
select article_id from quarantine
where article_id is not null;
