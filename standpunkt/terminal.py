"""What the command's modules share: where they print, the progress bar, options of several commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from standpunkt import progress
from standpunkt.errors import StandpunktError

if TYPE_CHECKING:
    from standpunkt.warehouse.query import QueryResult

TABLE_ROWS = 1000
"""Most rows a table on the terminal shows; the other formats give all."""

out = Console()
if not out.is_terminal:
    # A file or a pipe has no width: tables are as wide as their content.
    out = Console(width=10_000)
err = Console(stderr=True)

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="FILE",
        help="The published DuckDB file. [default: STANDPUNKT_WAREHOUSE or ./warehouse/standpunkt.duckdb]",
        show_default=False,
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show Prefect's log on the terminal.")]


class NotConfirmed(StandpunktError):
    """Nobody has confirmed what cannot be taken back, or changes what readers see."""


class RowFormat(StrEnum):
    """Output formats of lists."""

    table = "table"
    csv = "csv"
    json = "json"


def print_rows(result: "QueryResult", output: RowFormat) -> None:
    """Rows as a table for people, or as CSV or JSON for programs."""
    from standpunkt.warehouse.query import as_csv, as_json

    if output is RowFormat.table:
        print_table(result)
    else:
        # Not through the console: it would wrap and colour.
        typer.echo((as_csv if output is RowFormat.csv else as_json)(result), nl=False)


def print_table(result: "QueryResult") -> None:
    """At most ``TABLE_ROWS`` rows, numbers to the right."""
    from standpunkt.warehouse.query import cell_text

    table = Table(show_lines=False, row_styles=["", "dim"] if out.is_terminal else None)
    for position, column in enumerate(result.columns):
        values = [row[position] for row in result.rows[:TABLE_ROWS] if row[position] is not None]
        is_number = bool(values) and all(isinstance(value, int | float | Decimal) for value in values)
        table.add_column(column, overflow="fold", justify="right" if is_number else "left")
    for row in result.rows[:TABLE_ROWS]:
        table.add_row(*(Text(cell_text(value)) for value in row))
    out.print(table)
    more = len(result.rows) - TABLE_ROWS
    if more > 0:
        err.print(f"… and {more} more rows; --format csv gives all")


@contextmanager
def progress_bar() -> Iterator[None]:
    """A bar on a terminal; elsewhere one line a step."""
    if not err.is_terminal:
        with progress.listening(_line_listener()):
            yield
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )
    with bar:
        current = bar.add_task("starting", total=None)

        def draw(step: str, done: int, total: int) -> None:
            bar.update(current, description=step, completed=done, total=total or None)

        with progress.listening(draw):
            yield


def _line_listener() -> Callable[[str, int, int], None]:
    last = ""

    def write(step: str, done: int, total: int) -> None:
        nonlocal last
        if step != last:
            err.print(f"… {step}", style="dim", highlight=False, soft_wrap=True)
        last = step

    return write
