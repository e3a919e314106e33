"""Deciding about actors: checked against the published warehouse, written to the user's own table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb

from standpunkt.actors.deciding import spellings
from standpunkt.actors.decision_file import DecisionFile
from standpunkt.actors.decisions import LONGEST_NAME, SHORTEST_NAME, Decision
from standpunkt.actors.rows import short_hash
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.errors import StandpunktError
from standpunkt.resources import resource_folder
from standpunkt.settings import Settings
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.query import QueryResult
from standpunkt.warehouse.sql import run_file


class ShippedTables(StandpunktError):
    """Decisions belong into tables of the user's own; the shipped ones are in use."""


class NoSuchActor(StandpunktError):
    """Neither the warehouse nor the tables have this actor."""


class NothingToDecide(StandpunktError):
    """The decision would change nothing in the warehouse."""


class WarehouseTooOld(StandpunktError):
    """The published file was written before actors could be decided about."""


class FoundActor(NamedTuple):
    """An actor as it is published; columns of ``decide/actor``."""

    actor_id: str
    name: str
    actor_kind: str
    country: str | None
    known: bool


@dataclass(frozen=True)
class Desk:
    """Where decisions are made: the published warehouse, the tables, and the file they go to."""

    connection: duckdb.DuckDBPyConnection
    published: Path
    tables: Tables
    file: DecisionFile

    def merge(self, olds: Sequence[str], into: str, note: str) -> tuple[Decision, ...]:
        """Each of ``olds`` is ``into`` from the next linking on."""
        target = self._target(into)
        rows = []
        for old in dict.fromkeys(olds):
            found = self.find(old)
            if found.actor_id != old and found.actor_id == target["into_actor_id"]:
                raise NothingToDecide(f"{old} is {found.actor_id} already: see actor_redirects.")
            rows.append({"decision": "merge", "actor_id": found.actor_id, "note": note} | target)
        return self.file.append(rows)

    def split(
        self,
        actor: str,
        articles: Sequence[str],
        outlets: Sequence[str],
        spelled: Sequence[str],
        into: str | None,
        name: str | None,
        note: str,
    ) -> tuple[Decision, ...]:
        """What means ``actor`` in these articles, outlets or spellings means ``into`` or a new actor."""
        found = self.find(actor)
        if into is None:
            new_id = f"{found.actor_id.partition(':')[0]}:split:{short_hash(found.actor_id, str(name))}"
            target = {"into_actor_id": new_id, "name": str(name), "country": found.country or ""}
        else:
            target = self._target(into)
        conditions = [
            {"article_id": article, "outlet_id": outlet, "spelling": spelling}
            for article in articles or [""]
            for outlet in outlets or [""]
            for spelling in spelled or [""]
        ]
        for one in conditions:
            self._check_condition(found, **one)
        fixed = {"decision": "split", "actor_id": found.actor_id, "note": note} | target
        return self.file.append([fixed | one for one in conditions])

    def rename(self, actor: str, name: str, note: str) -> tuple[Decision, ...]:
        """``actor`` is shown as ``name`` from the next linking on."""
        found = self.find(actor)
        if found.name == name:
            raise NothingToDecide(f"{found.actor_id} is called '{name}' already.")
        return self.file.append(
            [{"decision": "rename", "actor_id": found.actor_id, "name": name, "note": note}]
        )

    def dismiss(self, actor: str, other: str | None, note: str) -> tuple[Decision, ...]:
        """The review does not ask again whether ``actor`` is ``other``, or whether it is several."""
        cells = {"decision": "dismiss", "actor_id": self.find(actor).actor_id, "note": note}
        return self.file.append([cells | {"into_actor_id": self.find(other).actor_id if other else ""}])

    def find(self, actor_id: str) -> FoundActor:
        """The actor of the warehouse with this id of today or of earlier, else the one of the tables."""
        row = run_file(self.connection, "decide/actor", {"actor_id": actor_id}).fetchone()
        if row is not None:
            return FoundActor(*row)
        if (actor := self.tables.actors.get(actor_id)) is not None:
            return FoundActor(actor.actor_id, actor.name, actor.actor_kind, actor.country, True)
        raise NoSuchActor(
            f"Neither {self.published} nor {self.file.folder / 'actors.csv'} has an actor {actor_id!r}. "
            "Nothing was written. Find its id with: "
            "standpunkt query \"select actor_id, name from actors where name ilike '%PART OF IT%'\""
        )

    def _target(self, into: str) -> dict[str, str]:
        """The cells that say who somebody becomes; described as far as no table does."""
        found = self.find(into)
        is_told = found.actor_id in self.tables.actors or found.actor_id.startswith("org:outlet:")
        name = "" if is_told else found.name[:LONGEST_NAME].ljust(SHORTEST_NAME)
        return {
            "into_actor_id": found.actor_id,
            "name": name,
            "country": "" if is_told else found.country or "",
        }

    def _check_condition(self, actor: FoundActor, article_id: str, outlet_id: str, spelling: str) -> None:
        wanted = set(spellings(spelling)[:1]) if spelling else set()
        rows = run_file(self.connection, "decide/references", {"actor_id": actor.actor_id}).fetchall()
        if not spelling:
            spoken = run_file(self.connection, "decide/spoken", {"actor_id": actor.actor_id}).fetchall()
            rows += [(*row, "") for row in spoken]
        for article, outlet, text in rows:
            is_here = article_id in ("", article) and outlet_id in ("", outlet)
            if is_here and (not wanted or wanted & set(spellings(text))):
                return
        where = [f"article {article_id}"] if article_id else []
        where += [f"outlet {outlet_id}"] if outlet_id else []
        where += [f"spelling '{spelling}'"] if spelling else []
        raise NothingToDecide(
            f"Nothing in {self.published} means {actor.actor_id} ({actor.name}) by {', '.join(where)}. "
            f"Nothing was written. 'standpunkt explain {actor.actor_id}' shows its articles and spellings."
        )


@contextmanager
def open_desk(published: Path, settings: Settings) -> Iterator[Desk]:
    """The place to decide at.

    Raises:
        ShippedTables: there is no table of the user's own to write to.
        SeedTableError, NothingPublished, PublishedFileDamaged, WarehouseTooOld
    """
    file = own_file(settings)
    tables = load_tables(settings.tables)
    with open_published(published) as connection, newest_schema(published):
        yield Desk(connection, published, tables, file)


@contextmanager
def newest_schema(published: Path) -> Iterator[None]:
    """Turn what an older published file lacks into ``WarehouseTooOld``."""
    try:
        yield
    except duckdb.CatalogException as error:
        raise WarehouseTooOld(
            f"{published} was published by an earlier version, without what this needs. 'standpunkt relink "
            f"--warehouse {published}' or the next run publishes it anew; nothing has been changed."
        ) from error


def own_file(settings: Settings) -> DecisionFile:
    """The table of decisions in the user's own folder.

    Raises:
        ShippedTables: with the command that makes such a folder.
    """
    shipped = resource_folder("seeds")
    if "tables" not in settings.model_fields_set and settings.tables.resolve() == shipped.resolve():
        raise ShippedTables(
            f"Decisions are kept in a table of your own, but the shipped ones in {shipped} are in use. "
            "Nothing was written. Make a copy of them, name it, and repeat the command:\n"
            "  standpunkt tables copy tables\n"
            "  export STANDPUNKT_TABLES=tables      (or that line, without export, in the file .env)"
        )
    return DecisionFile(settings.tables)


def listed(settings: Settings) -> QueryResult:
    """The decisions of the tables in use, one row each.

    Raises:
        SeedTableError: file and line of everything that is wrong.
    """
    columns = ("number", "decided_on", "decision", "what", "note", "undone_on")
    rows = (
        (one.number, one.decided_on or None, one.decision, str(one), one.note or None, one.undone_on or None)
        for one in load_tables(settings.tables).decisions
    )
    return QueryResult(columns, tuple(rows))
