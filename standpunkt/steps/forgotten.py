"""What was forgotten, and how it is kept from coming back: in staged batches, before they are linked."""

import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.actors.forgotten import ForgottenActors, forgotten_sha256, hide
from standpunkt.steps.extract import LANGUAGE_TABLES, staged_files_schema
from standpunkt.steps.rows import Row
from standpunkt.steps.similar import with_current_fingerprint
from standpunkt.steps.staging import finished_counts, read_rows, write_rows
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.rewrite import is_rewrite_due, rewrite_working
from standpunkt.warehouse.sql import run_file

_WRITING_SECONDS = 60
"""A batch's folder is written in seconds; unfinished ones that nobody has touched for longer are dead."""


@dataclass(frozen=True)
class Forgotten:
    """Kind and hash -> the day; kinds and formula stand in migration 008."""

    days: Mapping[tuple[str, str], date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.days)

    @cached_property
    def actors(self) -> ForgottenActors:
        """The forgotten people and organisations."""
        return ForgottenActors(self._of("actor"), self._of("name"))

    def day(self, kind: str, *values: str | None) -> date | None:
        """The first day on which one of the values was forgotten."""
        found = [self.days.get((kind, forgotten_sha256(kind, value))) for value in values if value]
        return min((one for one in found if one), default=None)

    def article_day(self, row: Row, file_sha256: str | None) -> tuple[date, bool] | None:
        """When the article was forgotten, and whether its id says so rather than its text or address."""
        if day := self.day("article", row["article_id"]):
            return day, True
        day = (
            self.day("text", row["content_sha256"], row.get("duplicate_key"))
            or self.day("address", row.get("address_key"))
            or self.day("file", file_sha256)
        )
        return (day, False) if day else None

    def _of(self, kind: str) -> frozenset[str]:
        return frozenset(digest for one, digest in self.days if one == kind)


def read_forgotten(connection: duckdb.DuckDBPyConnection) -> Forgotten:
    """All hashes the working file keeps."""
    rows = run_file(connection, "forget/read_hashes").fetchall()
    return Forgotten({(kind, digest): day for kind, digest, day in rows})


def keep_hashes(
    connection: duckdb.DuckDBPyConnection, values: pa.Table, today: date, reason: str | None
) -> None:
    """Note what is forgotten today by its hashes; ``values`` have kind and value."""
    connection.register("forgotten_values", values)
    run_file(connection, "forget/keep_hashes", {"today": today, "reason": reason})
    connection.unregister("forgotten_values")


def scrub_batches(
    connection: duckdb.DuckDBPyConnection, folders: Iterable[Path], forgotten: Forgotten
) -> None:
    """Take what was forgotten out of finished batches; files that lose all articles get that reason.

    Articles the warehouse still holds stay, whatever they have in common with a forgotten one: a copy of
    its text was not forgotten with it.
    """
    if not forgotten:
        return
    for folder in folders:
        if finished_counts(folder) is not None:
            _scrub(connection, folder, forgotten)


def scrub_staging(connection: duckdb.DuckDBPyConnection, staging: Path, forgotten: Forgotten) -> None:
    """Take what was forgotten out of everything staged; the caller holds the writer lock.

    Linked deliveries that still lie there are dead, since only a holder of the lock makes them.
    """
    for folder in staging.glob("delivery-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in staging.glob("batch-*.unfinished"):
        while folder.exists() and time.time() - folder.stat().st_mtime < _WRITING_SECONDS:
            time.sleep(0.2)
        shutil.rmtree(folder, ignore_errors=True)
    scrub_batches(connection, sorted(staging.glob("batch-*")), forgotten)


def finish_forgetting(paths: WarehousePaths) -> None:
    """Staged batches and free blocks without what was forgotten, if a killed process has left that open.

    The caller holds the writer lock and has no connection open.

    Raises:
        RewriteFailed, WorkingFileDamaged, WorkingFileInUse, WarehouseTooNew
    """
    with open_working(paths) as working:
        if not is_rewrite_due(working):
            return
        scrub_staging(working, paths.staging, read_forgotten(working))
    rewrite_working(paths)


def _scrub(connection: duckdb.DuckDBPyConnection, folder: Path, forgotten: Forgotten) -> None:
    articles = [with_current_fingerprint(row) for row in read_rows(folder, "articles")]
    files = read_rows(folder, "files")
    digests = {row["path"]: row["sha256"] for row in files}
    found = {
        row["article_id"]: known
        for row in articles
        if (known := forgotten.article_day(row, digests.get(row["path"])))
    }
    stored = _stored(connection, [one for one, (_, by_id) in found.items() if not by_id])
    days = {one: day for one, (day, _) in found.items() if one not in stored}
    if forgotten.actors.names:
        _hide_names(folder, forgotten.actors)
    if not days:
        return
    for table in LANGUAGE_TABLES:
        kept = [row for row in read_rows(folder, table) if row["article_id"] not in days]
        _replace(folder, table, kept, table_schema(f"extracted.{table}"))
    lost: dict[str, date] = {
        row["path"]: days[row["article_id"]] for row in articles if row["article_id"] in days
    }
    left = [row for row in articles if row["article_id"] not in days]
    rewritten = [_ledger_row(row, lost.get(row["path"]), left) for row in files]
    _replace(folder, "files", rewritten, staged_files_schema())
    # Last: until then, a second try finds the same articles.
    _replace(folder, "articles", left, table_schema("extracted.articles"))


def _hide_names(folder: Path, actors: ForgottenActors) -> None:
    rows = read_rows(folder, "mentions")
    named = {row["text"] for row in rows if row["mention_form"] == "name" and actors.is_named(row["text"])}
    if named:
        hidden = [hide("mentions", row) if row["text"] in named else row for row in rows]
        _replace(folder, "mentions", hidden, table_schema("extracted.mentions"))


def _ledger_row(row: Row, day: date | None, left: Sequence[Row]) -> Row:
    if day is None:
        return row
    count = sum(article["path"] == row["path"] for article in left)
    if not count:
        return row | {
            "status": "forgotten",
            "article_count": 0,
            "reason": f"forgotten on {day}",
            "try_again": False,
        }
    reason = f"an article of it forgotten on {day}"
    if reason not in (row["reason"] or ""):
        reason = "; ".join(filter(None, (row["reason"], reason)))
    return row | {"article_count": count, "reason": reason}


def _stored(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> set[str]:
    connection.register("some_articles", pa.table({"article_id": pa.array(ids, pa.string())}))
    rows = run_file(connection, "forget/stored_of_these").fetchall()
    connection.unregister("some_articles")
    return {row[0] for row in rows}


def _replace(folder: Path, name: str, rows: Sequence[Row], schema: pa.Schema) -> None:
    write_rows(folder, f"{name}.new", rows, schema)
    os.replace(folder / f"{name}.new.parquet", folder / f"{name}.parquet")
