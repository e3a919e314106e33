"""Deliveries of articles without language rows: linked and loaded for real, without the language model."""

import itertools
import shutil
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from standpunkt.actors.tables import Tables, load_tables
from standpunkt.articles.article import Article
from standpunkt.articles.assemble import article_id
from standpunkt.articles.discover import FoundFile
from standpunkt.articles.fingerprint import content_sha256
from standpunkt.articles.similarity import DEFAULT_RULES, CopyRules
from standpunkt.resources import resource_folder
from standpunkt.steps.audit import AUDITED, JUDGED_TABLES, AuditedDelivery
from standpunkt.steps.extract import LANGUAGE_TABLES, StagedBatch, staged_files_schema
from standpunkt.steps.link import Delivery, link_delivery, relink_delivery
from standpunkt.steps.load import PlaceRules, RunFacts, load_delivery
from standpunkt.steps.plan import FileVersion
from standpunkt.steps.rows import article_row
from standpunkt.steps.staging import write_rows
from standpunkt.warehouse.migrate import migrate, table_schema
from standpunkt.warehouse.publish import build_marts


def article(path: str, text: str, on: str | None = None, url: str | None = None, **more: object) -> Article:
    """An article with its headline in the first line."""
    day = None if on is None else date.fromisoformat(on)
    return Article(
        article_id(path, ""),
        path,
        0,
        text,
        content_sha256(text),
        "de",
        len(text.split()),
        title=text.split("\n", maxsplit=1)[0],
        url=url,
        published_on=day,
        published_at_source=None if day is None else "metadata",
        **more,
    )


@cache
def seed_tables() -> Tables:
    return load_tables(resource_folder("seeds"))


class Warehouse:
    """A working file in memory."""

    def __init__(self, folder: Path, rules: CopyRules = DEFAULT_RULES) -> None:
        self.folder = folder
        self.rules = rules
        self.connection = duckdb.connect()
        self.numbers = itertools.count(1)
        migrate(self.connection)

    def deliver(self, articles: Iterable[Article], refused: Collection[str] = ()) -> None:
        """One run; what the quality gate shall refuse is named by its path."""
        articles = list(articles)
        run_id = f"run-{next(self.numbers)}"
        folder = self.folder / f"batch-{run_id}"
        folder.mkdir(parents=True)
        versions = [self._version(one) for one in articles]
        rows = [article_row(one, "test") for one in articles]
        write_rows(folder, "articles", rows, table_schema("extracted.articles"))
        for table in LANGUAGE_TABLES:
            write_rows(folder, table, [], table_schema(f"extracted.{table}"))
        write_rows(folder, "files", [one.ledger_row("loaded", 1) for one in versions], staged_files_schema())
        ids = tuple(one.file_version_id for one in versions)
        batch = StagedBatch(folder, ids, len(versions), len(versions), 0, 0, 0)
        linked = link_delivery(
            self.connection, [batch], versions, seed_tables(), run_id, self.folder, self.rules
        )
        self._load(linked, refused)

    def relink(self) -> None:
        run_id = f"run-{next(self.numbers)}"
        self._load(relink_delivery(self.connection, seed_tables(), run_id, self.folder, self.rules), ())

    def select(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def places(self) -> dict[str, tuple]:
        """By path: of which path it is a copy, of what kind, how similar."""
        rows = self.select(
            "select a.path, o.path, a.duplicate_kind, round(a.duplicate_similarity, 6), a.status, a.story_id "
            "from articles a left join articles o on a.duplicate_of = o.article_id"
        )
        return {row[0]: row[1:] for row in rows}

    def earlier(self) -> dict[str, str]:
        """By path of an article that gave way to another: the path of that one."""
        rows = self.select(
            "select v.path, a.path from article_versions v "
            "left join articles a on v.current_article_id = a.article_id "
            "where (v.article_id, v.content_sha256) in (select (article_id, content_sha256) from "
            "extracted.articles) and v.current_article_id != v.article_id"
        )
        assert len({path for path, _ in rows}) == len(rows)
        return dict(rows)

    def marts(self) -> list[str]:
        self.connection.execute("drop schema if exists marts cascade")
        return build_marts(self.connection, least_confidence=0.6)

    def _version(self, one: Article) -> FileVersion:
        rows = self.select(f"select run_id from files where is_current and path = '{one.path}'")
        found = FoundFile(one.path, f"/inbox/{one.path}", len(one.text), 1)
        digest = sha256(repr(one).encode()).hexdigest()
        return FileVersion(found, digest, judged_by=rows[0][0] if rows else None)

    def _load(self, linked: Delivery, refused: Collection[str]) -> None:
        audited = linked.folder / AUDITED
        audited.mkdir()
        for table in JUDGED_TABLES:
            shutil.copy(linked.folder / f"{table}.parquet", audited / f"{table}.parquet")
        articles = pq.read_table(linked.folder / "articles.parquet").to_pylist()
        kept = [row for row in articles if row["path"] not in refused]
        write_rows(audited, "articles", kept, table_schema("articles"))
        refusals = [
            {
                "run_id": linked.run_id,
                "table_name": "articles",
                "row_id": row["article_id"],
                "article_id": row["article_id"],
                "rule": "test",
                "reason": "the test refuses it",
                "row_json": "{}",
            }
            for row in articles
            if row["path"] in refused
        ]
        write_rows(audited, "quarantine", refusals, table_schema("quarantine"))
        write_rows(audited, "quality_results", [], table_schema("quality_results"))
        facts = RunFacts("run", datetime.now(UTC).replace(tzinfo=None), None, "test", "test", "test")
        judged = AuditedDelivery(linked.folder, linked.run_id, False, (), len(refusals))
        load_delivery(self.connection, judged, facts, PlaceRules(self.rules))
