"""``standpunkt forget``: articles and actors leave a warehouse for good."""

import sys
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.text import Text

from standpunkt.settings import Settings
from standpunkt.terminal import NotConfirmed, Warehouse, err, out, progress_bar

forget = typer.Typer(no_args_is_help=True, help="Remove articles or actors for good; what is left is a hash.")

Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Kept beside the hashes: a file number, no names."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show how many rows of which table would go.")]


@forget.command()
def article(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of articles.")],
    reason: Reason = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    warehouse: Warehouse = None,
) -> None:
    """Remove articles with all their versions and whatever was found in them, and publish.

    Copies of them in other files stay. Exit status: 0 forgotten or nothing left to forget, 1 error.
    """
    from standpunkt.steps.forget import Request

    _forget(Request("article", tuple(dict.fromkeys(ids)), reason), warehouse, yes, dry_run)


@forget.command()
def actor(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of actors.")],
    with_articles: Annotated[
        bool, typer.Option("--with-articles", help="Also remove every article that mentions them.")
    ] = False,
    reason: Reason = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    warehouse: Warehouse = None,
) -> None:
    """Remove actors with their mentions, offices, statements and stances, and publish.

    Texts of articles stay as they are, unless with --with-articles. Exit status: 0 forgotten or nothing left
    to forget, 1 error.
    """
    from standpunkt.steps.forget import Request

    request = Request("actor", tuple(dict.fromkeys(ids)), reason, with_articles)
    _forget(request, warehouse, yes, dry_run)


def _forget(request: Any, warehouse: Path | None, yes: bool, dry_run: bool) -> None:
    from standpunkt.steps.forget import forget as forget_rows

    settings = Settings()
    published = (warehouse or settings.warehouse).absolute()
    if dry_run or not yes:
        with progress_bar():
            found = forget_rows(published, request, settings, dry_run=True)
        _print_rows(found, "would go")
        if dry_run:
            out.print("Nothing was changed.")
            return
        if found.removed:
            _confirm(request)
    with progress_bar():
        report = forget_rows(published, request, settings)
    if yes:
        _print_rows(report, "went")
    _print_end(report, request, published, settings)
    _remove_briefings(report)


def _confirm(request: Any) -> None:
    if not sys.stdin.isatty():
        raise NotConfirmed("Nothing was changed. Nobody can confirm here: give --yes, or --dry-run to look.")
    ids = ", ".join(request.ids)
    if not typer.confirm(f"Forget {ids} for good? Nothing brings it back", err=True):
        raise NotConfirmed("Nothing was changed.")


def _print_rows(report: Any, what: str) -> None:
    for one in report.earlier:
        out.print(f"{one} was forgotten before.", highlight=False, soft_wrap=True)
    for table, count in report.removed.items():
        out.print(f"{count:>10}  rows of {table} {what}", highlight=False)


def _print_end(report: Any, request: Any, published: Path, settings: Settings) -> None:
    state = f"Published {published}" if report.published else f"{published} is unchanged."
    out.print(state, highlight=False, soft_wrap=True)
    if request.what == "article" and report.articles:
        _warn("Files in the inbox are yours to delete; while they lie there, they are not read in again.")
    if report.copies:
        ids = " ".join(report.copies)
        _warn(f"Copies of the text stay. To forget them too: standpunkt forget article {ids}")
    if report.table_lines:
        lines = "; ".join(report.table_lines)
        _warn(f"The seed tables in {settings.tables} still name them; delete there: {lines}")
    if request.what == "actor" and not request.with_articles and report.removed:
        _warn("Texts of articles still have the name; --with-articles forgets these too.")


def _remove_briefings(report: Any) -> None:
    from standpunkt_flows.prefect_api import configured_api_url

    if configured_api_url() is None:
        return
    from standpunkt_flows.briefings import remove_briefings

    count = remove_briefings(map(UUID, report.run_ids))
    out.print(f"{count:>10}  briefings removed from {configured_api_url()}", highlight=False, soft_wrap=True)


def _warn(text: str) -> None:
    err.print(Text(text, style="yellow"), soft_wrap=True)
