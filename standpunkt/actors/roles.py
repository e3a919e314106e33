"""Offices the text gives to persons: whose they are, of what, and what they tell about gender."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from standpunkt.actors.office_titles import office_key
from standpunkt.actors.offices import HeldOffice
from standpunkt.actors.persons import choose
from standpunkt.actors.records import Actor
from standpunkt.actors.role_kinds import belongs_to_branch, head_words, role_kind
from standpunkt.actors.rows import ActorRow, Reference, RowDict, span_range
from standpunkt.actors.scene import Scene
from standpunkt.actors.titles import article_before, role_gender

# "Fahrzeugführer" and "Wohnungsinhaberin" end like offices and are none: whom a report only tells of.
_PRIVATE = re.compile(
    r"(?:fahrzeug|kraft|wagen|auto|pkw|lkw|motorrad|boots|schiffs|lok|zug|kran|bagger|hunde|rad)-?führer(?:in)?s?$"
    r"|(?<!amts)inhaber(?:in)?s?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(Frau|Herrn?) $")
# Not "Muster, der Sprecher": a relative clause goes on in lower case.
_RELATIVE = re.compile(
    r"(?: \([\w/. -]{1,20}\))?, (der|die) (?:[a-zäöüß]+|[^,.]{1,60} (?:hat|ist|war|wird|hatte))\b"
)


def link_roles(rows: Iterable[RowDict], scene: Scene) -> tuple[tuple[dict[str, Any], ...], Scene]:
    """Roles with their holders, and the scene with the offices these hold now."""
    linked, held = [], []
    for row in rows:
        if _PRIVATE.search(str(row["office"])) or _PRIVATE.search(str(row["role_text"])):
            continue
        holder = span_range(row, "holder")
        found = _holder(scene, *holder) if holder else None
        if found is None:
            continue
        of_actor_id = _organisation_of(row, scene)
        role = {**row, "actor_id": found.actor_id, "of_actor_id": of_actor_id}
        role |= _office_facts(role, scene)
        linked.append(role)
        if row.get("is_former") or role["role_kind"] == "designated":
            continue
        known = {
            office.of_actor_id
            for office in scene.tables.offices_of.get(found.actor_id, ())
            if office_key(office.office) == office_key(row["office"])
        }
        # "Präsident Trump" leaves the state open; his offices in the tables close it, for chains only.
        implied = known.pop() if of_actor_id is None and len(known) == 1 else of_actor_id
        held.append(HeldOffice(office_key(row["office"]), implied, found))
    for one in scene.described:
        if not one.is_former:
            actor = scene.actor(one.actor_id)
            held += [HeldOffice(office_key(one.noun), None, actor)] if actor else []
    genders = _genders(linked, scene)
    scene = replace(
        scene,
        persons=replace(
            scene.persons,
            actors={key: _gendered(actor, genders) for key, actor in scene.persons.actors.items()},
            by_full_name={
                key: _with_gender(reference, genders) for key, reference in scene.persons.by_full_name.items()
            },
        ),
        references={key: _with_gender(ref, genders) for key, ref in scene.references.items()},
        held_offices=tuple(replace(office, holder=_gendered(office.holder, genders)) for office in held),
    )
    return tuple(linked), scene


def _office_facts(role: RowDict, scene: Scene) -> dict[str, Any]:
    """In what way somebody has the office, its standard name, and the sentence that says so."""
    start_char, end_char = span_range(role, "sentence") or _line(scene.text, role["start_char"])
    of = scene.tables.actors.get(role["of_actor_id"] or "")
    office = scene.tables.titles.find(role["office"], of)
    kind = role_kind(
        role["role_text"],
        scene.text[start_char : role["start_char"]],
        scene.text[start_char:end_char],
        bool(role.get("is_former")),
        scene.published_on,
    )
    if kind == "holder" and of is not None:
        is_of, whole = _is_of(scene, of), span_range(role, "of")
        # "Vorsitzender des Bundestags-Ausschusses" was found by the first part of the name only.
        is_part = whole is not None and not is_of(scene.text[slice(*whole)])
        kind = "branch" if is_part or belongs_to_branch(role["role_text"], is_of) else kind
    return {
        "role_kind": kind,
        "standard_office": office.name if office else None,
        "has_one_holder": bool(office and office.has_one_holder),
        "sentence_start_char": start_char,
        "sentence_end_char": end_char,
    }


def _is_of(scene: Scene, of: Actor) -> Callable[[str], bool | None]:
    """Whether a word names ``of``, or somebody else; None if it names nobody the tables know."""

    def is_of(word: str) -> bool | None:
        match = choose(scene.tables.index.find(word), scene.tables, scene.country)
        return None if match is None else match.actor_id == of.actor_id

    return is_of


def _line(text: str, start_char: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, start_char) + 1
    end = text.find("\n", start_char)
    return begin, len(text) if end < 0 else end


def _holder(scene: Scene, start_char: int, end_char: int) -> ActorRow | None:
    for mention in scene.mentions_in(start_char, end_char):
        reference = scene.reference(mention)
        if reference and mention["mention_form"] == "name" and reference.actor.actor_kind == "person":
            return reference.actor
    found = scene.persons.find(scene.text[start_char:end_char], scene.tables, scene.country)
    return found.actor if found else None


def _organisation_of(row: RowDict, scene: Scene) -> str | None:
    """Whose the office is: what the extraction found, else a name or adjective in the role's own words."""
    span = span_range(row, "of")
    if span is not None:
        text = scene.text[slice(*span)]
        names = [text, text.partition("-")[0]]
    else:
        names = [
            word.rpartition("-")[0].removeprefix("Ex-") if "-" in word and word[:1].isupper() else word
            for word in head_words(row["role_text"])
            if word[:1].islower() or "-" in word or (word.endswith("s") and word != row["office"])
        ]
    for name in filter(None, names):
        index = scene.tables.index
        # "deutsche" is also what inhabitants are called.
        adjectives = index.find_adjective(name) if name[:1].islower() else ()
        match = choose(adjectives or index.find(name), scene.tables, scene.country)
        if (
            match is not None
            and not match.is_city
            and scene.tables.actors[match.actor_id].actor_kind != "person"
        ):
            return match.actor_id
    return None


def _genders(linked: Iterable[RowDict], scene: Scene) -> dict[str, str]:
    """Gender of new persons as their roles tell it: "Sprecherin", "die Abgeordnete", "Minister"."""
    found: dict[str, set[str | None]] = {}
    for row in linked:
        noun = (str(row["office"]).split() or [""])[-1]
        before = article_before(scene.text[max(0, row["start_char"] - 40) : row["start_char"]])
        found.setdefault(row["actor_id"], set()).add(role_gender(noun, f"{before} {row['role_text']}"))
    for one in scene.described:
        found.setdefault(one.actor_id, set()).add(one.gender)
    for actor_id, gender in _by_words_beside(scene):
        found.setdefault(actor_id, set()).add(gender)
    certain = {actor_id: genders - {None} for actor_id, genders in found.items()}
    return {actor_id: str(*genders) for actor_id, genders in certain.items() if len(genders) == 1}


def _by_words_beside(scene: Scene) -> Iterable[tuple[str, str]]:
    """Genders that "Frau Muster" and "Muster, die" tell."""
    for mention in scene.mentions:
        reference = scene.reference(mention)
        if reference is None or mention["mention_form"] != "name" or reference.actor.gender is not None:
            continue
        start_char, end_char = mention["start_char"], mention["end_char"]
        if title := _TITLE.search(scene.text, max(0, start_char - 6), start_char):
            yield reference.actor.actor_id, "f" if title[1] == "Frau" else "m"
        elif relative := _RELATIVE.match(scene.text, end_char):
            yield reference.actor.actor_id, "f" if relative[1] == "die" else "m"


def _gendered(actor: ActorRow, genders: Mapping[str, str]) -> ActorRow:
    if actor.known or actor.actor_kind != "person":
        return actor
    return replace(actor, gender=genders.get(actor.actor_id, actor.gender))


def _with_gender(reference: Reference, genders: Mapping[str, str]) -> Reference:
    return replace(reference, actor=_gendered(reference.actor, genders))
