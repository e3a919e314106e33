"""``standpunkt tables …``: the seed tables users edit."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from standpunkt.settings import Settings
from standpunkt.terminal import err, out

tables = typer.Typer(no_args_is_help=True, help="The seed tables: who exists, and what you follow.")


@tables.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Folder of the tables. [default: STANDPUNKT_TABLES or the shipped ones]",
            show_default=False,
        ),
    ] = None,
    warehouse: Annotated[
        Path | None,
        typer.Option(
            "--warehouse",
            metavar="FILE",
            help="Also find decisions that match nothing in this file.",
        ),
    ] = None,
) -> None:
    """Check the tables: what would stop a run (errors), and what looks like a mistake (warnings).

    Exit status: 0 no errors, 1 errors.
    """
    from standpunkt.steps.check import check as find

    where = folder or Settings().tables
    findings = find(where, warehouse)
    for finding in findings:
        out.print(Text(str(finding), style="red" if finding.is_error else "yellow"), soft_wrap=True)
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    out.print(Text(f"{where}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"), soft_wrap=True)
    if errors:
        err.print("Correct the errors: no run and no relink starts with most of them.")
        raise typer.Exit(1)


@tables.command()
def copy(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that does not exist yet.")],
) -> None:
    """Copy the tables in use into FOLDER, to edit them and to decide about actors there."""
    from standpunkt.steps.own_tables import copy_tables

    copied = copy_tables(Settings().tables, folder)
    out.print(Text(f"Copied {copied} tables to {folder}"), soft_wrap=True)
    out.print(Text(f"Use them with STANDPUNKT_TABLES={folder}, in the environment or the file .env"))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
