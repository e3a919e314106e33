"""One batch of files -> staged rows, as far as they follow from each article alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacy.language import Language

from standpunkt.articles.article import Article
from standpunkt.articles.assemble import articles_from
from standpunkt.articles.fingerprint import cleaning_version
from standpunkt.articles.read import read_file
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.language import EXTRACTOR_VERSION as LANGUAGE_VERSION
from standpunkt.language import load
from standpunkt.steps.plan import FileVersion
from standpunkt.steps.rows import Row, article_row, document_rows
from standpunkt.steps.staging import StagingFolder, finished_counts, write_rows
from standpunkt.warehouse.migrate import table_schema

EXTRACTOR_VERSION = f"{LANGUAGE_VERSION}/{cleaning_version()}"
"""Changes when what is taken from a file changes: by the language pipeline, or by the cleaning tables."""

LANGUAGE_TABLES = ("mentions", "roles", "statements", "stances")
TABLES = ("articles", *LANGUAGE_TABLES)
GERMAN = ("de", "und")
"""Languages that go through the German pipeline; ``und`` is too short to tell."""


@dataclass(frozen=True)
class StagedBatch:
    """A finished batch: where its Parquet lies, and how much is in it."""

    folder: Path
    file_version_ids: tuple[str, ...]
    file_count: int
    article_count: int
    rejected_file_count: int
    statement_count: int
    stance_count: int
    reused: bool = False


def extract_batch(batch: Sequence[FileVersion], staging: Path) -> StagedBatch:
    """Extract the files of ``batch`` into a folder named by their content and the extractor's version.

    A folder that an earlier run finished is taken as it is. A file that cannot be read or gives no
    article is a row with its reason; the others go on.
    """
    folder = staging / f"batch-{batch_key(batch)}"
    ids = tuple(version.file_version_id for version in batch)
    done = finished_counts(folder)
    if done is not None:
        return StagedBatch(folder, ids, **done, reused=True)
    files: list[Row] = []
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    today = datetime.now(UTC).date()
    for version in batch:
        try:
            content = read_file(version.found)
            if content.sha256 != version.sha256:
                raise _changed_since_planned(version)
            read = articles_from(content.raw, version.found.path, today)
        except UnreadableFile as error:
            files.append(version.ledger_row("rejected", 0, error.reason, error.transient))
            continue
        problems = list(read.problems)
        article_count = 0
        for article in read.articles:
            try:
                article_rows = _rows_of(article, _pipeline())
            except Exception as error:
                # Nothing a text can hold may cost the other articles of the batch.
                problems.append(f"item {article.item_no}: extraction failed: {type(error).__name__}: {error}")
                continue
            article_count += 1
            for table, table_rows in article_rows.items():
                rows[table] += table_rows
        files.append(version.ledger_row(_status(article_count, problems), article_count, _joined(problems)))
    counts = {
        "file_count": len(batch),
        "article_count": len(rows["articles"]),
        "rejected_file_count": sum(row["status"] == "rejected" for row in files),
        "statement_count": len(rows["statements"]),
        "stance_count": len(rows["stances"]),
    }
    with StagingFolder(folder) as under_construction:
        for table in TABLES:
            write_rows(under_construction.folder, table, rows[table], table_schema(f"extracted.{table}"))
        write_rows(under_construction.folder, "files", files, staged_files_schema())
        under_construction.finish(counts)
    return StagedBatch(folder, ids, **counts)


def batch_key(batch: Sequence[FileVersion]) -> str:
    """Hash over the files' ids (path and content) and the extractor's version."""
    ids = sorted(version.file_version_id for version in batch)
    return sha256("\n".join([EXTRACTOR_VERSION, *ids]).encode()).hexdigest()[:20]


def staged_files_schema() -> Any:
    """Schema of ``files`` without the run, which is known only when the rows are loaded."""
    schema = table_schema("files")
    return schema.remove(schema.get_field_index("run_id"))


@cache
def _pipeline() -> Language:
    """One pipeline a process."""
    return load()


def _rows_of(article: Article, nlp: Language) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"articles": [article_row(article, EXTRACTOR_VERSION)]}
    if article.language in GERMAN:
        rows |= document_rows(article, nlp(article.text), EXTRACTOR_VERSION)
    return rows


def _status(article_count: int, problems: list[str]) -> str:
    if not article_count:
        return "rejected"
    return "partial" if problems else "loaded"


def _joined(problems: list[str]) -> str | None:
    if len(problems) > 5:
        problems = [*problems[:5], f"and {len(problems) - 5} more"]
    return "; ".join(problems) or None


def _changed_since_planned(version: FileVersion) -> UnreadableFile:
    from standpunkt.articles.unreadable import StillWritten

    return StillWritten(version.found.path, "the file changed while the run was under way")
