"""Forgetting actors: whatever says who they are, what they said and where they stand; texts stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.actors.forgotten import ForgottenActors, forgotten_sha256, is_full, name_key
from standpunkt.actors.names import fold, genitive_stems
from standpunkt.actors.rows import short_hash
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import strip_titles
from standpunkt.csv_tables import Problem, read_table
from standpunkt.errors import StandpunktError
from standpunkt.steps.forgotten import Forgotten, keep_hashes
from standpunkt.warehouse.sql import run_file, sql_text


class UnknownActor(StandpunktError):
    """The warehouse knows no actor with this id."""


@dataclass(frozen=True)
class Identity:
    """By what the actors to be forgotten are known again."""

    values: tuple[tuple[str, str], ...]
    """Kind and value, see migration 008."""
    names: frozenset[str]
    """Full names as they stand in rows."""


def ask_actors(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str], forgotten: Forgotten, tables: Tables
) -> tuple[list[str], list[str]]:
    """Those of ``ids`` the warehouse or the seed tables know, and those forgotten before.

    Raises:
        UnknownActor: with the ids and names that are like it.
    """
    known = {row[0] for row in run_file(connection, "forget/known_actor_ids").fetchall()}
    asked, earlier = [], []
    for one in ids:
        if one in known:
            asked.append(one)
        elif forgotten.day("actor", one):
            earlier.append(one)
        elif one in tables.actors:
            asked.append(one)
        else:
            raise UnknownActor(_unknown(connection, one))
    return asked, earlier


def choose_actors(connection: duckdb.DuckDBPyConnection, ids: Sequence[str], tables: Tables) -> Identity:
    """By what the actors are known; leaves ``forgotten_actors``, ``forgotten_names`` and ``leaving_rows``."""
    connection.register("asked_actors", pa.table({"actor_id": pa.array(ids, pa.string())}))
    connection.execute(sql_text("forget/actors_asked"))
    connection.unregister("asked_actors")
    identity = _identity(connection, tables)
    names = pa.table({"text": pa.array(sorted(identity.names), pa.string())})
    connection.register("all_forgotten_names", names)
    connection.execute(sql_text("forget/names"))
    connection.unregister("all_forgotten_names")
    connection.execute(sql_text("forget/leaving_rows"))
    return identity


def forgotten_ids(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """All ids of those asked for, of today and of earlier; after `choose_actors`."""
    return [row[0] for row in run_file(connection, "forget/forgotten_ids").fetchall()]


def articles_naming_them(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the articles that mention ``forgotten_actors`` in a row or in their text."""
    return [row[0] for row in run_file(connection, "forget/named_in_articles").fetchall()]


def remove_actors(
    connection: duckdb.DuckDBPyConnection, identity: Identity, today: date, reason: str | None
) -> None:
    """Remove ``forgotten_actors``; runs in the caller's transaction, after `choose_actors`."""
    kinds, values = zip(*identity.values, strict=True)
    keep_hashes(connection, pa.table({"kind": list(kinds), "value": list(values)}), today, reason)
    connection.execute(sql_text("forget/actors"))
    connection.execute(sql_text("load/unnamed_actors"))
    connection.execute(sql_text("forget/dangling_redirects"))


def table_lines(folder: Path, actor_ids: Iterable[str]) -> list[str]:
    """Files and lines of the seed tables that still name the actors."""
    ids = set(actor_ids)
    problems: list[Problem] = []
    found = []
    columns = ("actor_id", "of_actor_id", "into_actor_id")
    for table in ("actors", "aliases", "offices", "office_titles", "memberships", "actor_decisions"):
        lines = [
            str(row.line)
            for row in read_table(folder, table, (), False, problems, columns)
            if ids & {row[column] for column in columns}
        ]
        found += [f"{table}.csv, line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"] if lines else []
    return found


def _identity(connection: duckdb.DuckDBPyConnection, tables: Tables) -> Identity:
    actors = run_file(connection, "forget/stored_actors").fetchall()
    mentions = run_file(connection, "forget/mentioned_names").fetchall()
    values = {("actor", row[0]) for row in actors}
    names = set()
    for actor_id, stored_name, kind, scope in actors:
        known = tables.actors.get(actor_id)
        name = stored_name or (known.name if known else None)
        if scope is None and name and (is_full(name) or kind != "person"):
            names.add(name)
        names |= {
            alias.alias
            for alias in tables.aliases
            if alias.actor_id == actor_id and alias.alias_kind == "name" and is_full(alias.alias)
        }
    if any(scope is None for *_, scope in actors):
        names |= {text for _, text in mentions if is_full(text)}
    # Named by a surname alone, they could become somebody of that article only.
    for article_id, text in mentions:
        bare = strip_titles(text)
        for form in (bare, *genitive_stems(bare)):
            values.add(("actor", f"person:local:{short_hash(article_id, fold(form))}"))
    keys = {key for name in names if (key := name_key(name))}
    values |= {("name", key) for key in keys}
    hashes = frozenset(forgotten_sha256("name", key) for key in keys)
    like = ForgottenActors(names=hashes)
    rows = run_file(connection, "forget/all_names").fetchall()
    return Identity(
        tuple(sorted(values)), frozenset(names | {text for (text,) in rows if like.is_named(text)})
    )


def _unknown(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    near = run_file(connection, "forget/near_actors", {"asked": asked}).fetchall()
    like = "; ".join(f"{one} ({name})" for one, name in near)
    return (
        f"There is no actor '{asked}'. Nothing was changed. "
        + (f"Like it: {like}. " if like else "")
        + 'Ids of actors: standpunkt query "select actor_id, name from actors"'
    )
