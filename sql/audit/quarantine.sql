-- Grain: one refused row and one rule that refused it; rows of a refused article come along.

with rows_of_all_tables as (

    select
        'articles' as table_name,
        article_id as row_id,
        article_id,
        to_json(incoming_articles) as row_json
    from incoming_articles
    union all
    select
        'mentions' as table_name,
        mention_id as row_id,
        article_id,
        to_json(incoming_mentions) as row_json
    from incoming_mentions
    union all
    select
        'roles' as table_name,
        role_id as row_id,
        article_id,
        to_json(incoming_roles) as row_json
    from incoming_roles
    union all
    select
        'statements' as table_name,
        statement_id as row_id,
        article_id,
        to_json(incoming_statements) as row_json
    from incoming_statements
    union all
    select
        'stances' as table_name,
        stance_id as row_id,
        article_id,
        to_json(incoming_stances) as row_json
    from incoming_stances
    union all
    select
        'actors' as table_name,
        actor_id as row_id,
        null as article_id,
        to_json(incoming_actors) as row_json
    from incoming_actors

),

own_refusals as (

    select
        rows_of_all_tables.*,
        refused_by.rule,
        refused_by.reason
    from rows_of_all_tables
    inner join refused_by
        on
            rows_of_all_tables.table_name = refused_by.table_name
            and rows_of_all_tables.row_id = refused_by.row_id

),

with_their_article as (

    select
        rows_of_all_tables.*,
        'article_refused' as rule,
        'the article it stands in was refused' as reason
    from rows_of_all_tables
    semi join refused on refused.table_name = 'articles' and rows_of_all_tables.article_id = refused.row_id
    where rows_of_all_tables.table_name != 'articles'

),

final as (

    select * from own_refusals
    union all
    select * from with_their_article

)

select
    $run_id as run_id,
    table_name,
    row_id,
    article_id,
    rule,
    reason,
    row_json
from final;
