-- Offices: in what way a text gives one, which titles are the same, and who held which by the seed tables.

-- Columns first, then rows, then defaults: a filled table takes no other order in one transaction.
-- holder, joint, acting, deputy, designated, outgoing, claimed, former, recalled, branch.
alter table roles add column role_kind varchar;
-- One name for all titles of an office, and whether it has one holder at a time; by office_titles.csv.
alter table roles add column standard_office varchar;
alter table roles add column has_one_holder boolean;
-- The sentence that says so.
alter table roles add column sentence_start_char integer;
alter table roles add column sentence_end_char integer;

update roles
set
    role_kind = 'holder',
    has_one_holder = false;

alter table roles alter column role_kind set default 'holder';
alter table roles alter column has_one_holder set default false;

alter table extracted.roles add column sentence_start_char integer;
alter table extracted.roles add column sentence_end_char integer;

-- Grain: one line of offices.csv; both days count.
create table offices (
    actor_id varchar not null,
    office varchar not null,
    of_actor_id varchar,
    valid_from date,
    valid_to date,
    standard_office varchar,
    has_one_holder boolean not null
);
