-- Grain: one stance of a published article, more likely right than wrong, towards what no issue covers and
-- no actor is.
select
    stances.stance_id,
    stances.target_text
from stances
inner join articles on stances.article_id = articles.article_id
where
    articles.status = 'published'
    and stances.confidence >= 0.5
    and stances.issue_id is null
    and stances.target_actor_id is null
order by stances.stance_id;
