-- Grain: one link between two reached articles, weak ones included.
select story_links.*
from extracted.story_links
semi join reached_articles on story_links.article_id = reached_articles.article_id
semi join reached_articles as others on story_links.other_id = others.article_id;
