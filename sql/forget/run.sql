-- The run that forgot; it counts nothing, for what it removed shall not show.
insert into runs by name
select
    $run_id as run_id,
    'forget' as kind,
    'published' as status,
    cast($started_at as timestamp) as started_at,
    cast($finished_at as timestamp) as finished_at,
    null as inbox,
    0 as file_count,
    0 as rejected_file_count,
    0 as article_count,
    0 as mention_count,
    0 as statement_count,
    0 as stance_count,
    0 as quarantined_count,
    $extractor_version as extractor_version,
    $tables_version as tables_version,
    $expectations_version as expectations_version;
