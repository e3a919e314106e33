"""The main flow: new article files of an inbox become rows, verdicts and a published warehouse."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from prefect import State, Task, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import ProcessPoolTaskRunner

from standpunkt import progress
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.articles.similarity import CopyRules
from standpunkt.report.briefing import briefing_markdown
from standpunkt.report.run_tables import quality_markdown, run_table
from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan, report
from standpunkt.steps.forgotten import finish_forgetting
from standpunkt.steps.news import count_otherwise, current_versions
from standpunkt.steps.staging import remove_folders, remove_orphans
from standpunkt.warehouse import connect, publish
from standpunkt.warehouse.lock import writer_lock
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from standpunkt.warehouse.room import disk_failures_named

# Only what another try can mend: a network share that went away, a full disk, a busy machine.
TRANSIENT = (OSError, publish.PublishFailed)
StagedRows = TypeVar("StagedRows")
"""What an extraction task tells of the batch it has staged."""


def is_transient(_task: object, _run: object, state: State[object]) -> bool:
    """Whether another try can mend what a task failed with."""
    try:
        state.result()
    except TRANSIENT:
        return True
    except Exception:
        return False
    return False


@task(retries=2, retry_delay_seconds=5, retry_condition_fn=is_transient, cache_policy=NO_CACHE)
def discover(inbox: str, paths: WarehousePaths, settings: Settings, retry_held: bool) -> plan.Plan:
    """Compare the inbox with the ledger."""
    with writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        with connect.open_working(paths) as working:
            return plan.plan_run(
                working,
                inbox,
                current_versions(settings),
                settings.batch_files,
                settings.batch_bytes,
                retry_held,
                paths,
            )


@task(
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=is_transient,
    cache_policy=NO_CACHE,
    task_run_name="extract-{number}",
)
def extract_files(
    batch: tuple[plan.FileVersion, ...],
    staging: Path,
    number: int,
    threads: int,
    thresholds: dict[str, float],
    tables: Path,
) -> extract.StagedBatch:
    """Read, clean and annotate one batch; a finished batch of an earlier run is reused."""
    return extract.extract_batch(batch, staging, threads, thresholds, tables)


@task(cache_policy=NO_CACHE)
def link_rows(
    paths: WarehousePaths,
    batches: Sequence[extract.StagedBatch],
    versions: Sequence[plan.FileVersion],
    tables: Tables,
    run_id: str,
    rules: CopyRules,
) -> link.Delivery:
    """Find out who and what the rows mean."""
    with connect.open_working(paths) as working:
        return link.link_delivery(working, batches, versions, tables, run_id, paths.staging, rules)


@task(cache_policy=NO_CACHE)
def relink_rows(paths: WarehousePaths, tables: Tables, run_id: str, rules: CopyRules) -> link.Delivery:
    """Find out anew who and what all stored rows mean."""
    with connect.open_working(paths) as working:
        return link.relink_delivery(working, tables, run_id, paths.staging, rules)


@task(cache_policy=NO_CACHE)
def audit_rows(delivery: link.Delivery, expectations: Path) -> audit.AuditedDelivery:
    """Let Great Expectations judge the delivery."""
    return audit.audit_delivery(delivery, expectations)


@task(cache_policy=NO_CACHE)
def load_rows(
    paths: WarehousePaths, audited: audit.AuditedDelivery, facts: load.RunFacts, places: load.PlaceRules
) -> load.LoadedRun:
    """Merge the delivery in one transaction."""
    with connect.open_working(paths) as working:
        return load.load_delivery(working, audited, facts, places)


@task(retries=2, retry_delay_seconds=10, retry_condition_fn=is_transient, cache_policy=NO_CACHE)
def publish_warehouse(paths: WarehousePaths, least_confidence: float) -> bool:
    """Replace the published file if the working file has news."""
    with connect.open_working(paths) as working:
        return publish.publish(working, paths, least_confidence)


@task(cache_policy=NO_CACHE)
def tell(run: report.RunReport) -> None:
    """Leave the run's numbers, the verdicts and a briefing where the UI shows them."""
    create_table_artifact(run_table(run), key="run-table", description="What this run did")
    create_markdown_artifact(quality_markdown(run), key="quality-verdicts")
    create_markdown_artifact(briefing_markdown(run.warehouse, run.run_id), key="briefing")


@flow(name="press-review", validate_parameters=True)
def press_review(
    inbox: str | None = None, warehouse: str | None = None, retry_held: bool = False
) -> report.RunReport:
    """Ingest what is new in ``inbox`` and publish the warehouse if that changes anything.

    Parameters left out come from the settings (``STANDPUNKT_INBOX``, ``STANDPUNKT_WAREHOUSE``).

    Raises:
        DeliveryHeld: the quality gate holds the delivery; readers keep the last good state.
        StandpunktError: the step named in the message failed; what is left is said there.
    """
    settings = Settings()
    paths = WarehousePaths(Path(warehouse or settings.warehouse).absolute())
    with disk_failures_named(paths):
        return _ingested(inbox or settings.inbox, paths, settings, retry_held)


def _ingested(inbox: str, paths: WarehousePaths, settings: Settings, retry_held: bool) -> report.RunReport:
    started_at = datetime.now(UTC).replace(tzinfo=None)
    prepare_paths(paths)
    tables = load_tables(settings.tables)
    remove_orphans(paths.staging)
    progress.report("looking for new files")
    planned = discover(inbox, paths, settings, retry_held)
    batches = extract_in_parallel(extract_files, planned.batches, paths.staging, settings)
    facts = load.RunFacts("run", started_at, inbox, **fact_versions(settings, tables))
    with writer_lock(paths, settings.lock_wait_seconds, progress.report):
        if planned.is_empty:
            return _nothing_new(planned, paths, facts, settings)
        progress.report("linking")
        files = [version for batch in planned.batches for version in batch]
        versions = [*files, *planned.unreadable]
        linked = link_rows(paths, batches, versions, tables, new_run_id(), settings.copy_rules)
        if not linked.file_count:
            remove_folders([linked.folder])
            return _nothing_new(planned, paths, facts, settings, linked.loaded_by_others)
        run = _load_and_publish(paths, linked, facts, settings, planned)
    if not run.is_held:
        remove_folders([batch.folder for batch in batches])
    return _told(run)


@flow(name="relink", validate_parameters=True)
def relink(warehouse: str | None = None) -> report.RunReport:
    """Apply changed seed tables to every stored article, without the language model.

    Raises:
        StandpunktError: the step named in the message failed; what is left is said there.
    """
    settings = Settings()
    started_at = datetime.now(UTC).replace(tzinfo=None)
    paths = WarehousePaths(Path(warehouse or settings.warehouse).absolute())
    prepare_paths(paths)
    tables = load_tables(settings.tables)
    facts = load.RunFacts("relink", started_at, None, **fact_versions(settings, tables))
    with disk_failures_named(paths), writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        progress.report("linking")
        linked = relink_rows(paths, tables, new_run_id(), settings.copy_rules)
        run = _load_and_publish(paths, linked, facts, settings, None)
    return _told(run)


def extract_in_parallel(
    task: Task[..., StagedRows], batches: Sequence[Any], staging: Path, settings: Settings
) -> list[StagedRows]:
    """Extract the batches by ``task``, several processes at once where there are several batches."""
    total = len(batches)
    workers = min(settings.workers, total)
    threads = settings.threads or max(1, (os.cpu_count() or 1) // max(1, workers))
    calls: list[dict[str, Any]] = [
        {"batch": batch, "staging": staging, "number": number, "threads": threads}
        | {"thresholds": settings.thresholds, "tables": settings.tables}
        for number, batch in enumerate(batches, start=1)
    ]
    if workers <= 1:
        return [task(**call) for call in calls]
    with ProcessPoolTaskRunner(max_workers=workers) as runner:
        futures: list[PrefectFuture[StagedRows]] = [runner.submit(task, call) for call in calls]
        for done, _ in enumerate(as_completed(futures), start=1):
            progress.report("extracting", done, total)
        return [future.result() for future in futures]


def _load_and_publish(
    paths: WarehousePaths,
    linked: link.Delivery,
    facts: load.RunFacts,
    settings: Settings,
    planned: plan.Plan | None,
) -> report.RunReport:
    """The part under the writer lock: judged, loaded, published or held."""
    progress.report("checking quality")
    audited = audit_rows(linked, settings.expectations)
    progress.report("loading")
    loaded = load_rows(paths, audited, facts, load.PlaceRules(settings.copy_rules, settings.stories))
    progress.report("publishing")
    published_anew = publish_warehouse(paths, settings.least_confidence)
    otherwise = stored_otherwise(paths, facts)
    run = report.run_report(planned, linked, audited, loaded, paths.published, published_anew, otherwise)
    remove_folders([linked.folder])
    return run


def _nothing_new(
    planned: plan.Plan,
    paths: WarehousePaths,
    facts: load.RunFacts,
    settings: Settings,
    loaded_by_others: int = 0,
) -> report.RunReport:
    """Nothing to load; what a crash kept from being published is published now."""
    published_anew = publish_warehouse(paths, settings.least_confidence)
    otherwise = stored_otherwise(paths, facts)
    return report.nothing_new(planned, paths.published, published_anew, loaded_by_others, otherwise)


def stored_otherwise(paths: WarehousePaths, facts: load.RunFacts) -> report.Otherwise:
    """Stored articles that this run would have linked or extracted otherwise."""
    with connect.open_working(paths) as working:
        return count_otherwise(working, facts.tables_version, facts.extractor_version)


def _told(run: report.RunReport) -> report.RunReport:
    tell(run)
    if run.is_held:
        raise report.DeliveryHeld(report.held_message(run))
    return run


def fact_versions(settings: Settings, tables: Tables) -> dict[str, str]:
    """What extracts, links and judges now, as the ``runs`` row says it."""
    now = current_versions(settings)
    return {
        "extractor_version": now.extractor,
        "tables_version": tables.version,
        "expectations_version": now.expectations,
    }


def new_run_id() -> str:
    """Prefect's, so that a row leads to its run in the UI."""
    return str(flow_run.get_id() or uuid4())
