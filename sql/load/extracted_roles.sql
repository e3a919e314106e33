-- The delivery's articles get exactly its extracted roles; other articles keep theirs.
merge into extracted.roles as stored
using incoming_extracted_roles as incoming
on stored.role_id = incoming.role_id
when matched then update by name
when not matched then insert by name
when not matched by source
    and stored.article_id in (select incoming_extracted_articles.article_id from incoming_extracted_articles)
    then delete;
