"""The flow that brings stored articles to the current language model and cleaning rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from standpunkt_flows.press_review import (
    audit_rows,
    extract_in_parallel,
    fact_versions,
    is_transient,
    load_rows,
    new_run_id,
    publish_warehouse,
    stored_otherwise,
)

from standpunkt import progress
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.articles.similarity import CopyRules
from standpunkt.report.reprocess_tables import reprocess_markdown
from standpunkt.settings import Settings
from standpunkt.steps import audit, link, load
from standpunkt.steps.forgotten import finish_forgetting
from standpunkt.steps.news import filled_paths
from standpunkt.steps.report import DeliveryHeld
from standpunkt.steps.reprocess import ReprocessPlan, Request, StoredBatch, plan_reprocess, stage_stored
from standpunkt.steps.reprocess_compare import Comparison, compare_delivery
from standpunkt.steps.reprocess_extract import ReprocessedBatch, extract_stored
from standpunkt.steps.reprocess_link import reprocess_delivery
from standpunkt.steps.reprocess_report import (
    ReprocessReport,
    nothing_to_do,
    reprocess_held_message,
    reprocess_report,
)
from standpunkt.steps.staging import remove_folders, remove_orphans
from standpunkt.warehouse import connect
from standpunkt.warehouse.lock import writer_lock
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.room import disk_failures_named


@task(retries=2, retry_delay_seconds=5, retry_condition_fn=is_transient, cache_policy=NO_CACHE)
def plan_articles(
    paths: WarehousePaths, request: Request, extractor_version: str, settings: Settings
) -> ReprocessPlan:
    """Find the articles of earlier versions and lay them ready."""
    with writer_lock(paths, settings.lock_wait_seconds, progress.report):
        finish_forgetting(paths)
        with connect.open_working(paths) as working:
            planned = plan_reprocess(
                working, request, extractor_version, settings.batch_files, settings.batch_bytes
            )
            stage_stored(working, planned, paths.staging)
            return planned


@task(
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=is_transient,
    cache_policy=NO_CACHE,
    task_run_name="extract-{number}",
)
def extract_articles(
    batch: StoredBatch,
    staging: Path,
    number: int,
    threads: int,
    thresholds: dict[str, float],
    tables: Path,
) -> ReprocessedBatch:
    """Annotate one batch; a finished batch of an earlier run is reused."""
    return extract_stored(batch, staging, threads, thresholds, tables)


@task(cache_policy=NO_CACHE)
def link_articles(
    paths: WarehousePaths,
    batches: Sequence[ReprocessedBatch],
    tables: Tables,
    run_id: str,
    rules: CopyRules,
) -> link.Delivery:
    """Find out who and what the rows mean."""
    with connect.open_working(paths) as working:
        return reprocess_delivery(working, batches, tables, run_id, paths.staging, rules)


@task(cache_policy=NO_CACHE)
def compare_rows(
    paths: WarehousePaths, audited: audit.AuditedDelivery, least_confidence: float, examples: int
) -> Comparison:
    """Hold the delivery beside the stored rows."""
    with connect.open_working(paths) as working:
        return compare_delivery(working, audited, least_confidence, examples)


@task(cache_policy=NO_CACHE)
def tell_changes(report: ReprocessReport) -> None:
    """Leave numbers and examples where the UI shows them, before anything is loaded."""
    create_markdown_artifact(reprocess_markdown(report), key="reprocessed-rows")


@flow(name="reprocess", validate_parameters=True)
def reprocess(
    warehouse: str | None = None,
    since: date | None = None,
    is_all: bool = False,
    inbox: str | None = None,
    publish: bool = False,
    examples: int = 3,
) -> ReprocessReport:
    """Extract stored articles of earlier versions again, compare the rows and, if told to, publish them.

    ``since``: articles published (or, undated, first seen) on that day or later; ``is_all``: those of the
    current version too; ``inbox``: where the files lie now, if not where the run that read them found them.

    Raises:
        DeliveryHeld: told to publish, the quality gate holds the delivery; readers keep the rows of before.
        StandpunktError: the step named in the message failed; what is left is said there.
    """
    settings = Settings()
    paths = filled_paths(Path(warehouse or settings.warehouse).absolute(), "extract again")
    with disk_failures_named(paths):
        return _reprocessed(paths, Request(since, is_all, inbox), settings, publish, examples)


def _reprocessed(
    paths: WarehousePaths, request: Request, settings: Settings, publish: bool, examples: int
) -> ReprocessReport:
    started_at = datetime.now(UTC).replace(tzinfo=None)
    tables = load_tables(settings.tables)
    versions = fact_versions(settings, tables)
    remove_orphans(paths.staging)
    planned = plan_articles(paths, request, versions["extractor_version"], settings)
    batches = extract_in_parallel(extract_articles, planned.batches, paths.staging, settings)
    facts = load.RunFacts("reprocess", started_at, None, **versions)
    with writer_lock(paths, settings.lock_wait_seconds, progress.report):
        progress.report("linking")
        linked = link_articles(paths, batches, tables, new_run_id(), settings.copy_rules) if batches else None
        if linked is None or not linked.article_count:
            remove_folders([linked.folder] if linked else [])
            published_anew = publish and publish_warehouse(paths, settings.least_confidence)
            return nothing_to_do(planned, batches, linked, paths.published, published_anew)
        progress.report("checking quality")
        audited = audit_rows(linked, settings.expectations)
        progress.report("comparing with stored rows")
        comparison = compare_rows(paths, audited, settings.least_confidence, examples)
        report = reprocess_report(planned, batches, linked, audited, comparison, paths.published)
        tell_changes(report)
        if publish:
            report = _published(paths, audited, report, facts, settings)
        remove_folders([linked.folder])
    if publish and report.status == "held":
        raise DeliveryHeld(reprocess_held_message(report, is_recorded=True))
    if publish:
        remove_folders([batch.folder for batch in batches])
    return report


def _published(
    paths: WarehousePaths,
    audited: audit.AuditedDelivery,
    report: ReprocessReport,
    facts: load.RunFacts,
    settings: Settings,
) -> ReprocessReport:
    """The part that changes the warehouse; of a held delivery only its verdict is loaded."""
    progress.report("loading")
    loaded = load_rows(paths, audited, facts, load.PlaceRules(settings.copy_rules, settings.stories))
    progress.report("publishing")
    published_anew = publish_warehouse(paths, settings.least_confidence)
    return replace(
        report,
        status=loaded.status,
        published_anew=published_anew,
        otherwise=stored_otherwise(paths, facts),
    )
