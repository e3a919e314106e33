-- Articles and pairs of similar texts as they are loaded.
create or replace temporary view placeable_articles as
select * from articles;

create or replace temporary view placeable_pairs as
select * from extracted.similar_texts
where kind is not null
union all
select
    other_key as one_key,
    one_key as other_key,
    kind,
    jaccard,
    other_in_one as one_in_other,
    one_in_other as other_in_one
from extracted.similar_texts
where kind is not null;
