"""Which stored articles are extracted anew, and from what: their files, or their stored text.

Cleaning and language model each have a part in ``extractor_version``. Where only the model is another, the
stored text is what the file would give again, and no file is needed. Where cleaning is another, the file is
read again if it lies where it was, unchanged; else the text stays as it is, and so does its part of the
version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from standpunkt.articles.discover import FoundFile, InboxMissing, InboxUnreachable, list_files
from standpunkt.articles.read import read_file
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.steps.extract import version_parts, write_batch
from standpunkt.steps.plan import FileVersion
from standpunkt.steps.staging import finished_counts
from standpunkt.warehouse.sql import run_file


@dataclass(frozen=True)
class Request:
    """Which articles to extract anew."""

    since: date | None = None
    """Published, or undated and first seen, on this day or later."""
    is_all: bool = False
    """Also those that the current version has extracted; files are then read again wherever they are."""
    inbox: str | None = None
    """Where the files lie now; null for where the run that read them found them."""


class StoredArticle(NamedTuple):
    """A row of ``reprocess/stored_articles``, in the order of its columns."""

    article_id: str
    path: str
    item_no: int
    content_sha256: str
    extractor_version: str
    text_bytes: int
    file_sha256: str | None
    size_bytes: int | None
    modified_us: int | None
    inbox: str | None


@dataclass(frozen=True)
class StoredBatch:
    """Articles of one extraction task."""

    key: str
    """Hash over what is extracted (ids, texts, files) and by which version."""
    articles: tuple[StoredArticle, ...]
    files: tuple[FileVersion, ...]
    """Those of their files that are read again."""

    def folder(self, staging: Path) -> Path:
        """Where the extracted rows are staged."""
        return staging / f"batch-again-{self.key}"

    def input_folder(self, staging: Path) -> Path:
        """Where the stored articles lie for the task; a batch in form, so that forgetting reaches it."""
        return staging / f"batch-stored-{self.key}"


@dataclass(frozen=True)
class ReprocessPlan:
    """What there is to extract anew."""

    extractor_version: str
    batches: tuple[StoredBatch, ...]
    stored_count: int
    """Articles in question, current ones included."""
    kept_text_count: int
    """Articles that only cleaning has another version for, and whose unchanged file is not there."""

    @property
    def article_count(self) -> int:
        """Articles to extract."""
        return sum(len(batch.articles) for batch in self.batches)


@dataclass(frozen=True)
class _Unit:
    """Articles that stay together: those of a file that is read again, or one alone."""

    articles: tuple[StoredArticle, ...]
    file: FileVersion | None = None

    @property
    def size_bytes(self) -> int:
        size = sum(one.text_bytes for one in self.articles)
        return max(size, self.file.found.size) if self.file else size


def plan_reprocess(
    connection: duckdb.DuckDBPyConnection,
    request: Request,
    extractor_version: str,
    batch_articles: int,
    batch_bytes: int,
) -> ReprocessPlan:
    """The articles that the version ``extractor_version`` has not extracted, in batches.

    Raises:
        InboxMissing, InboxUnreachable: of the inbox that the request names; nothing has been changed.
    """
    rows = run_file(connection, "reprocess/stored_articles", {"since": request.since}).fetchall()
    stored = [StoredArticle(*row) for row in rows]
    outdated = [one for one in stored if request.is_all or one.extractor_version != extractor_version]
    language, cleaning = version_parts(extractor_version)
    to_read = [
        one
        for one in outdated
        if one.file_sha256 and (request.is_all or version_parts(one.extractor_version)[1] != cleaning)
    ]
    readable = {one.article_id for one in to_read}
    files = _unchanged_files(to_read, request.inbox)
    from_files: dict[str, list[StoredArticle]] = {}
    units: list[_Unit] = []
    kept_text_count = 0
    for one in outdated:
        if one.path in files and one.article_id in readable:
            from_files.setdefault(one.path, []).append(one)
        elif request.is_all or version_parts(one.extractor_version)[0] != language:
            units.append(_Unit((one,)))
        else:
            kept_text_count += 1
    units += [_Unit(tuple(articles), files[path]) for path, articles in from_files.items()]
    batches = _batches(units, extractor_version, batch_articles, batch_bytes)
    return ReprocessPlan(extractor_version, tuple(batches), len(stored), kept_text_count)


def stage_stored(connection: duckdb.DuckDBPyConnection, plan: ReprocessPlan, staging: Path) -> None:
    """Lay the stored articles of each batch ready for its task, which runs without the writer lock."""
    for batch in plan.batches:
        ready = (batch.folder(staging), batch.input_folder(staging))
        if any(finished_counts(folder) is not None for folder in ready):
            continue
        ids = pa.table({"article_id": [one.article_id for one in batch.articles]})
        connection.register("some_articles", ids)
        rows = run_file(connection, "reprocess/some_articles").to_arrow_table().to_pylist()
        connection.unregister("some_articles")
        write_batch(batch.input_folder(staging), {"articles": rows}, [], {"article_count": len(rows)})


def _unchanged_files(articles: Sequence[StoredArticle], inbox: str | None) -> dict[str, FileVersion]:
    """By path, the files that are where they were with the bytes that the ledger knows."""
    listed: dict[str, dict[str, FoundFile]] = {}
    files: dict[str, FileVersion] = {}
    for one in {article.path: article for article in articles}.values():
        where = inbox or one.inbox
        if where is None:
            continue
        if where not in listed:
            listed[where] = _listed(where, must_exist=inbox is not None)
        found = listed[where].get(one.path)
        if found is not None and _has_its_bytes(found, one):
            files[one.path] = FileVersion(found, one.file_sha256)
    return files


def _listed(inbox: str, must_exist: bool) -> dict[str, FoundFile]:
    try:
        return {found.path: found for found in list_files(inbox)}
    except (InboxMissing, InboxUnreachable):
        if must_exist:
            raise
        return {}


def _has_its_bytes(found: FoundFile, article: StoredArticle) -> bool:
    if found.modified_us is not None and (found.size, found.modified_us) == (
        article.size_bytes,
        article.modified_us,
    ):
        return True
    try:
        return read_file(found).sha256 == article.file_sha256
    except UnreadableFile:
        return False


def _batches(
    units: Sequence[_Unit], extractor_version: str, batch_articles: int, batch_bytes: int
) -> Iterator[StoredBatch]:
    some: list[_Unit] = []
    count, size = 0, 0
    for unit in units:
        count, size = count + len(unit.articles), size + unit.size_bytes
        if some and (count > batch_articles or size > batch_bytes):
            yield _batch(some, extractor_version)
            some, count, size = [], len(unit.articles), unit.size_bytes
        some.append(unit)
    if some:
        yield _batch(some, extractor_version)


def _batch(units: Sequence[_Unit], extractor_version: str) -> StoredBatch:
    lines = [extractor_version]
    for unit in units:
        file_sha256 = (unit.file and unit.file.sha256) or ""
        lines += [
            " ".join((one.article_id, one.content_sha256, one.extractor_version, file_sha256))
            for one in unit.articles
        ]
    return StoredBatch(
        sha256("\n".join(lines).encode()).hexdigest()[:20],
        tuple(one for unit in units for one in unit.articles),
        tuple(unit.file for unit in units if unit.file),
    )
