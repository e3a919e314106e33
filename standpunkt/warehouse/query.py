"""Users' SQL on the published file."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.connect import open_published


class QueryFailed(StandpunktError):
    """DuckDB refuses the SQL."""


@dataclass(frozen=True)
class QueryResult:
    """Column names and rows, as DuckDB gives them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def query(published: Path, sql: str) -> QueryResult:
    """Run ``sql`` read-only, without access to files or the network.

    Raises:
        QueryFailed: with DuckDB's message.
        NothingPublished, PublishedFileDamaged: from opening the file.
    """
    with open_published(published) as connection:
        try:
            return fetch_result(connection.execute(sql))
        except duckdb.Error as error:
            raise QueryFailed(
                f"DuckDB refused the query: {error}\nTables and columns: "
                'standpunkt query "select table_schema, table_name, column_name from '
                'information_schema.columns"'
            ) from error


def fetch_result(cursor: duckdb.DuckDBPyConnection) -> QueryResult:
    """What the last statement on ``cursor`` returned; empty for a statement that returns nothing."""
    return QueryResult(tuple(column[0] for column in cursor.description or ()), tuple(cursor.fetchall()))


def as_csv(result: QueryResult) -> str:
    """Comma-separated with a header; lists and structs as JSON, nulls empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([cell_text(value) for value in row] for row in result.rows)
    return out.getvalue()


def as_json(result: QueryResult) -> str:
    """One array of objects; dates and times in ISO 8601."""
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def as_markdown(result: QueryResult) -> str:
    """A Markdown table."""
    lines = [_markdown_line(result.columns), _markdown_line(["---"] * len(result.columns))]
    lines += [_markdown_line([cell_text(value) for value in row]) for row in result.rows]
    return "\n".join(lines) + "\n"


def cell_text(value: Any) -> str:
    """A value as text; null is empty, lists and structs are JSON."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _markdown_line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
