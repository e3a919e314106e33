-- Grain: one extracted row of some_articles that forgetting has left as bare offsets.

with hidden as (

    select
        'mentions' as table_name,
        mention_id as row_id,
        article_id,
        start_char,
        end_char
    from extracted.mentions
    where text = ''
    union all
    select
        'roles' as table_name,
        role_id as row_id,
        article_id,
        start_char,
        end_char
    from extracted.roles
    where role_text = ''
    union all
    select
        'statements' as table_name,
        statement_id as row_id,
        article_id,
        start_char,
        end_char
    from extracted.statements
    where text = ''
    union all
    select
        'stances' as table_name,
        stance_id as row_id,
        article_id,
        start_char,
        end_char
    from extracted.stances
    where sentence_text = ''

),

final as (

    select
        hidden.*,
        stored.content_sha256
    from hidden
    semi join some_articles on hidden.article_id = some_articles.article_id
    inner join extracted.articles as stored on hidden.article_id = stored.article_id

)

select * from final;
