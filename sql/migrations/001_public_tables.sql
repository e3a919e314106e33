-- The public tables: names and meanings are a contract with every query, mart and export.
--
-- Offsets are 0-based code points of articles.text, end exclusive. Times are UTC without zone.
-- No PRIMARY KEY or UNIQUE: loading merges by id and the audit checks uniqueness, so that the same
-- tables can live in a store without constraints.
--
-- Every id is a letter and the first 20 hex digits of a SHA-256 over UTF-8 text, parts joined by "\n":
--   article_id    'a', path in the inbox, key in the file ('' for a file of one article, else the
--                 item's address, title or number)
--   mention_id    'm', article_id, content_sha256, start_char, end_char, mention_form
--   role_id       'r', article_id, content_sha256, start_char, end_char, start of the person mention
--   statement_id  's', article_id, content_sha256, statement_kind, every quote span as start-end
--   stance_id     't', article_id, content_sha256, sentence start, holder start, target start-end, cue start
--   story_id      'y', article_id of the story's first article
--   file_version_id 'f', path, SHA-256 of the bytes ('' if they could not be read)
-- Two rows of one article that would get the same id are one row.

create table articles (
    article_id varchar not null,
    path varchar not null,
    item_no integer not null,
    status varchar not null,
    outlet_id varchar,
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
    duplicate_of varchar,
    story_id varchar not null,
    extractor_version varchar not null,
    tables_version varchar not null,
    run_id varchar not null,
    dq_status varchar not null
);

create table mentions (
    mention_id varchar not null,
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    text varchar not null,
    entity_kind varchar not null,
    mention_form varchar not null,
    actor_id varchar,
    link_method varchar,
    confidence double not null,
    dq_status varchar not null
);

create table actors (
    actor_id varchar not null,
    name varchar not null,
    actor_kind varchar not null,
    country varchar,
    wikidata_id varchar,
    known boolean not null,
    scope_article_id varchar
);

create table actor_redirects (
    old_actor_id varchar not null,
    actor_id varchar not null
);

create table memberships (
    actor_id varchar not null,
    of_actor_id varchar not null,
    relation varchar not null,
    valid_from date,
    valid_to date
);

create table roles (
    role_id varchar not null,
    article_id varchar not null,
    actor_id varchar not null,
    role_text varchar not null,
    office varchar not null,
    of_actor_id varchar,
    is_former boolean not null,
    start_char integer not null,
    end_char integer not null,
    dq_status varchar not null
);

create table statements (
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
    speaker_actor_id varchar,
    addressee_actor_id varchar,
    parent_statement_id varchar,
    distance varchar not null,
    confidence double not null,
    extractor_version varchar not null,
    run_id varchar not null,
    dq_status varchar not null
);

create table stances (
    stance_id varchar not null,
    article_id varchar not null,
    statement_id varchar,
    attribution varchar not null,
    reporter_actor_id varchar,
    start_char integer not null,
    end_char integer not null,
    sentence_text varchar not null,
    holder_actor_id varchar,
    holder_text varchar,
    holder_start_char integer,
    holder_end_char integer,
    target_text varchar not null,
    target_start_char integer not null,
    target_end_char integer not null,
    target_actor_id varchar,
    issue_id varchar,
    polarity varchar not null,
    issue_polarity varchar,
    cue_start_char integer,
    cue_end_char integer,
    condition_start_char integer,
    condition_end_char integer,
    confidence double not null,
    extractor_version varchar not null,
    run_id varchar not null,
    dq_status varchar not null
);

create table issues (
    issue_id varchar not null,
    label varchar not null,
    description varchar not null,
    parent_issue_id varchar
);

create table outlets (
    outlet_id varchar not null,
    name varchar not null,
    country varchar
);

-- Grain: one version of one file. status: loaded, partial (some items gave no article), rejected, held.
create table files (
    file_version_id varchar not null,
    path varchar not null,
    size_bytes bigint,
    modified_at timestamp,
    sha256 varchar,
    status varchar not null,
    reason varchar,
    article_count integer not null,
    is_current boolean not null,
    -- The obstacle may go without the file changing (no permission, still being written): look again.
    try_again boolean not null,
    run_id varchar not null
);

-- Grain: one run that changed something. status: published, held (nothing of it but its verdict shows).
create table runs (
    run_id varchar not null,
    kind varchar not null,
    status varchar not null,
    started_at timestamp not null,
    finished_at timestamp not null,
    inbox varchar,
    file_count integer not null,
    rejected_file_count integer not null,
    article_count integer not null,
    mention_count integer not null,
    statement_count integer not null,
    stance_count integer not null,
    quarantined_count integer not null,
    extractor_version varchar not null,
    tables_version varchar not null,
    expectations_version varchar not null
);

-- Grain: one rule's verdict in one run.
create table quality_results (
    run_id varchar not null,
    suite varchar not null,
    rule varchar not null,
    level varchar not null,
    severity varchar not null,
    success boolean not null,
    element_count bigint,
    unexpected_count bigint,
    observed varchar,
    reason varchar not null
);

-- Grain: one row refused by one rule.
create table quarantine (
    run_id varchar not null,
    table_name varchar not null,
    row_id varchar not null,
    article_id varchar,
    rule varchar not null,
    reason varchar not null,
    row_json json not null
);

-- Grain: one earlier version of one article.
create table article_versions (
    article_id varchar not null,
    content_sha256 varchar not null,
    path varchar not null,
    title varchar,
    author varchar,
    url varchar,
    published_at timestamp,
    text varchar not null,
    extractor_version varchar not null,
    run_id varchar not null,
    replaced_by_run_id varchar not null
);
