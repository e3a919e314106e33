-- Grain: one article that the delivery changes, or that was placed by other settings; the first $version.
create or replace temporary table touched_articles as
select article_id from incoming_articles
union
select article_id from moved_articles
union
select article_id from leaving_articles
union
select article_id from articles
where not exists (select 1 from extracted.story_state where story_state.version = $version);
