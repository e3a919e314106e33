-- The delivery's articles get exactly its mentions; other articles keep theirs.
merge into mentions as stored
using incoming_mentions as incoming
on stored.mention_id = incoming.mention_id
when matched then update by name
when not matched then insert by name
when not matched by source and stored.article_id in (select incoming_articles.article_id from incoming_articles)
    then delete;
