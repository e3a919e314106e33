-- What did the quality gate find in each run?
select
    runs.started_at,
    runs.status,
    quality_results.suite,
    quality_results.rule,
    quality_results.severity,
    quality_results.unexpected_count,
    quality_results.reason
from quality_results
inner join runs on quality_results.run_id = runs.run_id
where not quality_results.success
order by runs.started_at desc, quality_results.suite asc, quality_results.rule asc;
