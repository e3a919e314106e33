"""What a run has to do: the inbox compared with the ledger of known files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from standpunkt.articles.discover import FoundFile, list_files
from standpunkt.articles.read import read_file
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.steps.own_files import without_own_files
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.sql import run_file, sql_text


@dataclass(frozen=True)
class FileVersion:
    """One file of the inbox as it was read, ready for the ledger."""

    found: FoundFile
    sha256: str | None
    """Of the bytes; null if they could not be read."""
    reason: str | None = None
    """Why not, if they could not be read."""
    try_again: bool = False
    judged_by: str | None = None
    """Run that the ledger names for this path when the plan is made; null for a new path."""

    @property
    def file_version_id(self) -> str:
        """See the formula beside the ``files`` table."""
        return "f" + sha256(f"{self.found.path}\n{self.sha256 or ''}".encode()).hexdigest()[:20]

    def ledger_row(
        self, status: str, article_count: int = 0, reason: str | None = None, try_again: bool = False
    ) -> dict[str, Any]:
        """Row of ``files`` without its run."""
        return {
            "file_version_id": self.file_version_id,
            "path": self.found.path,
            "size_bytes": self.found.size,
            "modified_at": self.found.modified_at,
            "sha256": self.sha256,
            "status": status,
            "reason": reason or self.reason,
            "article_count": article_count,
            "is_current": True,
            "try_again": try_again or self.try_again,
        }


class _KnownFile(NamedTuple):
    """A row of ``plan/known_files``, in the order of its columns."""

    path: str
    size_bytes: int | None
    modified_us: int | None
    sha256: str | None
    status: str
    reason: str | None
    try_again: bool
    run_id: str
    extractor_version: str
    expectations_version: str


@dataclass(frozen=True)
class Plan:
    """New and changed files in batches, and those that could not even be read."""

    batches: tuple[tuple[FileVersion, ...], ...]
    unreadable: tuple[FileVersion, ...]
    found_count: int
    known_count: int
    waiting_count: int
    """Files that an earlier run's quality gate holds; they go again when a rule or the file changes."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to extract and nothing to record."""
        return not self.batches and not self.unreadable

    @property
    def file_count(self) -> int:
        """Files to extract."""
        return sum(len(batch) for batch in self.batches)


@dataclass(frozen=True)
class Versions:
    """What extracts and what judges; a change of either makes earlier refusals worth another look."""

    extractor: str
    expectations: str


def plan_run(
    connection: duckdb.DuckDBPyConnection,
    inbox: str,
    versions: Versions,
    batch_files: int,
    batch_bytes: int,
    retry_held: bool = False,
    paths: WarehousePaths | None = None,
) -> Plan:
    """Compare the inbox with the ledger; files whose only news is their time are noted on the way.

    ``paths`` of the warehouse, whose own files are left out.

    Raises:
        InboxMissing, InboxUnreachable, InboxInWarehouse: nothing has been changed.
    """
    found_files = list_files(inbox)
    if paths is not None:
        found_files = list(without_own_files(found_files, inbox, paths))
    known = _known_files(connection)
    new: list[FileVersion] = []
    unreadable: list[FileVersion] = []
    touched: list[FoundFile] = []
    waiting_count = 0
    for found in found_files:
        row = known.get(found.path)
        wanted_again = row is not None and _is_wanted_again(row, versions, retry_held)
        waiting_count += row is not None and row.status == "held" and not wanted_again
        if row is not None and not wanted_again and _looks_unchanged(found, row):
            continue
        version = _read_version(found, _run_of(row))
        if version.sha256 is None:
            if row is None or row.reason != version.reason:
                unreadable.append(version)
        elif row is not None and not wanted_again and row.sha256 == version.sha256:
            touched.append(found)
        else:
            new.append(version)
    _note_touched(connection, touched)
    return Plan(
        batches=tuple(_batches(new, batch_files, batch_bytes)),
        unreadable=tuple(unreadable),
        found_count=len(found_files),
        known_count=len(found_files) - len(new) - len(unreadable),
        waiting_count=waiting_count,
    )


def still_wanted(connection: duckdb.DuckDBPyConnection, versions: Iterable[FileVersion]) -> set[str]:
    """Ids of the file versions that no other run has dealt with since the plan was made."""
    known = _known_files(connection)
    return {
        version.file_version_id
        for version in versions
        if _run_of(known.get(version.found.path)) == version.judged_by
    }


def _known_files(connection: duckdb.DuckDBPyConnection) -> dict[str, _KnownFile]:
    rows = run_file(connection, "plan/known_files").fetchall()
    return {row[0]: row for row in map(_KnownFile._make, rows)}


def _run_of(row: _KnownFile | None) -> str | None:
    return None if row is None else row.run_id


def _is_wanted_again(row: _KnownFile, versions: Versions, retry_held: bool) -> bool:
    if row.status == "held":
        return retry_held or row.expectations_version != versions.expectations
    if row.status in ("rejected", "partial"):
        return row.try_again or row.extractor_version != versions.extractor
    return False


def _looks_unchanged(found: FoundFile, row: _KnownFile) -> bool:
    modified = found.modified_us
    return modified is not None and row.size_bytes == found.size and row.modified_us == modified


def _read_version(found: FoundFile, judged_by: str | None) -> FileVersion:
    try:
        content = read_file(found)
    except UnreadableFile as error:
        return FileVersion(found, None, error.reason, error.transient, judged_by)
    return FileVersion(replace(found, size=content.size), content.sha256, judged_by=judged_by)


def _note_touched(connection: duckdb.DuckDBPyConnection, touched: list[FoundFile]) -> None:
    if not touched:
        return
    rows = pa.table(
        {
            "path": [one.path for one in touched],
            "size_bytes": [one.size for one in touched],
            "modified_at": [one.modified_at for one in touched],
        }
    )
    connection.register("touched", rows)
    connection.execute(sql_text("plan/touch_files"))
    connection.unregister("touched")


def _batches(
    versions: list[FileVersion], batch_files: int, batch_bytes: int
) -> Iterator[tuple[FileVersion, ...]]:
    batch: list[FileVersion] = []
    size = 0
    for version in versions:
        if batch and (len(batch) >= batch_files or size + version.found.size > batch_bytes):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(version)
        size += version.found.size
    if batch:
        yield tuple(batch)
