-- Near duplicates, wire copies and versions of one address.
--
-- What is null here in rows of an earlier schema is made from their texts at the next linking.

alter table articles add column modified_at timestamp;
alter table articles add column duplicate_kind varchar;
alter table articles add column duplicate_similarity double;

update articles
set
    duplicate_kind = 'exact',
    duplicate_similarity = 1
where duplicate_of is not null;

alter table extracted.articles add column modified_at timestamp;
alter table extracted.articles add column address_key varchar;
alter table extracted.articles add column bands ubigint[];
alter table extracted.articles add column samples uinteger[];
alter table extracted.articles add column fingerprint_version varchar;

-- The article in articles that stands for the version now: the same one after its file was corrected,
-- another one where a newer article of the same address arrived.
alter table article_versions add column current_article_id varchar;

update article_versions set current_article_id = article_id;

-- Grain: two texts that are alike. A function of the two texts alone: articles come and go around it.
create table extracted.similar_texts (
    one_key varchar not null,
    other_key varchar not null,
    -- near, wire, or null: alike enough to be versions of one address, but no copies.
    kind varchar,
    jaccard double not null,
    one_in_other double not null,
    other_in_one double not null
);

-- One row: the rules under which similar texts were looked for; all are looked for again under others.
create table extracted.copy_rules (
    rules_version varchar not null
);

insert into extracted.copy_rules values ('');

-- Grain: one extracted article that gave way to a newer one of its address.
create view extracted.superseded_articles as
select
    extracted_articles.article_id,
    article_versions.current_article_id
from extracted.articles as extracted_articles
inner join main.article_versions as article_versions
    on
        extracted_articles.article_id = article_versions.article_id
        and extracted_articles.content_sha256 = article_versions.content_sha256
where article_versions.current_article_id != article_versions.article_id;
