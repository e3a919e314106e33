-- Actors that no seed table has stay as long as an article names them, under the name that most articles give
-- them, of equally frequent ones the shortest. Needs renamed_actors.
delete from actors
where not known and actor_id in (select renamed_actors.actor_id from renamed_actors);

insert into actors by name

with namings as (

    select
        named_actors.* exclude (article_id),
        count(*) as article_count
    from extracted.named_actors as named_actors
    semi join renamed_actors on named_actors.actor_id = renamed_actors.actor_id
    anti join actors on named_actors.actor_id = actors.actor_id
    group by all

)

select
    * exclude (article_count),
    false as known
from namings
qualify row_number() over (
    partition by actor_id
    order by
        article_count desc,
        length(name) asc,
        name desc,
        actor_kind asc,
        country asc nulls last,
        wikidata_id asc nulls last
) = 1;
