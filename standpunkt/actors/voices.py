"""Whom each speaker, holder, reporter and addressee span of an article means.

Names and offices first, then whom the text only describes, then pronouns in the order of the text, since
each may need the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standpunkt.actors.descriptions import Description, describe, needs_a_name, same_before
from standpunkt.actors.groups import cue_is_plural, group_named
from standpunkt.actors.heads import Resolved, resolve_span
from standpunkt.actors.names import fold
from standpunkt.actors.pronouns import Occurrence, is_first_person, is_pronoun, resolve_pronoun
from standpunkt.actors.recalled import described_as
from standpunkt.actors.rows import ActorRow, ExtractedRows, Range, Reference, RowDict, hull, span_range
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import owner_in_compound, source_itself

Quote = tuple[int, int, ActorRow | None]


@dataclass(frozen=True)
class Voices:
    """Whom each speaker, holder and reporter span means, by its range; and each addressee span."""

    found: dict[Range, Resolved]
    addressed: dict[Range, Resolved]
    spans: frozenset[Range]
    """All of them, also those left open."""
    described: tuple[tuple[Description, ActorRow], ...]
    """Whom the article describes without a name."""
    quotes: tuple[Quote, ...]
    """Direct speech and who speaks it."""

    @property
    def all(self) -> list[Resolved]:
        """Everybody found."""
        return [*self.found.values(), *self.addressed.values()]


def resolve_voices(rows: ExtractedRows, scene: Scene) -> Voices:
    """The voices of an article; a span that is missing in the result is left open."""
    spans = _spans(rows, scene)
    pronouns = [span for span in sorted(spans) if is_pronoun(scene.text[slice(*span)])]
    found, described = _named(scene, {span: plural for span, plural in spans.items() if span not in pronouns})
    quotes = _direct_quotes(rows.statements, found)
    # "ich" comes at the end: its speaker may be named, or be a pronoun, only after the quote.
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
    return Voices(found, addressed, frozenset(spans), tuple(described), tuple(quotes))


def _spans(rows: ExtractedRows, scene: Scene) -> dict[Range, bool]:
    """Every voice, and whether a verb says it is several."""
    spans: dict[Range, bool] = {}

    def note(span: Range | None, plural_cue: bool) -> None:
        if span is not None:
            spans[span] = spans.get(span, False) or plural_cue

    for row in rows.statements:
        cue = _text_of(scene, hull(row.get("cue_spans")))
        note(hull(row.get("speaker_spans")), cue_is_plural(cue))
    for row in rows.stances:
        cue = _text_of(scene, span_range(row, "cue"))
        note(span_range(row, "holder"), cue_is_plural(cue))
        note(span_range(row, "reporter"), False)
    return spans


def _named(
    scene: Scene, spans: Mapping[Range, bool]
) -> tuple[dict[Range, Resolved], list[tuple[Description, ActorRow]]]:
    found: dict[Range, Resolved] = {}
    for span, plural in spans.items():
        if resolved := resolve_span(scene, *span, plural_cue=plural, groups=True):
            found[span] = resolved
    described: list[tuple[Description, ActorRow]] = []
    for span in sorted(spans):
        if span not in found:
            if resolved := resolve_described(scene, span, described):
                found[span] = resolved
        elif (description := describe(scene.text[slice(*span)])) and _is_unnamed(found[span]):
            described.append((description, found[span].reference.actor))
    return found, described


def resolve_described(
    scene: Scene, span: Range, described: list[tuple[Description, ActorRow]]
) -> Resolved | None:
    """Whom "die Anwältin" or "ein Polizeisprecher" means; who is new is added to ``described``."""
    start_char, end_char = source_itself(scene.text, *span)
    text = scene.text[start_char:end_char]
    owner = owner_in_compound(text)
    if owner is not None:
        if resolved := _organisation(scene, owner):
            return resolved
        text = owner
        group = group_named(text, False, False, scene.article_id, scene.tables, scene.country)
        if group is not None:
            return Resolved(Reference(group, "group"))
    description = describe(text)
    if description is None:
        return None
    mention = next((m for m in scene.mentions_in(*span) if m["mention_form"] == "office"), None)
    mention_id = mention["mention_id"] if mention else None
    if person := described_as(scene, description):
        return Resolved(Reference(person, "office"), mention_id)
    named = _named_so(scene, description)
    if needs_a_name(description) or len(named) > 1 or (named and description.actor_kind == "person"):
        return None
    if named:
        return Resolved(Reference(named[0], "short_form"), mention_id)
    known = {actor.actor_id: actor for _, actor in described}
    if description.is_bare or description.determiner == "":
        same = same_before(description, described)
        if len(same) > 1:
            return None
        if same:
            return Resolved(Reference(known[same.pop()], "short_form"), mention_id)
    actor = description.actor(text, scene.article_id)
    described.append((description, actor))
    return Resolved(Reference(known.get(actor.actor_id, actor), "described"), mention_id)


def _named_so(scene: Scene, description: Description) -> list[ActorRow]:
    """Whom of those the article names "der Club" or "der Sprecher" could mean."""
    if not description.is_bare:
        return []
    if description.actor_kind == "person":
        ids = {one.actor_id for one in scene.described if fold(one.noun).endswith(description.noun)}
        return [actor for one in sorted(ids) if (actor := scene.actor(one)) is not None]
    organisations = {
        reference.actor.actor_id: reference.actor
        for reference in scene.references.values()
        if reference.actor.actor_kind == "organisation"
        and any(word.endswith(description.noun) for word in fold(reference.actor.name).split())
    }
    return [organisations[one] for one in sorted(organisations)]


def _organisation(scene: Scene, name: str) -> Resolved | None:
    reference = next(
        (
            found
            for mention in scene.mentions
            if mention["text"] == name and (found := scene.reference(mention)) is not None
        ),
        None,
    )
    match = reference or scene.medium(name)
    return Resolved(match) if match else None


def _is_unnamed(resolved: Resolved) -> bool:
    return resolved.reference.method in ("new", "short_form", "table") and (
        resolved.reference.actor.actor_kind == "organisation"
    )


def _direct_quotes(statements: Iterable[RowDict], found: Mapping[Range, Resolved]) -> list[Quote]:
    quotes = []
    for row in statements:
        if row.get("statement_kind") != "direct":
            continue
        speaker = hull(row.get("speaker_spans"))
        resolved = found.get(speaker) if speaker else None
        actor = resolved.reference.actor if resolved else None
        quotes += [(s["start_char"], s["end_char"], actor) for s in row.get("quote_spans") or ()]
    return quotes


def _text_of(scene: Scene, span: Range | None) -> str:
    return scene.text[slice(*span)] if span else ""
