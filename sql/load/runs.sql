-- The run's own row, counted from what it loads; a held run loads nothing.
insert into runs by name
select
    $run_id as run_id,
    $kind as kind,
    $status as status,
    cast($started_at as timestamp) as started_at,
    cast($finished_at as timestamp) as finished_at,
    $inbox as inbox,
    (select count(*) from incoming_files) as file_count,
    (select count(*) from incoming_files where incoming_files.status = 'rejected') as rejected_file_count,
    (select count(*) from incoming_articles) as article_count,
    (select count(*) from incoming_mentions) as mention_count,
    (select count(*) from incoming_statements) as statement_count,
    (select count(*) from incoming_stances) as stance_count,
    (select count(*) from incoming_quarantine) as quarantined_count,
    $extractor_version as extractor_version,
    $tables_version as tables_version,
    $expectations_version as expectations_version;
