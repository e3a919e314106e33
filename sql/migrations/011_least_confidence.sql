-- With which setting the marts of the published file were built, so that another one is published.
alter table extracted.working_state add column published_least_confidence double;
