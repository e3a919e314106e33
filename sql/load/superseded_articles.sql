-- Articles that give way to a newer one of their address become its earlier versions, and the other way round.
-- Needs addressed_articles (article_id, current_article_id; its own where it stands).
delete from article_versions
where
    current_article_id != article_id
    and (article_id, content_sha256) in (
        select (articles.article_id, articles.content_sha256)
        from articles
        inner join addressed_articles on articles.article_id = addressed_articles.article_id
        where addressed_articles.current_article_id = addressed_articles.article_id
    );

merge into article_versions as kept
using (
    select
        articles.*,
        addressed_articles.current_article_id,
        this_run.run_id as replaced_by_run_id
    from this_run, articles
    inner join addressed_articles on articles.article_id = addressed_articles.article_id
    where addressed_articles.current_article_id != addressed_articles.article_id
) as given_way
on kept.article_id = given_way.article_id and kept.content_sha256 = given_way.content_sha256
when matched then update set current_article_id = given_way.current_article_id
when not matched then insert (
    article_id, content_sha256, path, title, author, agency, url, published_at, text, removed,
    extractor_version, run_id, replaced_by_run_id, current_article_id
)
values (
    given_way.article_id, given_way.content_sha256, given_way.path, given_way.title, given_way.author,
    given_way.agency, given_way.url, given_way.published_at, given_way.text, given_way.removed,
    given_way.extractor_version, given_way.run_id, given_way.replaced_by_run_id, given_way.current_article_id
);

update article_versions
set current_article_id = addressed_articles.current_article_id
from addressed_articles
where article_versions.article_id = addressed_articles.article_id;

insert into touched_texts
select articles.duplicate_key
from articles
inner join addressed_articles on articles.article_id = addressed_articles.article_id
where addressed_articles.current_article_id != addressed_articles.article_id;

create or replace temporary table leaving_articles as
select article_id from addressed_articles
where current_article_id != article_id;

delete from mentions where article_id in (select leaving_articles.article_id from leaving_articles);
delete from roles where article_id in (select leaving_articles.article_id from leaving_articles);
delete from statements where article_id in (select leaving_articles.article_id from leaving_articles);
delete from stances where article_id in (select leaving_articles.article_id from leaving_articles);
delete from articles where article_id in (select leaving_articles.article_id from leaving_articles);
