"""Numbered migrations: every warehouse file, old or new, reaches the same schema."""

from contextlib import suppress
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.errors import StandpunktError
from standpunkt.resources import resource_folder


class WarehouseTooNew(StandpunktError):
    """The file was written by a later Standpunkt."""


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Apply what is missing, each migration in a transaction of its own; returns the version reached.

    Raises:
        WarehouseTooNew: the file knows migrations that this version does not.
    """
    first, *later = _migrations()
    connection.execute(first.read_text(encoding="utf-8"))
    row = connection.execute("select max(version) from schema_versions").fetchone()
    reached = -1 if row is None or row[0] is None else int(row[0])
    newest = _version(later[-1])
    if reached > newest:
        raise WarehouseTooNew(
            f"The warehouse has schema version {reached}; this Standpunkt knows {newest}. "
            "Nothing was changed. Install the newer Standpunkt that wrote it."
        )
    for path in later:
        if _version(path) > reached:
            connection.begin()
            try:
                connection.execute(path.read_text(encoding="utf-8"))
                connection.execute("insert into schema_versions values (?, ?)", [_version(path), path.stem])
                connection.commit()
            except duckdb.Error:
                # A commit that failed has ended the transaction itself.
                with suppress(duckdb.TransactionException):
                    connection.rollback()
                raise
    return newest


def table_schema(table: str) -> pa.Schema:
    """Arrow schema of a table as the migrations create it, so that staged rows have one definition."""
    return _schemas()[table]


@cache
def _schemas() -> dict[str, pa.Schema]:
    """By name, those outside of ``main`` with their schema in front."""
    with duckdb.connect() as connection:
        migrate(connection)
        tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        return {
            name.removeprefix("main."): connection.table(name).limit(0).to_arrow_table().schema
            for name in (f"{schema}.{table}" for schema, table in tables)
        }


def _migrations() -> list[Path]:
    return sorted((resource_folder("sql") / "migrations").glob("*.sql"))


def _version(path: Path) -> int:
    return int(path.name.split("_", 1)[0])
