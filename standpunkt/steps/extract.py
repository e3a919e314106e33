"""One batch of files -> staged rows, as far as they follow from each article alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from standpunkt.articles.article import Article
from standpunkt.articles.assemble import articles_from
from standpunkt.articles.fingerprint import cleaning_version
from standpunkt.articles.read import read_file
from standpunkt.articles.rules import cleaning_rules
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.language import EXTRACTOR_VERSION as LANGUAGE_VERSION
from standpunkt.language import load
from standpunkt.steps.plan import FileVersion
from standpunkt.steps.rows import Row, article_row, document_rows
from standpunkt.steps.staging import StagingFolder, finished_counts, write_rows
from standpunkt.warehouse.migrate import table_schema


def extractor_version(thresholds: Mapping[str, float] | None = None, tables: Path | None = None) -> str:
    """Changes when what is taken from a file changes: by model, thresholds, or cleaning tables.

    ``tables`` is the folder that may hold the user's cleaning rules. Raises `SeedTableError`.
    """
    chosen = "".join(f"+{name}={value:g}" for name, value in sorted((thresholds or {}).items()))
    return f"{LANGUAGE_VERSION}{chosen}/{cleaning_version(cleaning_rules(tables))}"


def version_parts(extractor_version: str) -> tuple[str, str]:
    """What an `extractor_version` says of the language model, and of cleaning."""
    language, _, cleaning = extractor_version.partition("/")
    return language, cleaning


LANGUAGE_TABLES = ("mentions", "roles", "statements", "stances")
TABLES = ("articles", *LANGUAGE_TABLES)
GERMAN = ("de", "und")
"""Languages that go through the German pipeline; ``und`` is too short to tell."""
ARTICLES_AT_ONCE = 64
"""Articles whose documents are held in memory together."""


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


def extract_batch(
    batch: Sequence[FileVersion],
    staging: Path,
    threads: int = 0,
    thresholds: Mapping[str, float] | None = None,
    tables: Path | None = None,
) -> StagedBatch:
    """Extract the files of ``batch`` into a folder named by their content and the extractor's version.

    ``threads`` of the language model, 0 for as many as there are cores, change nothing but the time;
    ``thresholds`` replace the model's own by name; ``tables`` may hold cleaning rules of the user's. A
    folder that an earlier run finished is taken as it is.
    A file that cannot be read or gives no article is a row with its reason; the others go on.
    """
    extractor = extractor_version(thresholds, tables)
    cleaning = cleaning_rules(tables)
    folder = staging / f"batch-{batch_key(batch, extractor)}"
    ids = tuple(version.file_version_id for version in batch)
    done = finished_counts(folder)
    if done is not None:
        return StagedBatch(folder, ids, **done, reused=True)
    files: list[Row] = []
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    today = datetime.now(UTC).date()
    sources: list[tuple[FileVersion, list[str], Sequence[Article]]] = []
    for version in batch:
        try:
            content = read_file(version.found)
            if content.sha256 != version.sha256:
                raise _changed_since_planned(version)
            read = articles_from(content.raw, version.found.path, today, cleaning)
        except UnreadableFile as error:
            files.append(version.ledger_row("rejected", 0, error.reason, error.transient))
            continue
        sources.append((version, list(read.problems), read.articles))
    all_articles = [(article, extractor) for *_, articles in sources for article in articles]
    found = rows_of(all_articles, pipeline(threads, thresholds))
    for version, problems, articles in sources:
        article_count = 0
        for article in articles:
            article_rows = next(found)
            if isinstance(article_rows, Exception):
                # Nothing a text can hold may cost the other articles of the batch.
                problems.append(f"item {article.item_no}: {failure_text(article_rows)}")
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
    write_batch(folder, rows, files, counts)
    return StagedBatch(folder, ids, **counts)


def write_batch(
    folder: Path, rows: Mapping[str, list[Row]], files: Sequence[Row], counts: Mapping[str, Any]
) -> None:
    """Stage one batch: the whole folder or nothing; tables without rows are files too."""
    with StagingFolder(folder) as under_construction:
        for table in TABLES:
            schema = table_schema(f"extracted.{table}")
            write_rows(under_construction.folder, table, rows.get(table, []), schema)
        write_rows(under_construction.folder, "files", files, staged_files_schema())
        under_construction.finish(counts)


def batch_key(batch: Sequence[FileVersion], extractor: str) -> str:
    """Hash over the files' ids (path and content) and the extractor's version."""
    ids = sorted(version.file_version_id for version in batch)
    return sha256("\n".join([extractor, *ids]).encode()).hexdigest()[:20]


def staged_files_schema() -> Any:
    """Schema of ``files`` without the run, which is known only when the rows are loaded."""
    schema = table_schema("files")
    return schema.remove(schema.get_field_index("run_id"))


def pipeline(threads: int, thresholds: Mapping[str, float] | None) -> Language:
    """The language pipeline, one a process."""
    return _pipeline(threads, tuple(sorted((thresholds or {}).items())))


@cache
def _pipeline(threads: int, thresholds: tuple[tuple[str, float], ...]) -> Language:
    return load(threads=threads, thresholds=dict(thresholds))


def rows_of(
    articles: Sequence[tuple[Article, str]], nlp: Language
) -> Iterator[dict[str, list[Row]] | Exception]:
    """Rows of each article, or what its extraction failed with; articles come with their version."""
    for first in range(0, len(articles), ARTICLES_AT_ONCE):
        group = articles[first : first + ARTICLES_AT_ONCE]
        documents: dict[int, Doc | Exception] = {}
        german = [i for i, (article, _) in enumerate(group) if article.language in GERMAN]
        try:
            documents |= zip(german, nlp.pipe([group[i][0].text for i in german]), strict=True)
        except Exception:
            documents |= {i: _alone(group[i][0].text, nlp) for i in german}
        for i, (article, extractor) in enumerate(group):
            yield _article_rows(article, documents.get(i), extractor)


def failure_text(error: Exception) -> str:
    """Why an article gave no rows."""
    return f"extraction failed: {type(error).__name__}: {error}"


def _alone(text: str, nlp: Language) -> Doc | Exception:
    try:
        return nlp(text)
    except Exception as error:
        return error


def _article_rows(
    article: Article, doc: Doc | Exception | None, extractor: str
) -> dict[str, list[Row]] | Exception:
    if isinstance(doc, Exception):
        return doc
    try:
        rows: dict[str, list[Row]] = {"articles": [article_row(article, extractor)]}
        return rows if doc is None else rows | document_rows(article, doc, extractor)
    except Exception as error:
        return error


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
