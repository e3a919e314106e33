"""What a run did, in numbers and in words."""

from dataclasses import dataclass, field
from pathlib import Path

from standpunkt.errors import StandpunktError
from standpunkt.steps.audit import AuditedDelivery
from standpunkt.steps.link import Delivery
from standpunkt.steps.load import LinkChange, LoadedRun
from standpunkt.steps.plan import Plan
from standpunkt.steps.staging import read_rows


class DeliveryHeld(StandpunktError):
    """The quality gate holds the delivery; everything else about the run went well."""

    exit_status = 2


@dataclass(frozen=True)
class Otherwise:
    """Numbers of stored articles that a run would make other rows of today."""

    linked: int = 0
    """Linked with other seed tables."""
    extracted: int = 0
    """Extracted by another language model, or by other thresholds of it."""


NOTHING_OTHERWISE = Otherwise()


@dataclass(frozen=True)
class RunReport:
    """One run as the command line and the artifacts show it."""

    status: str
    """published, held or nothing new."""
    warehouse: Path
    run_id: str | None = None
    found_count: int = 0
    known_count: int = 0
    waiting_count: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """Rows loaded by table, and ``files``, ``rejected``, ``skipped_language``, ``quarantined``."""
    rejected: tuple[tuple[str, str], ...] = ()
    """Path and reason of each file that gave no article."""
    findings: tuple[tuple[str, str, str, int], ...] = ()
    """Suite, rule, reason and number of rows of each rule that found something."""
    published_anew: bool = False
    loaded_by_others: int = 0
    otherwise: Otherwise = NOTHING_OTHERWISE
    changes: tuple[LinkChange, ...] = ()
    """What stored rows refer to now that they did not before."""

    @property
    def is_held(self) -> bool:
        """Whether the quality gate holds the delivery."""
        return self.status == "held"


def nothing_new(
    plan: Plan,
    warehouse: Path,
    published_anew: bool,
    loaded_by_others: int = 0,
    otherwise: Otherwise = NOTHING_OTHERWISE,
) -> RunReport:
    """Report of a run that found no new and no changed file, or found that another run has taken them."""
    return RunReport(
        status="nothing new",
        warehouse=warehouse,
        found_count=plan.found_count,
        known_count=plan.known_count,
        waiting_count=plan.waiting_count,
        published_anew=published_anew,
        loaded_by_others=loaded_by_others,
        otherwise=otherwise,
    )


def run_report(
    plan: Plan | None,
    delivery: Delivery,
    audited: AuditedDelivery,
    loaded: LoadedRun,
    warehouse: Path,
    published_anew: bool,
    otherwise: Otherwise,
) -> RunReport:
    """Report of a run that loaded something, or would have if the gate had let it."""
    rejected = tuple(
        (row["path"], row["reason"] or "")
        for row in read_rows(delivery.folder, "files")
        if row["status"] in ("rejected", "forgotten")
    )
    return RunReport(
        status=loaded.status,
        warehouse=warehouse,
        run_id=loaded.run_id,
        found_count=plan.found_count if plan else 0,
        known_count=plan.known_count if plan else 0,
        waiting_count=plan.waiting_count if plan else 0,
        counts=loaded.counts | {"rejected": len(rejected)},
        rejected=rejected,
        findings=findings_of(audited),
        published_anew=published_anew,
        loaded_by_others=delivery.loaded_by_others,
        otherwise=otherwise,
        changes=loaded.changes,
    )


def findings_of(audited: AuditedDelivery) -> tuple[tuple[str, str, str, int], ...]:
    """Suite, rule, reason and number of rows of each rule that found something."""
    return tuple((one.suite, one.rule, one.reason, one.unexpected_count or 0) for one in audited.failed)


def held_message(report: RunReport) -> str:
    """What a held delivery means and how it goes on."""
    rules = "; ".join(f"{suite}.{rule}: {reason}" for suite, rule, reason, _ in report.findings[:3])
    return (
        f"The quality gate holds this delivery of {report.counts['files']} files ({rules}). Readers of "
        f"{report.warehouse} keep the last good state and find the verdict in quality_results; the "
        "extracted rows stay staged. Correct the files, or the rule in the expectations folder: the next "
        "run judges the delivery again. To judge it again as it is: standpunkt run --retry-held"
    )
