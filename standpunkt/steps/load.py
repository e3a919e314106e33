"""One transaction: the audited delivery, the ledger, the run and its verdicts, or nothing of them."""

from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from standpunkt.articles.similarity import DEFAULT_RULES, CopyRules
from standpunkt.issues.settings import StorySettings
from standpunkt.steps.audit import AUDITED, AuditedDelivery
from standpunkt.steps.extract import LANGUAGE_TABLES
from standpunkt.steps.placing import settle_copies, settle_versions
from standpunkt.steps.similar import rules_version
from standpunkt.steps.stories import place_stories_and_echoes
from standpunkt.warehouse.sql import parquet_views, run_file, sql_text

# In this order: a table's earlier state is read before it changes.
MERGES = (
    "former_references",
    "touched_texts",
    "seed_tables",
    "quarantine",
    *(f"extracted_{table}" for table in LANGUAGE_TABLES),
    "extracted_articles",
    "article_versions",
    *LANGUAGE_TABLES,
    "articles",
    "similar_texts",
)


@dataclass(frozen=True)
class RunFacts:
    """What the ``runs`` row says besides counts."""

    kind: str
    """run, relink or reprocess."""
    started_at: datetime
    """UTC without zone."""
    inbox: str | None
    extractor_version: str
    tables_version: str
    expectations_version: str


@dataclass(frozen=True)
class PlaceRules:
    """When an article is a copy of another, and when both are about one event."""

    copies: CopyRules = DEFAULT_RULES
    stories: StorySettings = field(default_factory=StorySettings)


@dataclass(frozen=True)
class LinkChange:
    """Stored rows that mean somebody or something else now."""

    changed: str
    """issue or actor."""
    change: str
    """other issue, other side or other actor."""
    before_id: str | None
    after_id: str | None
    row_count: int


@dataclass(frozen=True)
class LoadedRun:
    """What a run has left in the working file."""

    run_id: str
    status: str
    """published or held."""
    counts: dict[str, int]
    """Rows loaded by table, and ``skipped_language`` of the articles; a held run loaded none of these."""
    changes: tuple[LinkChange, ...] = ()
    """What stored rows refer to now that they did not before."""


def load_delivery(
    connection: duckdb.DuckDBPyConnection,
    audited: AuditedDelivery,
    facts: RunFacts,
    places: PlaceRules | None = None,
) -> LoadedRun:
    """Merge the delivery into the working file; a held one leaves its verdict, run and ledger rows only.

    Raises:
        duckdb.Error: the transaction is rolled back, the staged delivery stays.
    """
    status = "held" if audited.held else "published"
    changes: list[LinkChange] = []
    with parquet_views(connection, incoming_files(audited)):
        connection.begin()
        try:
            run_file(connection, "load/runs", _run_values(audited.run_id, facts, status))
            connection.execute(sql_text("load/quality_results"))
            connection.execute(sql_text("load/replaced_files"))
            file_status = "held" if audited.held else None
            run_file(connection, "load/files", {"file_status": file_status, "run_id": audited.run_id})
            if not audited.held:
                changes = [LinkChange(*row) for row in run_file(connection, "load/relinked").fetchall()]
                _merge(connection, audited.run_id, places or PlaceRules())
            connection.execute(sql_text("load/next_state"))
            connection.commit()
        except BaseException:
            # A commit that failed has ended the transaction itself.
            with suppress(duckdb.TransactionException):
                connection.rollback()
            raise
    counts = {
        table: 0 if audited.held else pq.read_metadata(audited.folder / AUDITED / f"{table}.parquet").num_rows
        for table in ("articles", *LANGUAGE_TABLES)
    }
    counts["skipped_language"] = 0 if audited.held else _skipped_count(audited)
    counts["files"] = pq.read_metadata(audited.folder / "files.parquet").num_rows
    counts["quarantined"] = audited.quarantined_count
    return LoadedRun(audited.run_id, status, counts, tuple(changes))


def _skipped_count(audited: AuditedDelivery) -> int:
    statuses = pq.read_table(audited.folder / AUDITED / "articles.parquet", columns=["status"])["status"]
    return sum(status == "skipped_language" for status in statuses.to_pylist())


def _merge(connection: duckdb.DuckDBPyConnection, run_id: str, places: PlaceRules) -> None:
    this_run = pa.table({"run_id": [run_id], "rules_version": [rules_version(places.copies)]})
    connection.register("this_run", this_run)
    for name in MERGES:
        connection.execute(sql_text(f"load/{name}"))
    settle_versions(connection)
    settle_copies(connection, places.copies)
    connection.unregister("this_run")
    place_actors(connection)
    connection.execute(sql_text("load/actor_redirects"))
    place_stories_and_echoes(connection, places.stories)


def place_actors(connection: duckdb.DuckDBPyConnection) -> None:
    """Rows of the actors that the delivery's articles name; runs when it is clear which articles stay."""
    for name in ("named_actors", "actors", "actor_names", "unnamed_actors"):
        connection.execute(sql_text(f"load/{name}"))


def incoming_files(audited: AuditedDelivery) -> dict[str, Path]:
    """Files of the delivery by the names that SQL reads them under; judged rows before linked ones."""
    judged = {f"incoming_{path.stem}": path for path in sorted((audited.folder / AUDITED).glob("*.parquet"))}
    linked = {f"incoming_{path.stem}": path for path in sorted(audited.folder.glob("*.parquet"))}
    return linked | judged


def _run_values(run_id: str, facts: RunFacts, status: str) -> dict[str, Any]:
    finished_at = datetime.now(UTC).replace(tzinfo=None)
    return {"run_id": run_id, "status": status, "finished_at": finished_at, **asdict(facts)}
