-- Everything public, in an order that keeps the rows of an article together. Runs in the working file,
-- with the file to be published attached as publication.
insert into publication.articles by name select * from main.articles order by path, item_no;
insert into publication.mentions by name select * from main.mentions order by article_id, start_char, end_char;
insert into publication.roles by name select * from main.roles order by article_id, start_char;
insert into publication.statements by name select * from main.statements order by article_id, start_char, end_char;
insert into publication.stances by name select * from main.stances order by article_id, start_char, target_start_char;
insert into publication.story_articles by name select * from main.story_articles order by article_id;
insert into publication.statement_echoes by name
select * from main.statement_echoes
order by statement_id, of_statement_id;
insert into publication.actors by name select * from main.actors order by actor_id;
insert into publication.actor_redirects by name select * from main.actor_redirects order by old_actor_id;
insert into publication.memberships by name select * from main.memberships order by actor_id, of_actor_id;
insert into publication.offices by name select * from main.offices order by of_actor_id, office, actor_id;
insert into publication.issues by name select * from main.issues order by issue_id;
insert into publication.outlets by name select * from main.outlets order by outlet_id;
insert into publication.files by name select * from main.files order by path;
insert into publication.runs by name select * from main.runs order by started_at;
insert into publication.quality_results by name select * from main.quality_results order by run_id, suite, rule;
insert into publication.quarantine by name select * from main.quarantine order by run_id, table_name, row_id;
insert into publication.article_versions by name select * from main.article_versions order by article_id;
drop schema publication.extracted cascade;
