-- Tables that mirror seed tables.
delete from outlets;
insert into outlets by name select * from incoming_outlets;
delete from issues;
insert into issues by name select * from incoming_issues;
delete from memberships;
insert into memberships by name select * from incoming_memberships;
delete from offices;
insert into offices by name select * from incoming_offices;
