-- Which reports contradict each other? Opposite stances of one actor, two holders of one office, somebody
-- both former and current holder, and holders whom offices.csv does not know: with both sentences.
select
    kind,
    actor_name as actor,
    other_actor_name as other_actor,
    coalesce(issue_label, office || coalesce(' (' || of_name || ')', '')) as about,
    says,
    outlet_name as outlet,
    published_on,
    sentence_text,
    other_says,
    other_outlet_name as other_outlet,
    other_published_on,
    other_sentence_text,
    days_apart
from marts.conflicting_reports
order by kind asc, actor asc, about asc, published_on asc;
