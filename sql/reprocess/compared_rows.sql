-- Grain: one row of a compared article, stored (is_new false) or delivered (is_new true).
-- kind is what rows are counted by; said is what a row tells about its place: where that differs, the row has
-- changed. Needs reprocessed_articles and $least_confidence, from which on marts count a stance.
create or replace temporary table compared_rows as

with both_mentions as (

    select
        stored.*,
        false as is_new,
        reprocessed_articles.old_text as article_text
    from mentions as stored
    inner join reprocessed_articles on stored.article_id = reprocessed_articles.article_id
    union all by name
    select
        incoming.*,
        true as is_new,
        reprocessed_articles.new_text as article_text
    from incoming_mentions as incoming
    inner join reprocessed_articles on incoming.article_id = reprocessed_articles.article_id

),

both_roles as (

    select
        stored.*,
        false as is_new,
        reprocessed_articles.old_text as article_text
    from roles as stored
    inner join reprocessed_articles on stored.article_id = reprocessed_articles.article_id
    union all by name
    select
        incoming.*,
        true as is_new,
        reprocessed_articles.new_text as article_text
    from incoming_roles as incoming
    inner join reprocessed_articles on incoming.article_id = reprocessed_articles.article_id

),

both_statements as (

    select
        stored.*,
        false as is_new,
        reprocessed_articles.old_text as article_text
    from statements as stored
    inner join reprocessed_articles on stored.article_id = reprocessed_articles.article_id
    union all by name
    select
        incoming.*,
        true as is_new,
        reprocessed_articles.new_text as article_text
    from incoming_statements as incoming
    inner join reprocessed_articles on incoming.article_id = reprocessed_articles.article_id

),

both_stances as (

    select
        stored.*,
        false as is_new,
        reprocessed_articles.old_text as article_text
    from stances as stored
    inner join reprocessed_articles on stored.article_id = reprocessed_articles.article_id
    union all by name
    select
        incoming.*,
        true as is_new,
        reprocessed_articles.new_text as article_text
    from incoming_stances as incoming
    inner join reprocessed_articles on incoming.article_id = reprocessed_articles.article_id

),

shown as (

    select
        'mentions' as table_name,
        mention_id as row_id,
        article_id,
        is_new,
        article_text,
        start_char,
        end_char,
        entity_kind as kind,
        text as summary,
        [mention_form, text] as place,
        [entity_kind, actor_id] as said
    from both_mentions
    union all
    select
        'roles' as table_name,
        role_id as row_id,
        article_id,
        is_new,
        article_text,
        start_char,
        end_char,
        role_kind as kind,
        role_text as summary,
        [role_text] as place,
        [office, role_kind, actor_id, of_actor_id] as said
    from both_roles
    union all
    select
        'statements' as table_name,
        statement_id as row_id,
        article_id,
        is_new,
        article_text,
        start_char,
        end_char,
        statement_kind as kind,
        array_to_string(
            list_transform(speaker_spans, lambda s: span(article_text, s.start_char, s.end_char)), ' … '
        ) as summary,
        [statement_kind, text] as place,
        [
            medium,
            distance,
            speaker_actor_id,
            addressee_actor_id,
            if(parent_statement_id is null, 'by itself', 'in another statement'),
            array_to_string(
                list_transform(speaker_spans, lambda s: span(article_text, s.start_char, s.end_char)), ' … '
            ),
            array_to_string(list_transform(cue_spans, lambda s: span(article_text, s.start_char, s.end_char)), ' … ')
        ] as said
    from both_statements
    union all
    select
        'stances' as table_name,
        stance_id as row_id,
        article_id,
        is_new,
        article_text,
        start_char,
        end_char,
        polarity as kind,
        concat_ws(': ', holder_text, target_text) as summary,
        [sentence_text, holder_text, target_text, span(article_text, cue_start_char, cue_end_char)] as place,
        [
            polarity,
            attribution,
            holder_actor_id,
            reporter_actor_id,
            target_actor_id,
            issue_id,
            issue_polarity,
            if(statement_id is null, 'outside statements', 'in a statement'),
            span(article_text, condition_start_char, condition_end_char),
            if(confidence >= $least_confidence, 'counted', 'too unsure to count')
        ] as said
    from both_stances

),

-- Ids follow the text: where it is another, rows are the same by what they say, in their order.
numbered as (

    select
        shown.*,
        case
            when reprocessed_articles.has_same_text then shown.row_id
            else
                shown.article_id
                || cast(shown.place as varchar)
                || row_number() over (
                    partition by shown.table_name, shown.article_id, shown.is_new, shown.place
                    order by shown.start_char, shown.end_char, shown.row_id
                )
        end as same_row
    from shown
    inner join reprocessed_articles on shown.article_id = reprocessed_articles.article_id

)

select * from numbered;
