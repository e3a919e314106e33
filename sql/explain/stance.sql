-- Grain: the stance $row_id with its article.
select
    stances.stance_id as id,
    'stance' as what,
    articles.article_id,
    articles.title,
    articles.path,
    articles.item_no,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.published_on,
    stances.polarity,
    holders.name as holder,
    stances.holder_actor_id,
    targets.name as target_actor,
    issues.label as issue,
    stances.issue_polarity,
    stances.attribution,
    reporters.name as reporter,
    stances.statement_id,
    stances.confidence,
    stances.extractor_version,
    articles.tables_version,
    stances.run_id,
    stances.dq_status,
    articles.text,
    stances.start_char,
    stances.end_char,
    list_filter(
        [
            {'part': 'holder', 'start_char': stances.holder_start_char, 'end_char': stances.holder_end_char},
            {'part': 'target', 'start_char': stances.target_start_char, 'end_char': stances.target_end_char},
            {'part': 'cue', 'start_char': stances.cue_start_char, 'end_char': stances.cue_end_char},
            {
                'part': 'condition',
                'start_char': stances.condition_start_char,
                'end_char': stances.condition_end_char
            }
        ],
        lambda s: s.start_char is not null
    ) as marks
from stances
inner join articles on stances.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors as holders on stances.holder_actor_id = holders.actor_id
left join actors as targets on stances.target_actor_id = targets.actor_id
left join actors as reporters on stances.reporter_actor_id = reporters.actor_id
left join issues on stances.issue_id = issues.issue_id
where stances.stance_id = $row_id;
