"""Whether there is anything to do, found out without starting anything."""

from pathlib import Path

import duckdb

from standpunkt import progress
from standpunkt.actors.tables import load_tables
from standpunkt.quality.suites import expectations_version
from standpunkt.settings import Settings
from standpunkt.steps.extract import extractor_version, version_parts
from standpunkt.steps.forgotten import finish_forgetting
from standpunkt.steps.plan import Versions, plan_run
from standpunkt.steps.report import Otherwise, RunReport, nothing_new
from standpunkt.steps.reprocess import ReprocessPlan, Request, plan_reprocess
from standpunkt.steps.similar import are_rules_new
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.lock import writer_lock
from standpunkt.warehouse.paths import NothingPublished, WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import is_publication_due
from standpunkt.warehouse.room import disk_failures_named
from standpunkt.warehouse.sql import run_file


def current_versions(settings: Settings) -> Versions:
    """What extracts and what judges now."""
    extractor = extractor_version(settings.thresholds, settings.tables)
    return Versions(extractor, expectations_version(settings.expectations))


def report_without_news(
    inbox: str, published: Path, settings: Settings, retry_held: bool
) -> RunReport | None:
    """The report of a run that would change nothing; None if there is something to do.

    Raises:
        WarehousePathUnusable, ForeignFile, WorkingFileMissing, WorkingFileDamaged, WarehouseBusy,
        InboxMissing, InboxUnreachable, InboxInWarehouse, SeedTableError, DiskFailed: nothing has been
        changed.
    """
    paths = WarehousePaths(published)
    prepare_paths(paths)
    tables = load_tables(settings.tables)
    progress.report("looking for new files")
    with disk_failures_named(paths), writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        with open_working(paths) as working:
            plan = plan_run(
                working,
                inbox,
                current_versions(settings),
                settings.batch_files,
                settings.batch_bytes,
                retry_held,
                paths,
            )
            if not plan.is_empty or is_publication_due(working, paths, settings.least_confidence):
                return None
            otherwise = count_otherwise(working, tables.version, current_versions(settings).extractor)
    return nothing_new(plan, published, published_anew=False, otherwise=otherwise)


def is_relink_due(published: Path, settings: Settings) -> bool:
    """Whether some stored article was linked with other seed tables or rules for copies than today's.

    Raises:
        NothingPublished: no run has filled this warehouse.
        SeedTableError, WarehouseBusy, WorkingFileDamaged: nothing has been changed.
    """
    paths = filled_paths(published, "link")
    version = load_tables(settings.tables).version
    with writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        with open_working(paths) as working:
            return (
                count_linked_otherwise(working, version) > 0
                or are_rules_new(working, settings.copy_rules)
                or is_publication_due(working, paths, settings.least_confidence)
            )


def reprocess_news(published: Path, settings: Settings, request: Request) -> tuple[ReprocessPlan, bool]:
    """What there is to extract anew, and whether something loaded waits to be published.

    Raises:
        NothingPublished: no run has filled this warehouse.
        InboxMissing, InboxUnreachable, SeedTableError, WarehouseBusy, WorkingFileDamaged: nothing has been
        changed.
    """
    paths = filled_paths(published, "extract again")
    progress.report("looking for articles of earlier versions")
    with disk_failures_named(paths), writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        with open_working(paths) as working:
            plan = plan_reprocess(
                working,
                request,
                current_versions(settings).extractor,
                settings.batch_files,
                settings.batch_bytes,
            )
            return plan, is_publication_due(working, paths, settings.least_confidence)


def filled_paths(published: Path, what: str) -> WarehousePaths:
    """Paths of a warehouse that a run has filled; ``what`` is what there is nothing to do for otherwise.

    Raises:
        NothingPublished, WarehousePathUnusable, ForeignFile, WorkingFileMissing
    """
    paths = WarehousePaths(published)
    if not paths.working.exists():
        raise NothingPublished(
            f"There is nothing to {what}: {paths.working} does not exist. Fill the warehouse with "
            f"'standpunkt run INBOX --warehouse {published}' first."
        )
    prepare_paths(paths)
    return paths


def count_otherwise(
    working: duckdb.DuckDBPyConnection, tables_version: str, extractor_version: str
) -> Otherwise:
    """Stored articles that these seed tables have not linked, or this language model not extracted."""
    language = version_parts(extractor_version)[0]
    row = run_file(working, "plan/extracted_otherwise", {"language_version": language}).fetchone()
    return Otherwise(count_linked_otherwise(working, tables_version), int(row[0]) if row else 0)


def count_linked_otherwise(working: duckdb.DuckDBPyConnection, tables_version: str) -> int:
    """Number of stored articles that were linked with other seed tables than these."""
    row = run_file(working, "plan/linked_otherwise", {"tables_version": tables_version}).fetchone()
    return int(row[0]) if row else 0
