"""``standpunkt actors …``: what to look at among the actors, and what users decide about them."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from standpunkt.cli_runs import relink as relink_now
from standpunkt.settings import Settings
from standpunkt.terminal import RowFormat, Verbose, Warehouse, err, out, print_rows

if TYPE_CHECKING:
    from standpunkt.actors.decisions import Decision

actors = typer.Typer(no_args_is_help=True, help="Who is who: review actors and decide about them.")

Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for whoever reads the table later.")]
Relink = Annotated[
    bool, typer.Option("--relink", help="Apply it to the stored articles at once, as 'standpunkt relink'.")
]
Output = Annotated[RowFormat, typer.Option("--format", help="How to print the rows.")]


@actors.command()
def review(
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many lines; 0 for all.")] = 50,
    output: Output = RowFormat.table,
    warehouse: Warehouse = None,
) -> None:
    """Show actors that may be one, and actors that may be two, with the commands that decide it."""
    from standpunkt.steps.review import review as find_questions

    settings = Settings()
    result = find_questions(warehouse or settings.warehouse, settings, limit)
    if output is not RowFormat.table:
        print_rows(result, output)
        return
    for row in result.rows:
        _print_question(dict(zip(result.columns, row, strict=True)))
    if not result.rows:
        out.print("Nothing to look at: no two actors look like one, and none like two.")
    elif limit and len(result.rows) == limit:
        err.print(f"These are the first {limit}; --limit 0 shows all.")


@actors.command()
def merge(
    olds: Annotated[
        list[str], typer.Argument(metavar="OLD… INTO", help="Ids of actors, and last the one they all are.")
    ],
    note: Note = "",
    relink: Relink = False,
    warehouse: Warehouse = None,
    verbose: Verbose = False,
) -> None:
    """Decide that the actors OLD… are the actor INTO."""
    from standpunkt.steps.decide import open_desk

    if len(olds) < 2:
        raise typer.BadParameter("name at least two actors: those that go, and last the one that stays")
    published = _published(warehouse)
    with open_desk(published, Settings()) as desk:
        decided = desk.merge(olds[:-1], olds[-1], note)
    _tell(decided, published, relink, verbose)


@actors.command()
def split(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Id of the actor that is several.")],
    article: Annotated[
        list[str] | None, typer.Option("--article", metavar="ID", help="What means it in this article.")
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", metavar="ID", help="What means it in this outlet.")
    ] = None,
    spelling: Annotated[
        list[str] | None,
        typer.Option("--spelling", metavar="TEXT", help="What is called so, and what follows from that."),
    ] = None,
    into: Annotated[str | None, typer.Option("--into", metavar="ID", help="The actor it is instead.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Name of the new actor it is instead.")
    ] = None,
    note: Note = "",
    relink: Relink = False,
    warehouse: Warehouse = None,
    verbose: Verbose = False,
) -> None:
    """Decide that some of what means ACTOR is another actor: in articles, in outlets, or by its spelling.

    Several options together must all hold; each may be given more than once.
    """
    from standpunkt.steps.decide import open_desk

    if not (article or outlet or spelling):
        raise typer.BadParameter("say which part: --article, --outlet or --spelling")
    if (into is None) == (name is None):
        raise typer.BadParameter("say who it is instead: --into an actor, or a new one with --name")
    published = _published(warehouse)
    with open_desk(published, Settings()) as desk:
        decided = desk.split(actor, article or (), outlet or (), spelling or (), into, name, note)
    _tell(decided, published, relink, verbose)


@actors.command()
def rename(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Id of the actor.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it shall be called.")],
    note: Note = "",
    relink: Relink = False,
    warehouse: Warehouse = None,
    verbose: Verbose = False,
) -> None:
    """Decide what ACTOR is called; how it is recognised stays as it is."""
    from standpunkt.steps.decide import open_desk

    published = _published(warehouse)
    with open_desk(published, Settings()) as desk:
        decided = desk.rename(actor, name, note)
    _tell(decided, published, relink, verbose)


@actors.command()
def dismiss(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Id of an actor.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="The one it is not; none if it is one, not two.")
    ] = None,
    note: Note = "",
    warehouse: Warehouse = None,
) -> None:
    """Decide that ACTOR is not OTHER, or is one actor: the review asks no more."""
    from standpunkt.steps.decide import open_desk

    with open_desk(_published(warehouse), Settings()) as desk:
        decided = desk.dismiss(actor, other, note)
        path = desk.file.path
    for one in decided:
        out.print(Text(f"Decision {one.number}: {one}"), soft_wrap=True)
    out.print(Text(f"Written to {path}; it changes the review only."), soft_wrap=True)


@actors.command()
def decisions(output: Output = RowFormat.table) -> None:
    """List what was decided, undone decisions too."""
    from standpunkt.steps.decide import listed

    result = listed(Settings())
    if result.rows or output is not RowFormat.table:
        print_rows(result, output)
    else:
        out.print("Nothing was decided yet.")


@actors.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As 'standpunkt actors decisions' shows.")],
    relink: Relink = False,
    warehouse: Warehouse = None,
    verbose: Verbose = False,
) -> None:
    """Let a decision count no more; its line stays in the table, with today's date."""
    from standpunkt.steps.decide import own_file

    file = own_file(Settings())
    undone = file.undo(number)
    out.print(Text(f"Undone, decision {undone.number}: {undone}"), soft_wrap=True)
    out.print(Text(f"Written to {file.path}"), soft_wrap=True)
    if undone.decision != "dismiss":
        _relink_or_say(_published(warehouse), relink, verbose)


def print_actor(published: Path, actor_id: str) -> None:
    """What ``standpunkt explain`` shows of an actor."""
    from standpunkt.report.actor import explain_actor

    found = explain_actor(published, actor_id)
    if found.redirected_from:
        out.print(
            Text(f"{found.redirected_from} is {dict(found.facts)['id']} now.", style="yellow"), soft_wrap=True
        )
    for name, value in found.facts:
        out.print(Text(f"{name:>22}  ", style="dim") + Text(str(value), style="default"), soft_wrap=True)
    out.print(Text("\ncalled (mentions, articles, form, how it was recognised):", style="dim"))
    for one in found.spellings:
        counts = f"{one.mention_count:>8} {one.article_count:>8}"
        out.print(Text(f"{counts}  {one.text}  ({one.mention_form}, {one.link_method})"), soft_wrap=True)
    out.print(Text("\nin articles:", style="dim"))
    for example, sentence in found.examples:
        day = example.published_on or "undated"
        where = f"{example.article_id}  {day}  {example.outlet or 'no outlet'}"
        out.print(Text(where, style="dim") + Text(f"\n  {sentence}", style="default"), soft_wrap=True)


def _published(warehouse: Path | None) -> Path:
    return warehouse or Settings().warehouse


def _tell(decided: "Sequence[Decision]", published: Path, relink: bool, verbose: bool) -> None:
    from standpunkt.steps.decide import own_file

    for one in decided:
        out.print(Text(f"Decision {one.number}: {one}"), soft_wrap=True)
    out.print(Text(f"Written to {own_file(Settings()).path}"), soft_wrap=True)
    _relink_or_say(published, relink, verbose)


def _relink_or_say(published: Path, relink: bool, verbose: bool) -> None:
    if relink:
        relink_now(published, verbose)
    else:
        command = f"standpunkt relink --warehouse {shlex.quote(str(published))}"
        out.print(Text(f"It takes effect in the stored articles with: {command}"), soft_wrap=True)


def _print_question(row: dict[str, object]) -> None:
    out.print(Text.assemble((str(row["question"]), "bold"), f" ({row['reason']})"), soft_wrap=True)
    _print_side(row, "")
    if row["other_actor_id"] is None:
        out.print(Text(f"      but: {row['other_example'] or 'what the tables say'}"), soft_wrap=True)
    else:
        _print_side(row, "other_")
    out.print(Text(f"  {row['command']}", style="green"), soft_wrap=True)
    out.print(Text(f"  {row['dismiss_command']}\n", style="dim"), soft_wrap=True)


def _print_side(row: dict[str, object], side: str) -> None:
    counts = f"{row[f'{side}statements']} statements, {row[f'{side}stances']} stances"
    name = row[f"{side}name"]
    out.print(Text(f"  {name}  [{row[f'{side}actor_id']}]  {counts}"), soft_wrap=True)
    if row[f"{side}example"]:
        out.print(Text(f"      {row[f'{side}example']}", style="dim"), soft_wrap=True)
