-- Grain: one article in which the actor $actor_id speaks, holds a stance or is the target of one.
select distinct
    statements.article_id,
    articles.outlet_id
from statements
inner join articles on statements.article_id = articles.article_id
where statements.speaker_actor_id = $actor_id
union
select distinct
    stances.article_id,
    articles.outlet_id
from stances
inner join articles on stances.article_id = articles.article_id
where stances.holder_actor_id = $actor_id or stances.target_actor_id = $actor_id;
