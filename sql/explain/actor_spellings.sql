-- Grain: one text that means the actor $row_id, with how it was recognised and how often, most often first.
select
    mentions.text,
    mentions.mention_form,
    mentions.link_method,
    count(*) as mention_count,
    count(distinct mentions.article_id) as article_count
from mentions
where mentions.actor_id = $row_id
group by mentions.text, mentions.mention_form, mentions.link_method
order by mention_count desc, mentions.text asc, mentions.link_method asc
limit 20;
