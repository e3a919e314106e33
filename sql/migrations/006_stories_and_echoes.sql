-- Stories (articles about one event) and echoes (one utterance in several articles).
--
-- Both are functions of the stored articles: loading computes them anew for what a delivery touches. The
-- tables in the schema extracted are what this is computed from, without reading other articles' texts.

-- Grain: one published article in its story. Its story_id stands in articles: 'y' and the hash of the
-- story's first article (earliest day, then time, undated ones last, then path and item_no).
create table story_articles (
    article_id varchar not null,
    -- Mean strength of its links to the story's other articles; the highest gives the story its label.
    centrality double not null,
    -- The story's first article with the same wire text; null for an account of its own.
    wire_copy_of varchar
);

-- Grain: one story id that a published file may have shown and that is another story today: the id that a
-- story had while this article was its first.
create view story_redirects as
select
    'y' || left(sha256(article_id), 20) as old_story_id,
    story_id
from articles
where story_id != 'y' || left(sha256(article_id), 20);

-- Grain: one statement that repeats what another one gives in full.
create table statement_echoes (
    statement_id varchar not null,
    article_id varchar not null,
    of_statement_id varchar not null,
    of_article_id varchar not null,
    -- verbatim, shortened, paraphrased.
    echo_kind varchar not null,
    -- Share of the repeating statement's words (paraphrased: of their information) found in the other.
    coverage double not null,
    -- What the repeating statement leaves out, as offsets in the other's article.
    omitted_spans struct(start_char integer, end_char integer)[] not null
);

-- Grain: one telling word of one published article.
create table extracted.story_terms (
    article_id varchar not null,
    published_on date,
    term varchar not null,
    weight integer not null
);

-- Grain: one pair of articles that may be about one event, the smaller id first. strength is their
-- similarity over the least one that links them: from 1 on they are linked.
create table extracted.story_links (
    article_id varchar not null,
    other_id varchar not null,
    strength double not null,
    shared_text double not null
);

-- Grain: one fingerprint of one statement of a published article.
create table extracted.echo_fingerprints (
    statement_id varchar not null,
    article_id varchar not null,
    fingerprint ubigint not null
);

-- One row: by which settings and tables all this was computed; others mean computing it all again.
create table extracted.story_state (version varchar not null);

insert into extracted.story_state values ('');
