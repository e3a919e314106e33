"""One frame, one suite, one judgement."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from standpunkt.errors import StandpunktError
from standpunkt.quality.suites import Suite


class RuleBroken(StandpunktError):
    """A rule could not be computed, which says nothing about the rows."""


@dataclass(frozen=True)
class Verdict:
    """What one rule says about one frame."""

    suite: str
    rule: str
    level: str
    """row: a failing row is refused or marked; run: a failure holds the delivery."""
    severity: str
    success: bool
    element_count: int | None
    unexpected_count: int | None
    observed: str | None
    reason: str


@dataclass(frozen=True)
class Failure:
    """One row that one rule found wanting."""

    row_id: str
    severity: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Judgement:
    """Verdicts of all rules of a suite, and the rows that failed."""

    verdicts: tuple[Verdict, ...]
    failures: tuple[Failure, ...]


def judge(frame: pd.DataFrame, suite: Suite, row_id: str | None) -> Judgement:
    """Judge the rows of ``frame``, named by its column ``row_id``; None judges the frame as a whole.

    Raises:
        RuleBroken: an expectation raised (a column that does not exist, a wrong argument).
    """
    verdicts: list[Verdict] = []
    failures: list[Failure] = []
    for expectation, outcome in zip(suite.expectations, _outcomes(frame, suite, row_id), strict=True):
        rule, reason = suite.rule_of(expectation), str(expectation["meta"]["reason"])
        severity = str(expectation.get("severity", "critical"))
        details = outcome.result or {}
        broken = _exception_message(outcome.exception_info)
        if broken:
            raise RuleBroken(
                f"The rule {rule!r} of the suite {suite.name!r} could not be computed: {broken}. Nothing "
                "was loaded or published; what was extracted stays staged. Mend the suite and run again."
            )
        failing = [str(row[row_id]) for row in details.get("unexpected_index_list") or []] if row_id else []
        failures += [Failure(one, severity, rule, reason) for one in failing]
        verdicts.append(
            Verdict(
                suite=suite.name,
                rule=rule,
                level="row" if failing or (row_id and outcome.success) else "run",
                severity=severity,
                success=bool(outcome.success),
                element_count=_count(details.get("element_count")),
                unexpected_count=_count(details.get("unexpected_count")),
                observed=_observed(details),
                reason=reason,
            )
        )
    return Judgement(tuple(verdicts), tuple(failures))


def _outcomes(frame: pd.DataFrame, suite: Suite, row_id: str | None) -> list[Any]:
    # Importing Great Expectations takes 7 to 10 seconds: only an audit pays for it.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("linked_rows").add_dataframe_asset(suite.name)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    result_format: dict[str, Any] = {"result_format": "COMPLETE"}
    if row_id:
        result_format["unexpected_index_column_names"] = [row_id]
    # Results come back in an order of their own; the number carries each to its expectation.
    numbered = [
        {**one, "severity": one.get("severity", "critical"), "meta": {**one["meta"], "number": number}}
        for number, one in enumerate(suite.expectations)
    ]
    result = batch.validate(
        gx.ExpectationSuite(name=suite.name, expectations=numbered), result_format=result_format
    )
    return sorted(result.results, key=lambda one: one.expectation_config.meta["number"])


def _exception_message(exception_info: Mapping[str, Any] | None) -> str | None:
    """Great Expectations nests the message under a metric's id when a metric failed."""
    if not exception_info:
        return None
    if "raised_exception" in exception_info:
        return str(exception_info["exception_message"]) if exception_info["raised_exception"] else None
    messages = (_exception_message(one) for one in exception_info.values() if isinstance(one, Mapping))
    return next((message for message in messages if message), None)


def _count(value: Any) -> int | None:
    return None if value is None else int(value)


def _observed(details: Mapping[str, Any]) -> str | None:
    if "observed_value" in details:
        return str(details["observed_value"])
    examples = details.get("partial_unexpected_list") or []
    return "; ".join(str(one)[:80] for one in examples[:3]) or None
