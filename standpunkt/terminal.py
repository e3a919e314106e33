"""What all commands share: the two consoles, the progress bar, options of several commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

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

from standpunkt import progress

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
