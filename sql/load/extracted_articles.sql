merge into extracted.articles as stored
using incoming_extracted_articles as incoming
on stored.article_id = incoming.article_id
when matched then update by name
when not matched then insert by name;
