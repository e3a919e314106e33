"""Stored articles extracted anew as the flow does it, without Prefect."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from standpunkt.actors.tables import load_tables
from standpunkt.settings import Settings
from standpunkt.steps import audit, load
from standpunkt.steps.forgotten import finish_forgetting
from standpunkt.steps.link import Delivery
from standpunkt.steps.news import current_versions
from standpunkt.steps.reprocess import ReprocessPlan, Request, plan_reprocess, stage_stored
from standpunkt.steps.reprocess_compare import Comparison, compare_delivery
from standpunkt.steps.reprocess_extract import ReprocessedBatch, extract_stored
from standpunkt.steps.reprocess_link import reprocess_delivery
from standpunkt.steps.staging import remove_folders
from standpunkt.warehouse.connect import open_published, open_working
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.publish import publish
from tests.arrivals.rows import Content, content

OLD_MODEL = Settings(thresholds={"stance": 0.75})
"""The model as an earlier one: other rows under another version."""


@dataclass(frozen=True)
class Outcome:
    batches: tuple[ReprocessedBatch, ...]
    linked: Delivery
    comparison: Comparison


def plan(published: Path, settings: Settings, request: Request, batch_articles: int = 200) -> ReprocessPlan:
    paths = WarehousePaths(published)
    finish_forgetting(paths)
    with open_working(paths) as working:
        version = current_versions(settings).extractor
        planned = plan_reprocess(working, request, version, batch_articles, 10**6)
        stage_stored(working, planned, paths.staging)
        return planned


def extract(published: Path, settings: Settings, planned: ReprocessPlan) -> tuple[ReprocessedBatch, ...]:
    staging = WarehousePaths(published).staging
    return tuple(
        extract_stored(batch, staging, 0, settings.thresholds, settings.tables) for batch in planned.batches
    )


def load_anew(
    published: Path, settings: Settings, batches: tuple[ReprocessedBatch, ...], run_id: str
) -> Outcome:
    paths = WarehousePaths(published)
    with open_working(paths) as working:
        tables = load_tables(settings.tables)
        linked = reprocess_delivery(working, batches, tables, run_id, paths.staging)
        audited = audit.audit_delivery(linked, settings.expectations)
        comparison = compare_delivery(working, audited, 0.6)
        now = datetime.now(UTC).replace(tzinfo=None)
        versions = current_versions(settings)
        facts = load.RunFacts(
            "reprocess", now, None, versions.extractor, tables.version, versions.expectations
        )
        load.load_delivery(working, audited, facts)
        publish(working, paths, 0.6)
    remove_folders([linked.folder, *(batch.folder for batch in batches)])
    return Outcome(batches, linked, comparison)


def reprocess(published: Path, settings: Settings, run_id: str, request: Request | None = None) -> Outcome:
    planned = plan(published, settings, request or Request())
    return load_anew(published, settings, extract(published, settings, planned), run_id)


def rows(published: Path) -> Content:
    """Everything a fresh run would leave the same."""
    paths = WarehousePaths(published)
    with open_published(published) as file, open_working(paths) as working:
        found = content(file, working)
    # What actors were called before is history.
    for table in ("extracted.former_references", "extracted.former_actors", "main.actor_redirects"):
        found.pop(table)
    return found


def versions(published: Path) -> dict[str, str]:
    """By path."""
    with duckdb.connect(str(WarehousePaths(published).working), read_only=True) as connection:
        return dict(connection.execute("select path, extractor_version from extracted.articles").fetchall())
