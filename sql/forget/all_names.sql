-- Grain: one piece of text that may be somebody's name.
select text from mentions
where mention_form = 'name'
union
select text from extracted.mentions
where mention_form = 'name'
union
select target_text as text from stances
union
select target_text as text from extracted.stances;
