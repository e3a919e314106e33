"""``standpunkt run`` and ``standpunkt relink``, and what they print."""

import os
from typing import Annotated, Any

import typer
from rich.text import Text

from standpunkt import progress
from standpunkt.settings import Settings
from standpunkt.terminal import Verbose, Warehouse, out, progress_bar


def run(
    inbox: Annotated[
        str | None,
        typer.Argument(
            metavar="[INBOX]",
            help="Folder, file or fsspec address with article files. [default: STANDPUNKT_INBOX or ./inbox]",
            show_default=False,
        ),
    ] = None,
    warehouse: Warehouse = None,
    retry_held: Annotated[
        bool, typer.Option("--retry-held", help="Judge deliveries that the quality gate holds once more.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Ingest what is new in INBOX and publish the warehouse.

    Exit status: 0 published or nothing new, 1 error, 2 held by the quality gate.
    """
    settings = Settings()
    inbox = inbox or settings.inbox
    published = (warehouse or settings.warehouse).absolute()
    prepare_prefect(verbose)
    with progress_bar():
        from standpunkt_flows.prefect_api import configured_api_url, prefect_api

        report = None
        if configured_api_url() is None:
            # Nobody watches a private API: without news there is no need to start one.
            from standpunkt.steps.news import report_without_news

            report = report_without_news(inbox, published, settings, retry_held)
        if report is None:
            progress.report("starting Prefect")
            with prefect_api():
                from standpunkt_flows.press_review import press_review

                report = press_review(inbox=inbox, warehouse=str(published), retry_held=retry_held)
    _print_run(report)


def relink(warehouse: Warehouse = None, verbose: Verbose = False) -> None:
    """Apply changed seed tables to the stored articles, without the language model."""
    published = (warehouse or Settings().warehouse).absolute()
    prepare_prefect(verbose)
    with progress_bar():
        from standpunkt.steps.news import is_relink_due

        due = is_relink_due(published, Settings())
        if due:
            progress.report("starting Prefect")
            from standpunkt_flows.prefect_api import prefect_api

            with prefect_api():
                from standpunkt_flows.press_review import relink as relink_flow

                report = relink_flow(warehouse=str(published))
    if due:
        _print_run(report)
        _print_changes(report)
    else:
        out.print("Nothing to do: every stored article is linked with the seed tables as they are.")


def prepare_prefect(verbose: bool) -> None:
    """Prefect reads its environment once, when it is first imported."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    if not verbose:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


def _print_run(report: Any) -> None:
    from standpunkt.report.run_tables import run_table

    if report.status == "nothing new":
        said = f"Nothing new: all {report.found_count} files are known"
        if report.waiting_count:
            said += f", {report.waiting_count} of them held by the quality gate"
        if report.loaded_by_others:
            said += f", {report.loaded_by_others} of them from another run just now"
        end = (
            f"Published {report.warehouse}" if report.published_anew else f"{report.warehouse} is unchanged."
        )
        out.print(f"{said}. {end}", highlight=False, soft_wrap=True)
        hint_at_others(report)
        return
    for row in run_table(report):
        out.print(f"{row['value']:>10}  {row['what']}", highlight=False)
    for path, reason in report.rejected[:20]:
        # A file's name may hold line breaks and what moves a terminal's cursor.
        shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in path)
        out.print(Text(f"  no article in {shown}: {reason}", style="yellow"), soft_wrap=True)
    if len(report.rejected) > 20:
        out.print(f"  and {len(report.rejected) - 20} more: see the table files")
    for suite, rule, reason, count in report.findings:
        out.print(Text(f"  quality: {suite}.{rule}, {count} rows: {reason}", style="yellow"), soft_wrap=True)
    out.print(f"Published {report.warehouse}", highlight=False, soft_wrap=True)
    hint_at_others(report)


def _print_changes(report: Any) -> None:
    from standpunkt.report.run_tables import change_lines

    lines = change_lines(report)
    out.print("What changed in stored rows:" if lines else "No stored row means anything else than before.")
    for line in lines:
        out.print(Text(line), soft_wrap=True)


def hint_at_others(report: Any) -> None:
    """Say how many stored articles other tables or another model have left, and what to do about it."""
    where = f"--warehouse {report.warehouse}"
    if report.otherwise.linked:
        out.print(
            f"{report.otherwise.linked} stored articles were linked with other seed tables than today's: "
            f"standpunkt relink {where} applies these to them.",
            highlight=False,
            soft_wrap=True,
        )
    if report.otherwise.extracted:
        out.print(
            f"{report.otherwise.extracted} stored articles were extracted by another language model than "
            f"today's: standpunkt reprocess {where} extracts them again.",
            highlight=False,
            soft_wrap=True,
        )
