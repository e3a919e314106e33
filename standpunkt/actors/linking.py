"""Linking one article: every row of it gets the ids of the actors it means.

A pure function of the article and the seed tables, so that the result cannot depend on which other
articles came before. Where two readings are left, the id stays null: a false merge is worse than a miss.

What decides, in this order: exact alias; genitive and inflected forms; a full name in any spelling; a
surname one person of the article has; the office one person of the article holds; a pronoun with one
possible antecedent. Only persons who speak, take a stance or hold an office become actors of their own.
Last, the decisions of users say who is who after all.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from standpunkt.actors.deciding import apply_decisions
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.joint import METHOD as JOINT
from standpunkt.actors.outlets import article_country, find_outlet
from standpunkt.actors.phrases import is_place_here
from standpunkt.actors.pronoun_forms import is_pronoun
from standpunkt.actors.roles import link_roles
from standpunkt.actors.rows import (
    ActorRow,
    ExtractedRows,
    LinkedRows,
    Range,
    Reference,
    RowDict,
    hull,
    span_range,
    voice_range,
)
from standpunkt.actors.scene import Scene, build_scene
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import is_political
from standpunkt.actors.voices import Voices, resolve_voices

_WITHOUT_A_NAME = frozenset({"pronoun", "office", "short_form"})
"""How somebody is found whom the words do not name."""

__all__ = ["ActorRow", "ExtractedRows", "LinkedRows", "link_actors"]


def link_actors(article: Mapping[str, Any], rows: ExtractedRows, tables: Tables) -> LinkedRows:
    """The rows of ``article`` with actor and outlet ids, and the actors they refer to.

    ``article`` needs ``article_id`` and ``text``; ``url``, ``outlet_name`` and ``published_on`` help.
    Rows carry the contract's keys, roles and stances also the ranges of holder, reporter and
    organisation; keys not known here pass through.
    """
    outlet = find_outlet(article, tables)
    scene, roles, voices = find_voices(article, rows, tables, article_country(article, outlet))
    speaking = {found.reference.actor.actor_id for found in voices.found.values()}
    speaking |= {row["actor_id"] for row in roles} | _of_sides(scene, voices)
    # "der Präsident Anna Muster" and "Anna Muster, Gouverneurin von" have an office even without a role.
    speaking |= {one.actor_id for one in scene.described if is_political(one.noun)}
    targets = {span: found for span, found in voices.targets.items() if not _is_private(found, speaking)}
    acting = speaking | {found.reference.actor.actor_id for found in targets.values()}
    acting |= _named_again(scene, voices)
    voices = replace(
        voices,
        addressed={
            span: found
            for span, found in voices.addressed.items()
            if found.reference.actor.known or found.reference.actor.actor_id in acting
        },
    )
    used = {found.mention_id for found in (*voices.all, *targets.values()) if found.mention_id}
    mentions = tuple(_link_mention(m, scene, voices, acting, speaking, used) for m in rows.mentions)
    statements = tuple(_link_statement(row, voices) for row in rows.statements)
    stances = tuple(_link_stance(row, voices, targets) for row in rows.stances)
    by_id = _actors_seen(scene, voices, targets)
    referenced = {
        row[key]
        for row in (*mentions, *roles, *statements, *stances)
        for key in row
        if key.endswith("actor_id") and row[key] is not None
    }
    actors = tuple(by_id.get(i) or ActorRow.of(tables.actors[i]) for i in sorted(referenced))
    linked = LinkedRows(
        mentions,
        roles,
        statements,
        stances,
        actors,
        outlet.outlet_id if outlet else None,
    )
    return apply_decisions(article["article_id"], linked, tables.ruling, tables.actors)


def find_voices(
    article: Mapping[str, Any], rows: ExtractedRows, tables: Tables, country: str | None
) -> tuple[Scene, tuple[dict[str, Any], ...], Voices]:
    """What the article's names mean, its roles with actors, and who speaks, acts or is meant in passing."""
    scene = build_scene(article, rows.mentions, tables, country, _voice_texts(article["text"], rows))
    roles, scene = link_roles(rows.roles, scene)
    return scene, roles, resolve_voices(rows, scene)


def _of_sides(scene: Scene, voices: Voices) -> set[str]:
    """Persons through whose people somebody speaks or acts: "das Muster-Lager"."""
    return {
        reference.actor.actor_id
        for start_char, end_char in voices.found
        for mention in scene.mentions_in(start_char, end_char)
        if mention["mention_form"] == "name"
        and mention["start_char"] >= start_char
        and scene.text.startswith("-", mention["end_char"])
        and mention["end_char"] < end_char
        and (reference := scene.reference(mention)) is not None
        and reference.actor.actor_kind == "person"
    }


def _named_again(scene: Scene, voices: Voices) -> set[str]:
    """Organisations and groups the article comes back to: they are actors of it even if they do not act."""
    spans: dict[str, set[Range]] = defaultdict(set)
    for mention in scene.mentions:
        is_name = mention["mention_form"] == "name"
        reference = scene.reference(mention) if is_name else voices.passing.get(mention["mention_id"])
        if reference is None or reference.only_acting:
            continue
        kind = reference.actor.actor_kind
        # "die Täter" and then "sie" are not told apart from anybody.
        if kind == "organisation" or (kind == "group" and mention["mention_form"] == "office"):
            spans[reference.actor.actor_id].add((mention["start_char"], mention["end_char"]))
    return {actor_id for actor_id, where in spans.items() if len(where) > 1}


def _voice_texts(text: str, rows: ExtractedRows) -> set[str]:
    spans = [voice_range(row.get("speaker_spans")) for row in rows.statements]
    spans += [span_range(row, "holder") for row in rows.stances]
    return {text[slice(*span)] for span in spans if span}


def _link_mention(
    row: RowDict,
    scene: Scene,
    voices: Voices,
    acting: set[str],
    speaking: set[str],
    used: set[str],
) -> dict[str, Any]:
    unlinked = {**row, "actor_id": None, "link_method": None}
    reference = scene.reference(row)
    if reference is None:
        voice = voices.found.get((row["start_char"], row["end_char"]))
        if voice is None and row["mention_id"] in used:
            voice = next(
                (v for v in voices.found.values() if v.mention_id == row["mention_id"]),
                None,
            )
        method = voice.reference.method if voice is not None else ""
        is_part = method == JOINT or (method == "group" and row["mention_form"] == "name")
        if (row["mention_form"] == "adjective" and " " not in row["text"]) or is_part:
            return unlinked
        found = voice.reference if voice else _in_passing(row, voices, acting)
        if found is None:
            return unlinked
        reference = found
    actor = reference.actor
    if reference.only_acting and row["mention_id"] not in used:
        # "Niedersachsen" is named again where its state acts anyway; a city of a state that acts is a city.
        is_region = actor.actor_kind != "state" and actor.actor_id in acting
        if not is_region or is_place_here(scene, row["start_char"]):
            return unlinked
    if not actor.known and actor.actor_id not in (speaking if actor.actor_kind == "person" else acting):
        return unlinked
    return {**row, "actor_id": actor.actor_id, "link_method": reference.method}


def _in_passing(row: RowDict, voices: Voices, acting: set[str]) -> Reference | None:
    """Nobody becomes an actor through "ihm" or "der Minister"."""
    found = voices.passing.get(row["mention_id"])
    if found is None:
        return None
    actor = found.actor
    is_state = found.method == "metonym" and not found.only_acting
    named = actor.known and (row["mention_form"] == "name" or is_state)
    return found if actor.actor_id in acting or named else None


def _link_statement(row: RowDict, voices: Voices) -> dict[str, Any]:
    return {
        **row,
        "speaker_actor_id": _actor_id(voices.found, voice_range(row.get("speaker_spans"))),
        "addressee_actor_id": _actor_id(voices.addressed, hull(row.get("addressee_spans"))),
    }


def _link_stance(row: RowDict, voices: Voices, targets: Mapping[Range, Resolved]) -> dict[str, Any]:
    holder = _actor_id(voices.found, span_range(row, "holder"))
    target_span = span_range(row, "target")
    target = _actor_id(targets, target_span)
    if holder is not None and holder == target:
        # In a clause nobody is "sie" or "der Minister" whom it names beside: one of both stays open.
        if target_span and targets[target_span].reference.method in _WITHOUT_A_NAME:
            target = None
        elif is_pronoun(row["holder_text"]):
            holder = None
    return {
        **row,
        "holder_actor_id": holder,
        "reporter_actor_id": _actor_id(voices.found, span_range(row, "reporter")),
        "target_actor_id": target,
    }


def _actors_seen(scene: Scene, voices: Voices, targets: Mapping[Range, Resolved]) -> dict[str, ActorRow]:
    references = [
        *scene.references.values(),
        *(v.reference for v in voices.all),
        *(t.reference for t in targets.values()),
        *voices.passing.values(),
    ]
    seen: dict[str, ActorRow] = dict(scene.persons.actors)
    # Spellings of a new organisation may differ in case; which one names it must not depend on order.
    for actor in sorted((r.actor for r in references), key=lambda a: (a.actor_id, a.name), reverse=True):
        seen[actor.actor_id] = actor
    return seen


def _actor_id(found: Mapping[Range, Resolved], span: Range | None) -> str | None:
    resolved = found.get(span) if span else None
    return resolved.reference.actor.actor_id if resolved else None


def _is_private(found: Resolved, speaking: set[str]) -> bool:
    """A person no table has and who only is the target of others' stances."""
    actor = found.reference.actor
    return actor.actor_kind == "person" and not actor.known and actor.actor_id not in speaking
