"""SQL lives in files; this reads and runs them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds

from standpunkt.resources import resource_folder


@cache
def sql_text(name: str) -> str:
    """Text of ``sql/NAME.sql``, for example ``link/duplicates``."""
    return (resource_folder("sql") / f"{name}.sql").read_text(encoding="utf-8")


def run_file(
    connection: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Run ``sql/NAME.sql`` with bound values and return the connection to fetch from."""
    return connection.execute(sql_text(name), values or {})


@contextmanager
def parquet_views(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Path]) -> Iterator[None]:
    """Names for Parquet files on this connection; read in pieces, nothing of them enters the catalog."""
    for name, path in files.items():
        connection.register(name, ds.dataset(path, format="parquet"))
    try:
        yield
    finally:
        for name in files:
            connection.unregister(name)
