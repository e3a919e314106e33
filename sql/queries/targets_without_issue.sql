-- What do people take a stance on that issues.csv does not know? Candidates for new lines.
select
    stances.target_text as target,
    count(*) as stances,
    count(distinct stances.holder_actor_id) as holders,
    any_value(stances.sentence_text order by stances.stance_id) as example
from stances
inner join articles on stances.article_id = articles.article_id
where articles.status = 'published' and stances.issue_id is null
group by stances.target_text
order by stances desc, target asc
limit 50;
