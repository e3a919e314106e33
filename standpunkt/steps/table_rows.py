"""Rows of public tables that mirror seed tables, as decisions changed them, without the forgotten."""

from dataclasses import asdict, replace
from typing import Any

from standpunkt.actors.decisions import Decision
from standpunkt.actors.forgotten import ForgottenActors
from standpunkt.actors.former import former_actors
from standpunkt.actors.records import Membership, Office
from standpunkt.actors.rows import ActorRow
from standpunkt.actors.tables import Tables
from standpunkt.steps.rows import Row


def known_actor_rows(tables: Tables, forgotten: ForgottenActors) -> dict[str, Row]:
    """Rows of ``actors`` for the actors of the tables, by id: without the merged ones, named as decided."""
    ruling = tables.ruling
    return {
        one.actor_id: ruling.shown(ActorRow.of(one)).row
        for one in tables.actors.values()
        if one.actor_id not in ruling.merges and not forgotten.is_actor(one.actor_id, one.name)
    }


def former_actor_rows(tables: Tables, forgotten: ForgottenActors) -> list[dict[str, Any]]:
    """What `former_actors` tells, but for actors that were forgotten."""
    return [
        row
        for row in former_actors(tables)
        if not any(forgotten.is_actor(row[key], "") for key in ("old_actor_id", "actor_id"))
    ]


def seed_rows(tables: Tables, forgotten: ForgottenActors) -> dict[str, list[Row]]:
    """Rows of the tables that hold nothing else than seed tables."""
    return {
        "outlets": [
            {"outlet_id": one.outlet_id, "name": one.name, "country": one.country}
            for one in tables.outlets.values()
        ],
        "issues": [
            {
                "issue_id": one.issue_id,
                "label": one.label,
                "description": one.description,
                "parent_issue_id": one.parent_issue_id,
            }
            for one in tables.issues.values()
        ],
        "memberships": _memberships(tables, forgotten),
        "offices": [
            _office_row(one, tables) for one in tables.offices if not _is_of_gone(one, tables, forgotten)
        ],
    }


def _memberships(tables: Tables, forgotten: ForgottenActors) -> list[Row]:
    """Memberships of and in actors that are known or that decisions describe, as decisions merge them."""
    merged = tables.ruling.merged
    rows = {
        replace(one, actor_id=merged(one.actor_id), of_actor_id=merged(one.of_actor_id)): None
        for one in tables.memberships
        if not _is_of_gone(one, tables, forgotten)
    }
    told = tables.actors.keys() | tables.ruling.described.keys()
    return [
        asdict(one)
        for one in rows
        if one.actor_id != one.of_actor_id and {one.actor_id, one.of_actor_id} <= told
    ]


def _is_of_gone(line: Office | Membership, tables: Tables, forgotten: ForgottenActors) -> bool:
    """Whether a forgotten actor is one side of the line, under its own id or merged."""
    if not forgotten:
        return False
    ids = {one for one in (line.actor_id, line.of_actor_id) if one is not None}
    for actor_id in ids | {tables.ruling.merged(one) for one in ids}:
        named = tables.actors.get(actor_id) or tables.ruling.described.get(actor_id)
        if forgotten.is_actor(actor_id, named.name if named else ""):
            return True
    return False


def _office_row(office: Office, tables: Tables) -> Row:
    merged = tables.ruling.merged
    standard = tables.titles.find(office.office, tables.actors.get(office.of_actor_id or ""))
    return {
        **asdict(office),
        "actor_id": merged(office.actor_id),
        "of_actor_id": merged(office.of_actor_id) if office.of_actor_id else None,
        "standard_office": standard.name if standard else None,
        "has_one_holder": bool(standard and standard.has_one_holder),
    }


def without_vain_decisions(tables: Tables, forgotten: ForgottenActors) -> Tables:
    """``tables`` without decisions that make somebody one of the forgotten, whose rows would go along."""
    if not forgotten:
        return tables

    def is_vain(one: Decision) -> bool:
        into = tables.actors.get(one.into_actor_id or "")
        return one.into_actor_id is not None and forgotten.is_actor(
            one.into_actor_id, into.name if into else one.name or ""
        )

    kept = tuple(one for one in tables.decisions if not is_vain(one))
    return tables if len(kept) == len(tables.decisions) else replace(tables, decisions=kept)
