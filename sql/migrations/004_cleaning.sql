-- What cleaning tells besides the text: agencies, dates that were refused, and what was taken out.
--
-- removed: in order; line_no counts the lines of the stored text in front, rule_id names the rule of
-- boilerplate.csv, of the user's cleaning.csv, or of the page reader (page_...).

alter table articles add column agency varchar;
alter table articles add column published_at_note varchar;
alter table articles add column removed struct(line varchar, rule_id varchar, line_no integer)[];

alter table extracted.articles add column agency varchar;
alter table extracted.articles add column published_at_note varchar;
alter table extracted.articles add column removed struct(line varchar, rule_id varchar, line_no integer)[];

alter table article_versions add column agency varchar;
alter table article_versions add column removed struct(line varchar, rule_id varchar, line_no integer)[];
