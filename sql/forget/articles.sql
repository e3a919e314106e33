-- Everything that holds anything of forgotten_articles, but for their ledger, their copies and stories.
create or replace temporary table forgotten_texts as
select
    path,
    text,
    title,
    duplicate_key
from extracted.articles
where article_id in (select forgotten_articles.article_id from forgotten_articles)
union all
select
    path,
    text,
    title,
    duplicate_key
from articles
where article_id in (select forgotten_articles.article_id from forgotten_articles)
union all
select
    path,
    text,
    title,
    null as duplicate_key
from article_versions
where article_id in (select forgotten_articles.article_id from forgotten_articles);

create or replace temporary table touched_texts as
select distinct duplicate_key from forgotten_texts
where duplicate_key is not null;

create or replace temporary table leaving_articles as
select article_id from forgotten_articles;

-- A refused actor names no article but that of its scope: its name in a forgotten text is enough.
delete from quarantine
where
    article_id in (select forgotten_articles.article_id from forgotten_articles)
    or (table_name = 'articles' and row_id in (select forgotten_articles.article_id from forgotten_articles))
    or (
        table_name = 'actors'
        and not coalesce(cast((row_json ->> 'known') as boolean), false)
        and (
            (row_json ->> 'scope_article_id') in (select forgotten_articles.article_id from forgotten_articles)
            or exists (
                select 1 from forgotten_texts
                where contains(lower(forgotten_texts.text), lower((quarantine.row_json ->> 'name')))
            )
        )
    );

-- Verdicts show what a rule found: pieces of the rows.
update quality_results
set observed = null
where
    level = 'row'
    and exists (
        select 1
        from forgotten_texts, unnest(string_split(quality_results.observed, '; ')) as pieces (piece)
        where contains(coalesce(forgotten_texts.title, '') || ' ' || forgotten_texts.text, pieces.piece)
    );

update quality_results
set observed = null
where exists (
    select 1 from forgotten_articles
    where contains(quality_results.observed, forgotten_articles.article_id)
);

delete from mentions where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from roles where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from statements where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from stances where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from articles where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from article_versions where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from story_articles where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.mentions where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.roles where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.statements where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.stances where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.articles where article_id in (select forgotten_articles.article_id from forgotten_articles);
delete from extracted.former_references
where article_id in (select forgotten_articles.article_id from forgotten_articles);

-- The names of others may follow from it.
create or replace temporary table renamed_actors as
select distinct actor_id from extracted.named_actors
where article_id in (select forgotten_articles.article_id from forgotten_articles);

delete from extracted.named_actors
where article_id in (select forgotten_articles.article_id from forgotten_articles);
