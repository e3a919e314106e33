-- The delivery's articles get exactly its stances; other articles keep theirs.
merge into stances as stored
using incoming_stances as incoming
on stored.stance_id = incoming.stance_id
when matched then update by name
when not matched then insert by name
when not matched by source and stored.article_id in (select incoming_articles.article_id from incoming_articles)
    then delete;
