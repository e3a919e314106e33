"""``standpunkt reprocess``, and what it prints."""

import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from standpunkt import progress
from standpunkt.cli_runs import hint_at_others, prepare_prefect
from standpunkt.settings import Settings
from standpunkt.terminal import NotConfirmed, Verbose, Warehouse, out, print_table, progress_bar

_SHOWN_PROBLEMS = 20


def reprocess(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="Only articles published (or, undated, first seen) on this day or later, as 2025-09-01.",
        ),
    ] = None,
    is_all: Annotated[
        bool,
        typer.Option(
            "--all", help="Also articles of the current version; files are read again where they still lie."
        ),
    ] = False,
    inbox: Annotated[
        str | None,
        typer.Option(
            "--inbox",
            metavar="INBOX",
            help="Where the article files lie now. [default: where the run that read them found them]",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Publish without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change; what is extracted is kept.")
    ] = False,
    examples: Annotated[
        int, typer.Option("--examples", min=0, help="At most so many example rows a table and change.")
    ] = 3,
    warehouse: Warehouse = None,
    verbose: Verbose = False,
) -> None:
    """Extract stored articles of earlier versions again, show what changes, and publish.

    Exit status: 0 published, only shown or nothing to do, 1 error or not confirmed, 2 held by the quality
    gate.
    """
    settings = Settings()
    published = (warehouse or settings.warehouse).absolute()
    prepare_prefect(verbose)
    with progress_bar():
        from standpunkt.steps.news import reprocess_news
        from standpunkt.steps.reprocess import Request

        planned, is_publication_due = reprocess_news(
            published, settings, Request(since and since.date(), is_all, inbox)
        )
    if not planned.article_count and not is_publication_due:
        _print_nothing(planned, published)
        return
    # What a crash kept from being published has been confirmed before.
    yes = yes or not planned.article_count
    if not (yes or dry_run or sys.stdin.isatty()):
        raise NotConfirmed(
            f"Nothing was changed. {planned.article_count} articles are to be extracted again, and nobody "
            "can confirm here that the result is published: give --yes, or --dry-run to look at it."
        )
    values = {"warehouse": str(published), "since": since and since.date(), "is_all": is_all}
    _run_flow(values | {"inbox": inbox, "examples": examples}, yes, dry_run)


def _run_flow(values: dict[str, Any], yes: bool, dry_run: bool) -> None:
    """Once to show and once to publish; what is extracted stays staged in between."""
    with ExitStack() as stack:
        with progress_bar():
            progress.report("starting Prefect")
            from standpunkt_flows.prefect_api import prefect_api

            stack.enter_context(prefect_api())
            from standpunkt_flows.reprocess import reprocess as reprocess_flow

            report = reprocess_flow(**values, publish=yes and not dry_run)
        _print_changes(report)
        if dry_run or yes or report.status == "nothing to do":
            _print_end(report)
            return
        _raise_if_held(report)
        if not typer.confirm(f"Publish this as {report.warehouse}?", err=True):
            raise NotConfirmed("Nothing was changed; what was extracted is kept for the next time.")
        with progress_bar():
            loaded = reprocess_flow(**values, publish=True)
        if loaded.comparison and _figures(loaded) != _figures(report):
            out.print("Meanwhile the warehouse has changed; what was published differs from this:")
            _print_changes(loaded)
        _print_end(loaded)


def _figures(report: Any) -> Any:
    return report.comparison and report.comparison.counts


def _print_nothing(plan: Any, published: Path) -> None:
    from standpunkt.report.reprocess_tables import KEPT_TEXT

    state = f"{published} is unchanged."
    if plan.stored_count:
        current = f"{plan.stored_count - plan.kept_text_count} of {plan.stored_count}"
        said = f"{current} stored articles in question are of the version {plan.extractor_version}"
    else:
        said = "no article is stored that is asked for"
    out.print(f"Nothing to do: {said}. {state}", highlight=False, soft_wrap=True)
    if plan.kept_text_count:
        out.print(f"{plan.kept_text_count} {KEPT_TEXT}.", highlight=False, soft_wrap=True)


def _print_changes(report: Any) -> None:
    from standpunkt.report.reprocess_tables import count_table, example_lines, reprocess_lines

    if report.status == "nothing to do":
        return
    for number, what in reprocess_lines(report):
        out.print(f"{number:>10}  {what}", highlight=False, soft_wrap=True)
    for suite, rule, reason, count in report.findings:
        out.print(Text(f"  quality: {suite}.{rule}, {count} rows: {reason}", style="yellow"), soft_wrap=True)
    if report.comparison.changed_row_count:
        print_table(count_table(report.comparison))
    else:
        out.print("No row changes.")
    for example in report.comparison.examples:
        for line in example_lines(example):
            out.print(Text(line), soft_wrap=True)


def _print_end(report: Any) -> None:
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        out.print(Text(f"  {problem}", style="yellow"), soft_wrap=True)
    if len(report.problems) > _SHOWN_PROBLEMS:
        out.print(f"  and {len(report.problems) - _SHOWN_PROBLEMS} more")
    if report.status == "nothing to do":
        if report.done_by_others:
            out.print(f"{report.done_by_others} articles were loaded or forgotten by another run just now.")
        state = "Published" if report.published_anew else "Unchanged:"
        out.print(f"{state} {report.warehouse}", highlight=False, soft_wrap=True)
        return
    _raise_if_held(report)
    if report.status == "compared":
        out.print("Nothing was changed; what was extracted is kept for the next time.")
        return
    out.print(f"Published {report.warehouse}", highlight=False, soft_wrap=True)
    hint_at_others(report)


def _raise_if_held(report: Any) -> None:
    if report.status == "held":
        from standpunkt.steps.report import DeliveryHeld
        from standpunkt.steps.reprocess_report import reprocess_held_message

        raise DeliveryHeld(reprocess_held_message(report, is_recorded=False))
