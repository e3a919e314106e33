-- Grain: one migration this file has seen. Runs first, every time.
create table if not exists schema_versions (
    version integer not null,
    name varchar not null
);
