"""Warehouses of every earlier version, with rows in all tables, become today's."""

import duckdb
import pytest

from standpunkt.warehouse import migrate as module
from standpunkt.warehouse.migrate import migrate

VERSIONS = range(1, module._version(module._migrations()[-1]))
VALUES = {
    "VARCHAR": "'x'",
    "BOOLEAN": "true",
    "DATE": "date '2025-09-01'",
    "JSON": "'{}'",
    "TIMESTAMP": "timestamp '2025-09-01'",
}


def value(kind: str) -> str:
    return VALUES.get(kind, "[]" if kind.endswith("]") else "1")


def fill(connection: duckdb.DuckDBPyConnection) -> int:
    """One row in every table."""
    tables = connection.execute(
        "select database_name, schema_name, table_name from duckdb_tables() "
        "where table_name != 'schema_versions'"
    ).fetchall()
    for names in tables:
        columns = connection.execute(
            "select column_name, data_type from duckdb_columns() "
            "where database_name = ? and schema_name = ? and table_name = ?",
            names,
        ).fetchall()
        values = ", ".join(f"{value(kind)} as {name}" for name, kind in columns)
        connection.execute(f"insert into {'.'.join(names)} by name select {values}")
    return len(tables)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_filled_warehouse_of_an_earlier_version(tmp_path, monkeypatch: pytest.MonkeyPatch, version: int):
    path, everything = tmp_path / "w.duckdb", module._migrations()
    with duckdb.connect(str(path)) as connection, monkeypatch.context() as patched:
        patched.setattr(module, "_migrations", lambda: everything[: version + 1])
        assert migrate(connection) == version
        assert fill(connection) > 10
    with duckdb.connect(str(path)) as connection:
        assert migrate(connection) == VERSIONS[-1] + 1
        assert connection.execute("select count(*) from roles").fetchone() == (1,)
        if version < 9:
            assert connection.execute("select role_kind, has_one_holder from roles").fetchall() == [
                ("holder", False)
            ]
