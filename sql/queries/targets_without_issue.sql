-- What do people take a stance on that issues.csv does not know? Groups of like targets, candidates for new
-- lines; `standpunkt issues suggest` writes these.
select
    target,
    stance_count as stances,
    article_count as articles,
    holder_count as holders,
    targets,
    example_sentences[1] as example
from marts.unassigned_targets
order by stances desc, articles desc, target asc
limit 50;
