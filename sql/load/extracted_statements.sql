-- The delivery's articles get exactly its extracted statements; other articles keep theirs.
merge into extracted.statements as stored
using incoming_extracted_statements as incoming
on stored.statement_id = incoming.statement_id
when matched then update by name
when not matched then insert by name
when not matched by source
    and stored.article_id in (select incoming_extracted_articles.article_id from incoming_extracted_articles)
    then delete;
