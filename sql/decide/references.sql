-- Grain: one mention of the actor $actor_id, with its outlet.
select
    mentions.article_id,
    articles.outlet_id,
    mentions.text
from mentions
inner join articles on mentions.article_id = articles.article_id
where mentions.actor_id = $actor_id;
