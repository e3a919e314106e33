"""What extracting stored articles anew did, or would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from standpunkt.steps.audit import AuditedDelivery
from standpunkt.steps.link import Delivery
from standpunkt.steps.report import NOTHING_OTHERWISE, Otherwise, findings_of
from standpunkt.steps.reprocess import ReprocessPlan
from standpunkt.steps.reprocess_compare import Comparison
from standpunkt.steps.reprocess_extract import ReprocessedBatch


@dataclass(frozen=True)
class ReprocessReport:
    """One run as the command line and the artifacts show it."""

    status: str
    """nothing to do, compared (nothing loaded), published or held (also where it only would be)."""
    warehouse: Path
    extractor_version: str
    stored_count: int
    """Articles in question, those of the current version included."""
    kept_text_count: int
    """Articles whose text earlier cleaning made and whose file is not there to be read again."""
    extracted_count: int = 0
    reread_count: int = 0
    """Of these, articles whose file was read again."""
    done_by_others: int = 0
    """Articles that were loaded or forgotten by somebody else while this run extracted them."""
    quarantined_count: int = 0
    problems: tuple[str, ...] = ()
    findings: tuple[tuple[str, str, str, int], ...] = ()
    """Suite, rule, reason and number of rows of each rule that found something."""
    comparison: Comparison | None = None
    run_id: str | None = None
    published_anew: bool = False
    otherwise: Otherwise = NOTHING_OTHERWISE


def nothing_to_do(
    plan: ReprocessPlan,
    batches: Sequence[ReprocessedBatch],
    delivery: Delivery | None,
    warehouse: Path,
    published_anew: bool,
) -> ReprocessReport:
    """Report of a run that found no article of an earlier version, or could not extract any of them."""
    return ReprocessReport(
        "nothing to do",
        warehouse,
        plan.extractor_version,
        plan.stored_count,
        plan.kept_text_count,
        done_by_others=delivery.loaded_by_others if delivery else 0,
        problems=_problems(batches),
        published_anew=published_anew,
    )


def reprocess_report(
    plan: ReprocessPlan,
    batches: Sequence[ReprocessedBatch],
    delivery: Delivery,
    audited: AuditedDelivery,
    comparison: Comparison,
    warehouse: Path,
) -> ReprocessReport:
    """Report of a judged delivery that is not loaded."""
    return ReprocessReport(
        "held" if audited.held else "compared",
        warehouse,
        plan.extractor_version,
        plan.stored_count,
        plan.kept_text_count,
        sum(batch.article_count for batch in batches),
        sum(batch.reread_count for batch in batches),
        delivery.loaded_by_others,
        audited.quarantined_count,
        _problems(batches),
        findings_of(audited),
        comparison,
        delivery.run_id,
    )


def reprocess_held_message(report: ReprocessReport, is_recorded: bool) -> str:
    """What a held delivery means and how it goes on."""
    rules = "; ".join(f"{suite}.{rule}: {reason}" for suite, rule, reason, _ in report.findings[:3])
    state = (
        f"Readers of {report.warehouse} keep the rows of before and find the verdict in quality_results"
        if is_recorded
        else f"Nothing was changed in {report.warehouse}"
    )
    return (
        f"The quality gate holds what was extracted anew from {report.extracted_count} articles ({rules}). "
        f"{state}; the extracted rows stay staged. Correct the rule in the expectations folder, or the "
        "model's thresholds, and give the same command again."
    )


def _problems(batches: Sequence[ReprocessedBatch]) -> tuple[str, ...]:
    return tuple(problem for batch in batches for problem in batch.problems)
