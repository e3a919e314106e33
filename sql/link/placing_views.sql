-- Articles and pairs of similar texts as they will be when the delivery is loaded.
create or replace temporary view placeable_articles as
select * from incoming_unplaced
union all by name
select stored.*
from articles as stored
anti join incoming_unplaced on stored.article_id = incoming_unplaced.article_id;

create or replace temporary view placeable_pairs as
with known as (

    select * from incoming_similar_texts
    union
    select * from extracted.similar_texts

)

select * from known
where kind is not null
union all
select
    other_key as one_key,
    one_key as other_key,
    kind,
    jaccard,
    other_in_one as one_in_other,
    one_in_other as other_in_one
from known
where kind is not null;
