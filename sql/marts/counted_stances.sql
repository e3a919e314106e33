-- Grain: one stance that the other marts count: of a published article, as sure as the setting
-- least_confidence asks. Less sure ones stay in stances, and copies of an article do not count again.
select
    stances.stance_id,
    stances.article_id,
    articles.outlet_id,
    articles.published_at,
    articles.published_on,
    stances.holder_actor_id,
    holders.name as holder_name,
    stances.polarity,
    stances.target_text,
    stances.target_actor_id,
    stances.issue_id,
    issues.label as issue_label,
    stances.issue_polarity,
    stances.attribution,
    stances.confidence,
    stances.start_char,
    stances.end_char,
    stances.sentence_text
from stances
inner join articles on stances.article_id = articles.article_id
left join actors as holders on stances.holder_actor_id = holders.actor_id
left join issues on stances.issue_id = issues.issue_id
where articles.status = 'published' and stances.confidence >= getvariable('least_confidence')
order by articles.path asc, stances.start_char asc, stances.target_start_char asc
