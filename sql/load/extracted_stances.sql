-- The delivery's articles get exactly its extracted stances; other articles keep theirs.
merge into extracted.stances as stored
using incoming_extracted_stances as incoming
on stored.stance_id = incoming.stance_id
when matched then update by name
when not matched then insert by name
when not matched by source
    and stored.article_id in (select incoming_extracted_articles.article_id from incoming_extracted_articles)
    then delete;
