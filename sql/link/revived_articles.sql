-- Grain: one stored article that had given way to another of its address, which now changes.
-- Needs the delivery's articles by id and address as incoming_addresses.

with addresses as (

    select address_key from incoming_addresses
    union
    select stored.address_key
    from extracted.articles as stored
    semi join incoming_addresses on stored.article_id = incoming_addresses.article_id

)

select superseded_articles.article_id
from extracted.superseded_articles as superseded_articles
inner join extracted.articles as extracted_articles
    on superseded_articles.article_id = extracted_articles.article_id
semi join addresses on extracted_articles.address_key = addresses.address_key
anti join incoming_addresses on superseded_articles.article_id = incoming_addresses.article_id
order by superseded_articles.article_id;
