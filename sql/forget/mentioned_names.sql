-- Grain: one mention that names one of forgotten_actors.
select distinct
    mentions.article_id,
    mentions.text
from mentions
semi join forgotten_actors on mentions.actor_id = forgotten_actors.actor_id
where mentions.mention_form = 'name';
