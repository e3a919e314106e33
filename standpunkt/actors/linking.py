"""Linking one article: every row of it gets the ids of the actors and issues it means.

A pure function of the article and the seed tables, so that the result cannot depend on which other
articles came before. Where two readings are left, the id stays null: a false merge is worse than a miss.

What decides, in this order: exact alias; genitive and inflected forms; a full name in any spelling; a
surname one person of the article has; the office one person of the article holds; a pronoun with one
possible antecedent. Only persons who speak, take a stance or hold an office become actors of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from standpunkt.actors.groups import cue_is_plural
from standpunkt.actors.heads import Resolved, resolve_span, resolve_target
from standpunkt.actors.outlets import article_country, find_outlet
from standpunkt.actors.pronouns import Occurrence, is_first_person, is_pronoun, resolve_pronoun
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
)
from standpunkt.actors.scene import Scene, build_scene
from standpunkt.actors.tables import Tables
from standpunkt.issues.linking import link_issues

__all__ = ["ActorRow", "ExtractedRows", "LinkedRows", "link_article"]


@dataclass(frozen=True)
class _Voices:
    """Whom each speaker, holder and reporter span means, by its range; and each addressee span."""

    found: dict[Range, Resolved]
    addressed: dict[Range, Resolved]

    @property
    def all(self) -> list[Resolved]:
        return [*self.found.values(), *self.addressed.values()]


def link_article(article: Mapping[str, Any], rows: ExtractedRows, tables: Tables) -> LinkedRows:
    """The rows of ``article`` with actor, outlet and issue ids, and the actors they refer to.

    ``article`` needs ``article_id`` and ``text``; ``url``, ``outlet_name`` and ``published_on`` help.
    Rows carry the contract's keys, roles and stances also the ranges of holder, reporter and
    organisation; keys not known here pass through.
    """
    outlet = find_outlet(article, tables)
    country = article_country(article, outlet)
    scene = build_scene(article, rows.mentions, tables, country, _voice_texts(article["text"], rows))
    roles, scene = link_roles(rows.roles, scene)
    voices = _resolve_voices(rows, scene)
    targets = {
        span: found
        for stance in rows.stances
        if (span := span_range(stance, "target")) and (found := resolve_target(scene, *span))
    }
    speaking = {found.reference.actor.actor_id for found in voices.found.values()}
    speaking |= {row["actor_id"] for row in roles}
    targets = {span: found for span, found in targets.items() if not _is_private(found, speaking)}
    acting = speaking | {found.reference.actor.actor_id for found in targets.values()}
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
    stances = link_issues(
        article["text"], [_link_stance(row, voices, targets) for row in rows.stances], tables
    )
    by_id = _actors_seen(scene, voices, targets)
    referenced = {
        row[key]
        for row in (*mentions, *roles, *statements, *stances)
        for key in row
        if key.endswith("actor_id") and row[key] is not None
    }
    actors = tuple(by_id.get(i) or ActorRow.of(tables.actors[i]) for i in sorted(referenced))
    return LinkedRows(
        mentions,
        roles,
        statements,
        stances,
        actors,
        outlet.outlet_id if outlet else None,
    )


def _voice_texts(text: str, rows: ExtractedRows) -> set[str]:
    spans = [hull(row.get("speaker_spans")) for row in rows.statements]
    spans += [span_range(row, "holder") for row in rows.stances]
    return {text[slice(*span)] for span in spans if span}


def _resolve_voices(rows: ExtractedRows, scene: Scene) -> _Voices:
    """Names and offices first, then pronouns in the order of the text, since each may need the last.

    "ich" comes at the end: its speaker may be named, or be a pronoun, only after the quote.
    """
    spans: dict[Range, bool] = {}
    for row in rows.statements:
        cue = _text_of(scene, hull(row.get("cue_spans")))
        _note(spans, hull(row.get("speaker_spans")), cue_is_plural(cue))
    for row in rows.stances:
        cue = _text_of(scene, span_range(row, "cue"))
        _note(spans, span_range(row, "holder"), cue_is_plural(cue))
        _note(spans, span_range(row, "reporter"), False)
    found: dict[Range, Resolved] = {}
    pronouns = []
    for span in sorted(spans):
        if is_pronoun(scene.text[slice(*span)]):
            pronouns.append(span)
        elif resolved := resolve_span(scene, *span, plural_cue=spans[span], groups=True):
            found[span] = resolved
    quotes = _direct_quotes(rows.statements, found)
    for span in sorted(pronouns, key=lambda span: (is_first_person(scene.text[slice(*span)]), span)):
        # A pronoun that found nobody still ends the chain: who comes next must not look past it.
        before = [
            Occurrence(*other, found[other].reference.actor if other in found else None)
            for other in spans
            if other != span
        ]
        actor = resolve_pronoun(scene, *span, before, quotes)
        if actor is not None:
            mention = next((m for m in scene.mentions_in(*span) if m["mention_form"] == "pronoun"), None)
            found[span] = Resolved(Reference(actor, "pronoun"), mention["mention_id"] if mention else None)
            quotes = _direct_quotes(rows.statements, found)
    addressees = {hull(row.get("addressee_spans")) for row in rows.statements} - {None}
    addressed = {
        span: resolved
        for span in addressees
        if span and (resolved := found.get(span) or resolve_span(scene, *span))
    }
    return _Voices(found, addressed)


def _direct_quotes(
    statements: Iterable[RowDict], found: Mapping[Range, Resolved]
) -> list[tuple[int, int, ActorRow | None]]:
    quotes = []
    for row in statements:
        if row.get("statement_kind") != "direct":
            continue
        speaker = hull(row.get("speaker_spans"))
        resolved = found.get(speaker) if speaker else None
        actor = resolved.reference.actor if resolved else None
        quotes += [(s["start_char"], s["end_char"], actor) for s in row.get("quote_spans") or ()]
    return quotes


def _link_mention(
    row: RowDict,
    scene: Scene,
    voices: _Voices,
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
        if voice is None or voice.reference.method == "group" or row["mention_form"] == "adjective":
            return unlinked
        reference = voice.reference
    actor = reference.actor
    if reference.only_acting and row["mention_id"] not in used:
        return unlinked
    if not actor.known and actor.actor_id not in (speaking if actor.actor_kind == "person" else acting):
        return unlinked
    return {**row, "actor_id": actor.actor_id, "link_method": reference.method}


def _link_statement(row: RowDict, voices: _Voices) -> dict[str, Any]:
    return {
        **row,
        "speaker_actor_id": _actor_id(voices.found, hull(row.get("speaker_spans"))),
        "addressee_actor_id": _actor_id(voices.addressed, hull(row.get("addressee_spans"))),
    }


def _link_stance(row: RowDict, voices: _Voices, targets: Mapping[Range, Resolved]) -> dict[str, Any]:
    return {
        **row,
        "holder_actor_id": _actor_id(voices.found, span_range(row, "holder")),
        "reporter_actor_id": _actor_id(voices.found, span_range(row, "reporter")),
        "target_actor_id": _actor_id(targets, span_range(row, "target")),
    }


def _actors_seen(scene: Scene, voices: _Voices, targets: Mapping[Range, Resolved]) -> dict[str, ActorRow]:
    references = [
        *scene.references.values(),
        *(v.reference for v in voices.all),
        *(t.reference for t in targets.values()),
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


def _note(spans: dict[Range, bool], span: Range | None, plural_cue: bool) -> None:
    if span is not None:
        spans[span] = spans.get(span, False) or plural_cue


def _text_of(scene: Scene, span: Range | None) -> str:
    return scene.text[slice(*span)] if span else ""
