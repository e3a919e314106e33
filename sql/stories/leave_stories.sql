-- Touched articles leave their stories; those they were linked to have to be looked at again.
create or replace temporary table story_seeds as
select article_id from touched_articles
union
select story_links.other_id as article_id
from extracted.story_links
semi join touched_articles on story_links.article_id = touched_articles.article_id
union
select story_links.article_id
from extracted.story_links
semi join touched_articles on story_links.other_id = touched_articles.article_id;

delete from extracted.story_links
where
    article_id in (select touched_articles.article_id from touched_articles)
    or other_id in (select touched_articles.article_id from touched_articles);

delete from extracted.story_terms
where article_id in (select touched_articles.article_id from touched_articles);
