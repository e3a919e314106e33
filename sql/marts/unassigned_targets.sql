-- Grain: one group of like targets that no issue covers; copies of an article count once.
-- The groups are made before, in target_groups.

with open_stances as (

    select
        target_groups.group_name as target,
        counted.stance_id,
        counted.target_text,
        counted.sentence_text,
        counted.polarity,
        counted.holder_actor_id,
        counted.article_id,
        counted.confidence
    from target_groups
    inner join marts.counted_stances as counted on target_groups.stance_id = counted.stance_id

),

wordings as (

    select
        target,
        target_text,
        count(*) as stance_count
    from open_stances
    group by target, target_text

),

wording_lists as (

    select
        target,
        list(target_text order by stance_count desc, target_text asc)[:10] as targets
    from wordings
    group by target

),

sentences as (

    select
        target,
        sentence_text,
        max(confidence) as confidence
    from open_stances
    group by target, sentence_text

),

sentence_lists as (

    select
        target,
        list(sentence_text order by confidence desc, sentence_text asc)[:3] as example_sentences
    from sentences
    group by target

),

groups as (

    select
        target,
        count(*) as stance_count,
        count(*) filter (where polarity = 'support') as support_count,
        count(*) filter (where polarity = 'oppose') as oppose_count,
        count(*) filter (where polarity = 'ambivalent') as ambivalent_count,
        count(distinct holder_actor_id) as holder_count,
        count(distinct article_id) as article_count
    from open_stances
    group by target

),

final as (

    select
        groups.target,
        groups.stance_count,
        groups.article_count,
        groups.holder_count,
        groups.support_count,
        groups.oppose_count,
        groups.ambivalent_count,
        wording_lists.targets,
        sentence_lists.example_sentences
    from groups
    inner join wording_lists on groups.target = wording_lists.target
    inner join sentence_lists on groups.target = sentence_lists.target

)

select *
from final
order by stance_count desc, target asc
