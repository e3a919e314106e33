-- Earlier refusals of the same articles are settled by this verdict.
delete from quarantine
where article_id in (
    select incoming_extracted_articles.article_id from incoming_extracted_articles
);

insert into quarantine by name select * from incoming_quarantine;
