"""What two builds of the same articles have to have in common, and where they differ."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import duckdb

HISTORY = {
    "runs": "one row a run",
    "quality_results": "verdicts of each run",
    "schema_versions": "the same in every file",
    "story_redirects": "compared by what it has to lead to",
}
"""Public tables that tell what happened, with the reason."""
OTHER_COLUMNS = {
    "run_id": "which run wrote the row",
    "replaced_by_run_id": "which run replaced the version",
    "modified_at": "of files only: a file that is written again is as young as that",
}
"""Columns that tell what happened, with the reason."""
STATE = {"working_state": "counts the loads"}


@dataclass(frozen=True)
class Difference:
    """Rows of one table that only one of two builds has."""

    table: str
    missing: tuple[tuple[Any, ...], ...]
    surplus: tuple[tuple[Any, ...], ...]

    def __str__(self) -> str:
        shown = [f"  - {row}" for row in self.missing[:3]] + [f"  + {row}" for row in self.surplus[:3]]
        return "\n".join([f"{self.table}: {len(self.missing)} missing, {len(self.surplus)} too many", *shown])


Content = dict[str, Counter[tuple[Any, ...]]]


def content(published: duckdb.DuckDBPyConnection, working: duckdb.DuckDBPyConnection) -> Content:
    """Rows by table: published tables and marts, and the working file's own, without what is history.

    Of ``files`` the current versions; of ``article_versions`` those that gave way to a newer article of their
    address, since what the file of an article held before is history.
    """
    found: Content = {}
    for connection, schemas in ((published, ["main", "marts"]), (working, ["extracted"])):
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables where table_schema in ? "
            "order by all",
            [schemas],
        ).fetchall()
        for schema, table in tables:
            if table not in HISTORY and table not in STATE and table != "article_versions":
                found[f"{schema}.{table}"] = _rows_of(connection, f"{schema}.{table}")
    found["main.article_versions"] = _rows_of(working, "main.article_versions")
    return found


def _rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> Counter[tuple[Any, ...]]:
    left_out = {"run_id", "replaced_by_run_id"} | ({"modified_at"} if table == "main.files" else set())
    described = connection.execute(f"describe {table}").fetchall()
    columns = ", ".join(row[0] for row in described if row[0] not in left_out)
    rows = connection.execute(f"select {columns} from {table} {_CURRENT.get(table, '')}").fetchall()
    return Counter(map(_hashable, rows))


_CURRENT = {
    "main.files": "where is_current",
    "main.article_versions": "where (article_id, content_sha256) in (select (article_id, content_sha256) "
    "from extracted.articles) and article_id not in (select article_id from main.articles)",
}


def differences(expected: Content, found: Content) -> list[Difference]:
    """By table; none if the builds agree."""
    return [
        Difference(table, _rows(expected[table] - found[table]), _rows(found[table] - expected[table]))
        for table in sorted(expected | found)
        if expected.get(table) != found.get(table)
    ]


def lost_stories(connection: duckdb.DuckDBPyConnection, published: set[str]) -> set[str]:
    """Story ids that were published once and that neither a story nor a redirect has today."""
    known = connection.execute(
        "select story_id from articles union select old_story_id from story_redirects"
    ).fetchall()
    return published - {row[0] for row in known}


def _rows(counted: Counter[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(sorted(counted.elements(), key=repr))


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return tuple((name, _hashable(one)) for name, one in value.items())
    return value
