-- Grain: one article that mentions one of forgotten_actors: by a row, or by one of forgotten_names.

with rows_of_articles as (

    select
        mention_id as row_id,
        article_id
    from mentions
    union all
    select
        mention_id as row_id,
        article_id
    from extracted.mentions
    union all
    select
        role_id as row_id,
        article_id
    from roles
    union all
    select
        statement_id as row_id,
        article_id
    from statements
    union all
    select
        stance_id as row_id,
        article_id
    from stances
    union all
    select
        stance_id as row_id,
        article_id
    from extracted.stances

),

texts as (

    select
        article_id,
        lower(concat_ws(' ', title, author, text)) as text
    from extracted.articles
    union all
    select
        article_id,
        lower(concat_ws(' ', title, author, text)) as text
    from article_versions

)

select article_id
from rows_of_articles
semi join leaving_rows on rows_of_articles.row_id = leaving_rows.row_id
union
select article_id
from texts
where exists (
    select 1 from forgotten_names
    where contains(texts.text, lower(forgotten_names.text))
);
