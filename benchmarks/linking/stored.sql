-- Synthetic articles from $first to $last in a working file, with rows in every table that linking looks at:
-- 20 a day, 30 mentions, 3 statements, 3 stances, 60 telling words each; a tenth of the actors new in each.
create or replace temporary table numbers as
select
    n,
    'a' || left(sha256('stored' || n), 20) as article_id,
    date '2025-09-30' - (n // 20)::integer as published_on
from range($first, $last) as numbers (n);

create or replace temporary table persons as
select
    n,
    article_id,
    k,
    case when k % 10 = 0 then 'person:new:' || left(md5(n || 'p' || k), 16) else 'person:new:' || left(md5('p' || (hash(n, k) % 2000)), 16)
    end as actor_id
from numbers, range(30) as mentioned (k);

insert into extracted.articles by name
select
    article_id, 'stored/' || n || '.txt' as path, 0 as item_no, 'de' as language, published_on,
    'metadata' as published_at_source, 'Nachricht ' || n as title,
    array_to_string(list_transform(range(60), lambda w: md5(n || 'w' || w)), ' ') as text, 300 as word_count,
    sha256(n || 'text') as content_sha256, sha256(n || 'key') as duplicate_key, 'e' as extractor_version,
    'a' || n as address_key, list_transform(range(20), lambda i: hash(n, i)) as bands,
    list_transform(range(75), lambda i: (hash(n, i, 's') % 4294967296)::uinteger) as samples,
    $fingerprint_version as fingerprint_version
from numbers;

insert into articles by name
select
    stored.* exclude (address_key, bands, samples, fingerprint_version), 'published' as status,
    'y' || left(sha256(stored.article_id), 20) as story_id, 't' as tables_version, 'r' as run_id, 'ok' as dq_status
from extracted.articles as stored
semi join numbers on stored.article_id = numbers.article_id;

insert into extracted.mentions by name
select
    'm' || left(sha256(article_id || k), 20) as mention_id, article_id, k * 50 as start_char, k * 50 + 10 as end_char,
    'Name' as text, 'person' as entity_kind, 'name' as mention_form, 0.9 as confidence
from persons;

insert into mentions by name
select
    'm' || left(sha256(article_id || k), 20) as mention_id, article_id, k * 50 as start_char, k * 50 + 10 as end_char,
    'Name' as text, 'person' as entity_kind, 'name' as mention_form, actor_id, 'new' as link_method,
    0.9 as confidence, 'ok' as dq_status
from persons;

insert into extracted.statements by name
select
    's' || left(sha256(article_id || k), 20) as statement_id, article_id, 'direct' as statement_kind,
    'speech' as medium, k * 50 as start_char, k * 50 + 40 as end_char, md5(article_id || k) as text,
    [{'start_char': k * 50, 'end_char': k * 50 + 40}] as quote_spans, [] as speaker_spans, [] as cue_spans,
    [] as frame_spans, [] as addressee_spans, 'neutral' as distance, 0.9 as confidence, 'e' as extractor_version
from persons
where k < 3;

insert into statements by name
select
    stored.*, persons.actor_id as speaker_actor_id, 'r' as run_id, 'ok' as dq_status
from extracted.statements as stored
inner join persons on stored.statement_id = 's' || left(sha256(persons.article_id || persons.k), 20);

insert into extracted.stances by name
select
    't' || left(sha256(article_id || k), 20) as stance_id, article_id, 'narrated' as attribution,
    k * 50 as start_char, k * 50 + 40 as end_char, 'Satz' as sentence_text, 'Ziel' as target_text,
    k * 50 as target_start_char, k * 50 + 4 as target_end_char, 'support' as polarity, 0.9 as confidence,
    'e' as extractor_version
from persons
where k < 3;

insert into stances by name
select
    stored.* exclude (reporter_start_char, reporter_end_char), persons.actor_id as holder_actor_id,
    'r' as run_id, 'ok' as dq_status
from extracted.stances as stored
inner join persons on stored.stance_id = 't' || left(sha256(persons.article_id || persons.k), 20);

insert into extracted.named_actors by name
select distinct article_id, actor_id, 'Name ' || actor_id as name, 'person' as actor_kind
from persons;

insert into actors by name
select distinct actor_id, 'Name ' || actor_id as name, 'person' as actor_kind, false as known
from persons
anti join actors on persons.actor_id = actors.actor_id;

insert into story_articles by name select article_id, 0 as centrality from numbers;

insert into extracted.story_terms by name

with told as (

    select article_id, published_on, hash(n, k) % 4703 as place
    from numbers, range(60) as told (k)

),

words as (

    select stem, row_number() over (order by stem) - 1 as place
    from read_csv($words)

)

select distinct told.article_id, told.published_on, words.stem as term, 129 as weight
from told
inner join words on told.place = words.place;

insert into extracted.echo_fingerprints by name
select
    's' || left(sha256(article_id || k % 3), 20) as statement_id, article_id, hash(article_id, k) as fingerprint
from persons
where k < 9;

insert into files by name
select
    'f' || left(sha256(article_id), 20) as file_version_id, 'stored/' || n || '.txt' as path, 'loaded' as status,
    1 as article_count, true as is_current, false as try_again, 'r' as run_id
from numbers;
