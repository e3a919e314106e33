-- Grain: one row: articles compared, and how many of them have another text.
select
    count(*) as article_count,
    count(*) filter (where not has_same_text) as changed_text_count
from reprocessed_articles;
