-- Grain: one article to be forgotten: those of asked_articles, with what is a version of the same address.
create or replace temporary table forgotten_articles as

with standing as (

    select article_id from asked_articles
    union
    select article_versions.current_article_id as article_id
    from article_versions
    semi join asked_articles on article_versions.article_id = asked_articles.article_id
    where article_versions.current_article_id is not null

)

select article_id from standing
union
select article_versions.article_id
from article_versions
semi join standing on article_versions.current_article_id = standing.article_id;
