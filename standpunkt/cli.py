"""The command line: ``standpunkt …``. Prefect is imported only inside commands that run flows."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from standpunkt import __version__
from standpunkt.cli_actors import actors, print_actor
from standpunkt.cli_forget import forget
from standpunkt.cli_reprocess import reprocess
from standpunkt.cli_runs import relink, run
from standpunkt.cli_tables import tables
from standpunkt.errors import StandpunktError
from standpunkt.settings import Settings
from standpunkt.terminal import Warehouse, err, out, print_table, progress_bar

MARK_STYLES = {
    "quote": "bold yellow",
    "speaker": "bold cyan",
    "holder": "bold cyan",
    "cue": "bold magenta",
    "target": "bold green",
    "condition": "bold blue",
    "addressee": "bold blue",
    "mention": "bold yellow",
    "role": "bold yellow",
}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Who says what in the German-language press, and where they stand, as SQL.",
    pretty_exceptions_enable=False,
)
issues = typer.Typer(no_args_is_help=True, help="The issues you follow.")
app.command()(run)
app.command()(relink)
app.command()(reprocess)
app.add_typer(issues, name="issues")
app.add_typer(actors, name="actors")
app.add_typer(tables, name="tables")
app.add_typer(forget, name="forget")


class Format(StrEnum):
    """Output formats of ``query``."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Who says what in the German-language press, and where they stand, as SQL."""
    if version:
        out.print(f"standpunkt {__version__}")
        raise typer.Exit


@issues.command()
def suggest(
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many lines.")] = 10,
    least: Annotated[
        int, typer.Option("--stances", min=1, help="Only targets with at least so many stances.")
    ] = 2,
    warehouse: Warehouse = None,
) -> None:
    """Print lines for issues.csv from stance targets that no issue covers, the most frequent first."""
    from standpunkt.steps.suggest import suggestions

    settings = Settings()
    lines = suggestions(warehouse or settings.warehouse, settings.tables, limit, least)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if lines:
        err.print(
            f"Paste what fits into {settings.tables / 'issues.csv'}, then: standpunkt relink", soft_wrap=True
        )
    else:
        err.print(f"No {'target' if least == 1 else 'like targets'} without an issue has {least} stances.")


@app.command()
def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SQL query; '-' reads it from standard input.")
    ],
    output: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
    warehouse: Warehouse = None,
) -> None:
    """Run SQL on the published file, read-only, without access to other files or the network."""
    from standpunkt.warehouse import query as queries

    text = sys.stdin.read() if sql == "-" else sql
    result = queries.query(warehouse or Settings().warehouse, text)
    if output is Format.table:
        print_table(result)
    else:
        write = {
            Format.csv: queries.as_csv,
            Format.json: queries.as_json,
            Format.markdown: queries.as_markdown,
        }[output]
        sys.stdout.write(write(result))


@app.command()
def explain(
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of an article, mention, role, statement, stance or actor.")
    ],
    warehouse: Warehouse = None,
) -> None:
    """Show where a row comes from: article, offsets, marked text, cue, versions, quality status."""
    from standpunkt.report.explanation import explain as explain_row

    if ":" in row_id:
        print_actor(warehouse or Settings().warehouse, row_id)
        return
    explanation = explain_row(warehouse or Settings().warehouse, row_id)
    for name, value in explanation.facts:
        out.print(Text(f"{name:>22}  ", style="dim") + Text(str(value), style="default"), soft_wrap=True)
    out.print(
        Text(f"{'offsets':>22}  ", style="dim") + f"{explanation.start_char} to {explanation.end_char}",
        soft_wrap=True,
    )
    out.print()
    out.print(_marked(explanation.shown_text, explanation.marks), soft_wrap=True)
    if explanation.removed:
        out.print(Text("\nremoved by cleaning (line, rule, text):", style="dim"))
    for one in explanation.removed:
        where = Text(f"{one.line_no:>6}  {one.rule_id:<24}  ", style="dim")
        out.print(where + Text(one.line, style="strike"), soft_wrap=True)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD",
            help="Annotated files: statements or stances as JSON Lines, names as tagged words.",
        ),
    ],
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", metavar="FILE", help="JSON Lines with the texts of documents that have offsets only."
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Also write the figures as JSON.")
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Also write the tables as Markdown.")
    ] = None,
) -> None:
    """Measure the installed language pipeline against GOLD annotation; no warehouse is involved.

    The shipped figures rest on annotation under CC BY-NC-SA 4.0 (quotation)
    and CC BY 4.0 (stances, GermEval).
    """
    from standpunkt.evaluation import evaluate as run_evaluation
    from standpunkt.evaluation import tables as scored

    renderings = ((json_file, scored.as_json), (markdown_file, scored.as_markdown))
    reports = [(path, render) for path, render in renderings if path is not None]
    scored.check_reports([path for path, _ in reports], [*gold, *([texts] if texts else [])])
    with progress_bar():
        evaluation = run_evaluation(gold, texts)
    out.print(f"Language pipeline {evaluation.extractor_version}", highlight=False, soft_wrap=True)
    for scores in evaluation.files:
        heading = Text.assemble("\n", (scores.name, "bold"), f", {scores.size_and_hash()}")
        out.print(heading, soft_wrap=True)
        for table in scores.all_tables():
            out.print(scored.as_rich(table))
    out.print(f"\n{scored.NOTE}", style="dim", highlight=False, soft_wrap=True)
    for path, render in reports:
        scored.write_report(path, render(evaluation))


def main() -> None:
    """Entry point: a failure users can act on is one plain message, never a traceback."""
    try:
        app()
    except StandpunktError as error:
        err.print(Text.assemble(("Error: ", "bold red"), str(error)), soft_wrap=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        err.print("Stopped. Finished extraction batches are kept; run again to go on.")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _marked(text: str, marks: Any) -> Text:
    """Colours on a terminal, brackets with the part's name elsewhere."""
    if out.is_terminal:
        shown = Text(text)
        for mark in marks:
            shown.stylize(MARK_STYLES.get(mark.part, "bold"), mark.start_char, mark.end_char)
        return shown + Text("\n") + Text(", ".join(sorted({mark.part for mark in marks})), style="dim")
    edges = [(mark.start_char, 1, f"[{mark.part}: ") for mark in marks]
    edges += [(mark.end_char, 0, "]") for mark in marks]
    for position, _, edge in sorted(edges, reverse=True):
        text = text[:position] + edge + text[position:]
    return Text(text)
