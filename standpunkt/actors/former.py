"""Ids an actor may have been published under, as decisions and tables tell them."""

from typing import Any

import pyarrow as pa

from standpunkt.actors.names import fold, with_own_names
from standpunkt.actors.organisations import new_organisation_id
from standpunkt.actors.persons import is_full_name, new_person_id
from standpunkt.actors.rows import new_state_id
from standpunkt.actors.tables import Tables

FORMER_ACTORS = pa.schema(
    [("old_actor_id", pa.string()), ("actor_id", pa.string()), ("is_decision", pa.bool_())]
)


def former_actors(tables: Tables) -> list[dict[str, Any]]:
    """Old id, today's id, and whether a merge says so.

    Else the old id is what a name of the tables would be called were its actor in no table: so whoever
    was new stays findable after being added. Names that several actors share tell nothing.
    """
    ruling = tables.ruling
    rows = [_row(old, ruling.merged(old), True) for old in ruling.merges]
    meant: dict[str, set[str]] = {}
    for alias in with_own_names(tables.actors, tables.aliases):
        if alias.alias_kind in ("name", "acronym") and not alias.only_acting:
            actor_id = ruling.merged(alias.actor_id)
            old = _new_id(tables.actors[alias.actor_id].actor_kind, alias.alias)
            if old is not None:
                meant.setdefault(old, set()).add(actor_id)
    rows += [
        _row(old, min(ids), False) for old, ids in meant.items() if len(ids) == 1 and old not in ruling.merges
    ]
    return rows


def _new_id(actor_kind: str, name: str) -> str | None:
    if actor_kind == "person":
        return new_person_id(fold(name)) if is_full_name(name) else None
    return new_state_id(name) if actor_kind == "state" else new_organisation_id(name)


def _row(old_actor_id: str, actor_id: str, is_decision: bool) -> dict[str, Any]:
    return {"old_actor_id": old_actor_id, "actor_id": actor_id, "is_decision": is_decision}
