insert into quality_results by name select * from incoming_quality_results;
