-- What was forgotten on request: hashes alone, so that it does not come back.
--
-- sha256 is of kind, "\n" and one of these, in UTF-8:
--   article   article_id
--   text      content_sha256 or duplicate_key of one of its versions
--   address   address_key
--   file      SHA-256 of the bytes of a file all articles of which are forgotten
--   actor     actor_id
--   name      a full name in its common form (standpunkt/actors/forgotten.py)
--
-- In the working file only: who guesses a name can confirm the guess by its hash.
create table extracted.forgotten (
    kind varchar not null,
    sha256 varchar not null,
    forgotten_on date not null,
    reason varchar
);

-- Set while the file's free blocks may still hold what was forgotten; rewriting the file clears it.
alter table extracted.working_state add column is_rewrite_due boolean;
update extracted.working_state set is_rewrite_due = false;
