"""Whom each speaker, holder, reporter and addressee span of an article means.

Names and offices first, then whom the text only describes, then pronouns in the order of the text, since
each may need the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standpunkt.actors.antecedents import Discourse
from standpunkt.actors.candidates import Candidate
from standpunkt.actors.cast import Cast
from standpunkt.actors.choice import Decision
from standpunkt.actors.counterparts import addressee_spans, is_bare_pronoun, resolve_counterpart, target_spans
from standpunkt.actors.described import Introduced, resolve_described
from standpunkt.actors.discourse import build_discourse
from standpunkt.actors.documents import resolve_documents
from standpunkt.actors.groups import cue_is_plural, is_other_group
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.heads import resolve_span
from standpunkt.actors.joint import METHOD as JOINT
from standpunkt.actors.mentioned import passing_offices, resolve_passing
from standpunkt.actors.pronoun_forms import is_pronoun
from standpunkt.actors.pronouns import Quote, resolve_first_person, resolve_pronouns
from standpunkt.actors.resemblance import METHODS, decide_description, reference_decided
from standpunkt.actors.rows import (
    ActorRow,
    ExtractedRows,
    Range,
    Reference,
    RowDict,
    hull,
    span_range,
    voice_range,
)
from standpunkt.actors.scene import Scene
from standpunkt.actors.strangers import Strangers


@dataclass(frozen=True)
class Voices:
    """Whom each speaker, holder and reporter span means, by its range; and each addressee and target."""

    found: dict[Range, Resolved]
    addressed: dict[Range, Resolved]
    targets: dict[Range, Resolved]
    """Whom targets of stances mean, where that is somebody."""
    passing: dict[str, Reference]
    """Whom pronouns and offices mean that are no voice themselves, by mention."""
    decisions: tuple[Decision, ...] = ()
    """Between whom it was chosen."""

    @property
    def all(self) -> list[Resolved]:
        """Everybody found."""
        return [*self.found.values(), *self.addressed.values()]


def resolve_voices(rows: ExtractedRows, scene: Scene) -> Voices:
    """The voices of an article; a span that is missing in the result is left open."""
    spans = _spans(rows, scene)
    pronouns = [span for span in spans if is_pronoun(scene.text[slice(*span)], possessive=True)]
    named = {span: plural for span, plural in spans.items() if span not in set(pronouns)}
    targets, addressees = target_spans(rows), addressee_spans(rows)
    beside = {span for span in targets | addressees if is_bare_pronoun(scene.text[slice(*span)])}
    cast = Cast(scene)
    found, offices, others = _named(
        scene, named, {span: span in targets for span in targets | addressees}, cast
    )
    in_passing = {
        (m["start_char"], m["end_char"]): m["mention_id"]
        for m in scene.mentions
        if m["mention_form"] == "pronoun"
    }
    discourse = _discourse(scene, rows, named, found, offices)
    meant = resolve_pronouns(scene.text, {*pronouns, *in_passing, *beside}, discourse)
    both = {c.start_char for c in discourse.candidates if c.gender == "p" and c.is_person}
    found |= {
        span: _pronoun(meant[span], in_passing.get(span), JOINT if span[0] in both else "pronoun")
        for span in pronouns
        if span in meant
    }
    unsaid = [span for span in named if span not in found]
    found |= resolve_documents(scene, unsaid, offices, discourse)
    # "ich" comes at the end: its speaker may be named, or be a pronoun, only after the quote.
    quotes = _direct_quotes(rows.statements, found)
    first = resolve_first_person(scene.text, {*pronouns, *in_passing, *beside}, quotes, set(pronouns))
    found |= {span: _pronoun(first[span], in_passing.get(span)) for span in pronouns if span in first}
    meant |= first
    passing = {
        mention["mention_id"]: reference
        for mention in scene.mentions
        if (reference := offices.get((mention["start_char"], mention["end_char"]))) is not None
    }
    passing |= {
        in_passing[span]: Reference(actor, "pronoun")
        for span, actor in meant.items()
        if span in in_passing and span[0] not in both
    }
    others |= {span: _pronoun(meant[span], None) for span in beside if span in meant and span[0] not in both}
    others |= {span: found[span] for span in addressees if span in found}
    return Voices(
        found,
        {span: others[span] for span in addressees if span in others},
        {span: others[span] for span in targets if span in others},
        passing,
        (*cast.decisions, *discourse.decisions),
    )


def _discourse(
    scene: Scene,
    rows: ExtractedRows,
    named: Iterable[Range],
    found: Mapping[Range, Resolved],
    offices: Mapping[Range, Reference | None],
) -> Discourse:
    """Everybody a pronoun can go back to; joint speakers as several, beside each of them."""
    joint = {span: one.reference.actor for span, one in found.items() if one.reference.method == JOINT}
    discourse = build_discourse(
        scene,
        {span: found[span].reference.actor if span in found else None for span in named if span not in joint},
        {span: reference.actor if reference else None for span, reference in offices.items()},
        _direct_quotes(rows.statements, found),
    )
    discourse.told = tuple(sorted(_told(rows.statements)))
    discourse.tellers |= {span: one.reference.actor for span, one in found.items()}
    for span, actor in joint.items():
        discourse.add(Candidate(*span, actor, "p", is_voice=True))
    return discourse


def _pronoun(actor: ActorRow, mention_id: str | None, method: str = "pronoun") -> Resolved:
    return Resolved(Reference(actor, method), mention_id)


def _spans(rows: ExtractedRows, scene: Scene) -> dict[Range, bool]:
    """Every voice, and whether a verb says it is several."""
    spans: dict[Range, bool] = {}

    def note(span: Range | None, plural_cue: bool) -> None:
        if span is not None:
            spans[span] = spans.get(span, False) or plural_cue

    for row in rows.statements:
        cue = _text_of(scene, hull(row.get("cue_spans")))
        note(voice_range(row.get("speaker_spans")), cue_is_plural(cue))
    for row in rows.stances:
        cue = _text_of(scene, span_range(row, "cue"))
        note(span_range(row, "holder"), cue_is_plural(cue))
        note(span_range(row, "reporter"), False)
    return spans


def _named(
    scene: Scene, spans: Mapping[Range, bool], counterparts: Mapping[Range, bool], cast: Cast
) -> tuple[dict[Range, Resolved], dict[Range, Reference | None], dict[Range, Resolved]]:
    """Voices, offices in passing, and counterparts, by name or description, in the order of the text.

    ``spans`` tells of each voice whether a verb says it is several, ``counterparts`` whether it is a target.
    """
    found: dict[Range, Resolved] = {}
    for span, plural in spans.items():
        if resolved := resolve_span(scene, *span, plural_cue=plural, groups=True):
            found[span] = resolved
    offices: dict[Range, Reference | None] = {}
    introduced = Introduced(Strangers(scene.article_id))
    others: dict[Range, Resolved] = {}
    passing = set(passing_offices(scene, spans))
    for span in sorted({*spans, *passing, *counterparts}):
        if span in counterparts and (
            other := resolve_counterpart(scene, span, cast, is_target=counterparts[span])
        ):
            others[span] = other
        if span in passing:
            reference = resolve_passing(scene, span, introduced)
            offices[span] = reference = _chosen(span, reference, cast)
            if reference is not None and reference.method == "short_form":
                introduced.note(scene.text[slice(*span)], reference.actor)
        if span not in spans:
            continue
        if span not in found:
            if resolved := resolve_described(scene, span, introduced):
                found[span] = resolved
        elif _is_unnamed(found[span]):
            introduced.note(scene.text[slice(*span)], found[span].reference.actor)
        before = found.get(span)
        reference = _chosen(span, before.reference if before else None, cast)
        if reference is not None and (before is None or reference != before.reference):
            found[span] = Resolved(reference, before.mention_id if before else None)
    return found, offices, others


def _chosen(span: Range, by_rule: Reference | None, cast: Cast) -> Reference | None:
    """Whom a description most likely means, whatever rules make of it alone."""
    reference = by_rule
    if by_rule is None or by_rule.method in METHODS:
        decision = decide_description(cast, span, by_rule)
        if decision is not None and by_rule is not None and is_other_group(by_rule, decision.actor):
            decision = None
        if decision is not None:
            cast.decisions.append(decision)
            reference = reference_decided(decision, by_rule)
    if reference is not None and reference.method != JOINT:
        cast.note(span, reference.actor)
    return reference


def _is_unnamed(resolved: Resolved) -> bool:
    return resolved.reference.method in ("new", "short_form", "table") and (
        resolved.reference.actor.actor_kind == "organisation"
    )


def _direct_quotes(statements: Iterable[RowDict], found: Mapping[Range, Resolved]) -> list[Quote]:
    quotes = []
    for row in statements:
        if row.get("statement_kind") != "direct":
            continue
        speaker = voice_range(row.get("speaker_spans"))
        resolved = found.get(speaker) if speaker else None
        actor = resolved.reference.actor if resolved else None
        quotes += [(s["start_char"], s["end_char"], actor) for s in row.get("quote_spans") or ()]
    return quotes


def _told(statements: Iterable[RowDict]) -> Iterable[tuple[Range, Range]]:
    """What is told in other words than the speaker's own, and where it says whose it is."""
    for row in statements:
        speaker = voice_range(row.get("speaker_spans"))
        if speaker is not None and row.get("statement_kind") != "direct":
            for span in row.get("quote_spans") or ():
                yield (span["start_char"], span["end_char"]), speaker


def _text_of(scene: Scene, span: Range | None) -> str:
    return scene.text[slice(*span)] if span else ""
