-- Rows as the language pipeline gave them, before linking: linking runs again over them when a seed
-- table changes. They live in the working file only; published files leave this schema out.

create schema extracted;

create table extracted.articles (
    article_id varchar not null,
    path varchar not null,
    item_no integer not null,
    outlet_name varchar,
    url varchar,
    title varchar,
    author varchar,
    published_at timestamp,
    published_on date,
    published_at_source varchar,
    language varchar not null,
    text varchar not null,
    word_count integer not null,
    content_sha256 varchar not null,
    duplicate_key varchar not null,
    extractor_version varchar not null
);

create table extracted.mentions (
    mention_id varchar not null,
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    text varchar not null,
    entity_kind varchar not null,
    mention_form varchar not null,
    confidence double not null
);

create table extracted.roles (
    role_id varchar not null,
    article_id varchar not null,
    role_text varchar not null,
    office varchar not null,
    is_former boolean not null,
    start_char integer not null,
    end_char integer not null,
    holder_start_char integer not null,
    holder_end_char integer not null,
    of_start_char integer,
    of_end_char integer
);

create table extracted.statements (
    statement_id varchar not null,
    article_id varchar not null,
    statement_kind varchar not null,
    medium varchar not null,
    start_char integer not null,
    end_char integer not null,
    text varchar not null,
    quote_spans struct(start_char integer, end_char integer)[] not null,
    speaker_spans struct(start_char integer, end_char integer)[] not null,
    cue_spans struct(start_char integer, end_char integer)[] not null,
    frame_spans struct(start_char integer, end_char integer)[] not null,
    addressee_spans struct(start_char integer, end_char integer)[] not null,
    parent_statement_id varchar,
    distance varchar not null,
    confidence double not null,
    extractor_version varchar not null
);

create table extracted.stances (
    stance_id varchar not null,
    article_id varchar not null,
    statement_id varchar,
    attribution varchar not null,
    reporter_start_char integer,
    reporter_end_char integer,
    start_char integer not null,
    end_char integer not null,
    sentence_text varchar not null,
    holder_text varchar,
    holder_start_char integer,
    holder_end_char integer,
    target_text varchar not null,
    target_start_char integer not null,
    target_end_char integer not null,
    polarity varchar not null,
    cue_start_char integer,
    cue_end_char integer,
    condition_start_char integer,
    condition_end_char integer,
    confidence double not null,
    extractor_version varchar not null
);

-- One row: counts the states of this file, so that a publication that a crash prevented is made up for.
create table extracted.working_state (
    state_no bigint not null,
    published_state_no bigint not null
);

insert into extracted.working_state values (0, 0);
