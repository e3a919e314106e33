-- What touched articles echoed, and what echoed them, is found anew.
delete from statement_echoes
where
    article_id in (select touched_articles.article_id from touched_articles)
    or of_article_id in (select touched_articles.article_id from touched_articles);

delete from extracted.echo_fingerprints
where article_id in (select touched_articles.article_id from touched_articles);
