"""One batch of stored articles -> staged rows by the current version, as a run stages those of files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spacy.language import Language

from standpunkt.articles.article import Article
from standpunkt.articles.assemble import articles_from
from standpunkt.articles.boilerplate import RemovedLine
from standpunkt.articles.read import read_file
from standpunkt.articles.rules import cleaning_rules
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.errors import StandpunktError
from standpunkt.steps.extract import (
    TABLES,
    extractor_version,
    failure_text,
    pipeline,
    rows_of,
    version_parts,
    write_batch,
)
from standpunkt.steps.plan import FileVersion
from standpunkt.steps.reprocess import StoredBatch
from standpunkt.steps.rows import Row
from standpunkt.steps.staging import finished_counts, read_rows, remove_folders

_FIELDS = tuple(field.name for field in fields(Article))


class StagedArticlesGone(StandpunktError):
    """Somebody else has cleared what was staged for extraction."""


@dataclass(frozen=True)
class ReprocessedBatch:
    """A finished batch: where its Parquet lies, and how it went."""

    planned: StoredBatch
    folder: Path
    article_count: int
    reread_count: int
    """Articles whose file was read again."""
    problems: tuple[str, ...]
    """Articles that gave no rows, or that their file gives no more, each with its reason."""
    reused: bool = False


def extract_stored(
    batch: StoredBatch,
    staging: Path,
    threads: int = 0,
    thresholds: Mapping[str, float] | None = None,
    tables: Path | None = None,
) -> ReprocessedBatch:
    """Extract the articles of ``batch``; a folder that an earlier run finished is taken as it is.

    The parameters are those of `extract_batch`. An article that fails is left out, and so stays as it is.
    """
    folder = batch.folder(staging)
    done = finished_counts(folder)
    if done is not None:
        remove_folders([batch.input_folder(staging)])
        return _finished(batch, folder, done, reused=True)
    extractor = extractor_version(thresholds, tables)
    try:
        stored = read_rows(batch.input_folder(staging), "articles")
    except FileNotFoundError:
        # Whoever extracts the same at the same time was faster, and may have loaded it too.
        done = finished_counts(folder) or {"article_count": 0, "reread_count": 0, "problems": []}
        return _finished(batch, folder, done, reused=True)
    read_again, read_paths = _read_again(batch.files, tables)
    articles = [_current(row, read_again, read_paths, extractor) for row in stored]
    rows, failures = _extracted(articles, pipeline(threads, thresholds))
    problems = failures + [
        f"{row['path']}: gives article {row['article_id']} no more; its stored text was taken"
        for row in stored
        if row["path"] in read_paths and row["article_id"] not in read_again
    ]
    reread_count = sum(row["article_id"] in read_again for row in stored)
    counts = {"article_count": len(rows["articles"]), "reread_count": reread_count, "problems": problems}
    write_batch(folder, rows, [], counts)
    remove_folders([batch.input_folder(staging)])
    return _finished(batch, folder, counts)


def _extracted(
    articles: Sequence[tuple[Article, str]], nlp: Language
) -> tuple[dict[str, list[Row]], list[str]]:
    """Rows by table, and why articles gave none."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    failures: list[str] = []
    for (article, _), found in zip(articles, rows_of(articles, nlp), strict=True):
        if isinstance(found, Exception):
            failures.append(f"{article.path}, item {article.item_no}: {failure_text(found)}")
            continue
        for table, table_rows in found.items():
            rows[table] += table_rows
    return rows, failures


def _finished(
    batch: StoredBatch, folder: Path, counts: Mapping[str, Any], reused: bool = False
) -> ReprocessedBatch:
    return ReprocessedBatch(
        batch, folder, counts["article_count"], counts["reread_count"], tuple(counts["problems"]), reused
    )


def _read_again(files: Sequence[FileVersion], tables: Path | None) -> tuple[dict[str, Article], set[str]]:
    """What the files give by today's rules, by id, and the paths that could be read."""
    cleaning = cleaning_rules(tables)
    today = datetime.now(UTC).date()
    articles: dict[str, Article] = {}
    paths: set[str] = set()
    for version in files:
        try:
            content = read_file(version.found)
            if content.sha256 != version.sha256:
                continue
            paths.add(version.found.path)
            read = articles_from(content.raw, version.found.path, today, cleaning)
        except UnreadableFile:
            continue
        articles |= {one.article_id: one for one in read.articles}
    return articles, paths


def _current(
    row: Row, read_again: Mapping[str, Article], read_paths: set[str], extractor: str
) -> tuple[Article, str]:
    """The article to extract, and the version that its rows then have.

    Where the file could not be read, the version keeps its part of cleaning; a file that gives the article
    no more has been asked, and need not be asked again.
    """
    article = read_again.get(row["article_id"])
    if article is not None:
        return article, extractor
    if row["path"] in read_paths:
        return _stored(row), extractor
    cleaning = version_parts(row["extractor_version"])[1]
    return _stored(row), f"{version_parts(extractor)[0]}/{cleaning}"


def _stored(row: Row) -> Article:
    article = Article(**{name: row[name] for name in _FIELDS})
    removed = tuple(RemovedLine(**line) for line in row["removed"] or ())
    return replace(article, removed=removed)
