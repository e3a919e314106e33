-- Grain: one row, the number of extracted articles that another language model than $language_version extracted.
select count(*) as article_count
from extracted.articles
where split_part(extractor_version, '/', 1) != $language_version;
