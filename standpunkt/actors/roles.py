"""Offices the text gives to persons: whose they are, of what, and what they tell about gender."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from standpunkt.actors.names import fold
from standpunkt.actors.offices import HeldOffice, office_key
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference, RowDict, span_range
from standpunkt.actors.scene import Scene


def link_roles(rows: Iterable[RowDict], scene: Scene) -> tuple[tuple[dict[str, Any], ...], Scene]:
    """Roles with their holders, and the scene with the offices these hold now."""
    linked, held = [], []
    for row in rows:
        holder = span_range(row, "holder")
        found = _holder(scene, *holder) if holder else None
        if found is None:
            continue
        of_actor_id = _organisation_of(row, scene)
        linked.append({**row, "actor_id": found.actor_id, "of_actor_id": of_actor_id})
        if row.get("is_former"):
            continue
        known = {
            office.of_actor_id
            for office in scene.tables.offices
            if office.actor_id == found.actor_id and office_key(office.office) == office_key(row["office"])
        }
        # "Präsident Trump" leaves the state open; his offices in the tables close it, for chains only.
        implied = known.pop() if of_actor_id is None and len(known) == 1 else of_actor_id
        held.append(HeldOffice(office_key(row["office"]), implied, found))
    genders = _genders_by_office(linked)
    scene = replace(
        scene,
        references={key: _with_gender(ref, genders) for key, ref in scene.references.items()},
        held_offices=tuple(replace(office, holder=_gendered(office.holder, genders)) for office in held),
    )
    return tuple(linked), scene


def _holder(scene: Scene, start_char: int, end_char: int) -> ActorRow | None:
    for mention in scene.mentions_in(start_char, end_char):
        reference = scene.reference(mention)
        if reference and mention["mention_form"] == "name" and reference.actor.actor_kind == "person":
            return reference.actor
    found = scene.persons.find(scene.text[start_char:end_char], scene.tables, scene.country)
    return found.actor if found else None


def _organisation_of(row: RowDict, scene: Scene) -> str | None:
    span = span_range(row, "of")
    if span is None:
        return None
    text = scene.text[slice(*span)]
    for name in (text, text.partition("-")[0]):
        match = choose(scene.tables.index.find(name), scene.tables, scene.country)
        if match is not None and not match.only_acting:
            return match.actor_id
    return None


def _genders_by_office(linked: Iterable[RowDict]) -> dict[str, str]:
    """Gender of new persons as the form of their office tells it: "Sprecherin", "Minister"."""
    found: dict[str, set[str]] = {}
    for row in linked:
        office = fold(str(row["office"])).split()[-1:] or [""]
        found.setdefault(row["actor_id"], set()).add("f" if office[0].endswith(("in", "frau")) else "m")
    return {actor_id: genders.pop() for actor_id, genders in found.items() if len(genders) == 1}


def _gendered(actor: ActorRow, genders: Mapping[str, str]) -> ActorRow:
    if actor.known or actor.actor_kind != "person":
        return actor
    return replace(actor, gender=genders.get(actor.actor_id, actor.gender))


def _with_gender(reference: Reference, genders: Mapping[str, str]) -> Reference:
    return replace(reference, actor=_gendered(reference.actor, genders))
