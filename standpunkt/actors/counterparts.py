"""Whom a statement is said to and whom a stance is about, where that is somebody: "dem Minister", "ihn".

Most targets are things, so nobody becomes an actor by being one: a description has to mean somebody whom
the article names or describes elsewhere.
"""

from standpunkt.actors.cast import Cast
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.heads import resolve_span, resolve_target
from standpunkt.actors.joint import METHOD as JOINT
from standpunkt.actors.pronoun_forms import is_pronoun
from standpunkt.actors.recalled import named_before, office_holder
from standpunkt.actors.resemblance import decide_description, reference_decided
from standpunkt.actors.rows import ExtractedRows, Range, Reference, hull, span_range
from standpunkt.actors.scene import Scene
from standpunkt.actors.wording import read_phrase

_LONGEST = 6
"""Words of a description that means somebody, and not what somebody does or wants."""


def target_spans(rows: ExtractedRows) -> set[Range]:
    """Where the targets of stances stand."""
    return {span for row in rows.stances if (span := span_range(row, "target"))}


def addressee_spans(rows: ExtractedRows) -> set[Range]:
    """Where it stands whom statements are said to."""
    return {span for row in rows.statements if (span := hull(row.get("addressee_spans")))}


def is_bare_pronoun(text: str) -> bool:
    """Whether a target or addressee is a pronoun; "seiner Meinung" is none here."""
    return " " not in text and is_pronoun(text)


def resolve_counterpart(scene: Scene, span: Range, cast: Cast, *, is_target: bool) -> Resolved | None:
    """Whom the target or addressee at ``span`` names or describes; pronouns are not resolved here."""
    text = scene.text[slice(*span)]
    if is_bare_pronoun(text):
        return None
    by_name = resolve_target(scene, *span) if is_target else resolve_span(scene, *span)
    words = text.rstrip(' ,.:;“”"»«').split()
    if by_name is not None or len(words) > _LONGEST or not words[-1][:1].isupper():
        # "das Parlament auflösen"
        return by_name
    by_rule = _described(scene, span)
    phrase = read_phrase(scene.text, span, by_rule)
    if phrase is None or (by_rule is None and phrase.kind == "thing" and not cast.has_described(phrase)):
        return None
    decision = decide_description(cast, span, by_rule)
    if decision is None or decision.actor is None:
        return None
    reference = reference_decided(decision, by_rule)
    return Resolved(reference) if reference is not None and reference.method != JOINT else None


def _described(scene: Scene, span: Range) -> Reference | None:
    """Whom rules take: the holder of an office, an organisation named before."""
    text = scene.text[slice(*span)]
    named = [m for m in scene.mentions_in(*span) if m["mention_form"] == "name"]
    if named:
        return None
    if holder := office_holder(scene, text, span[0], named):
        return Reference(holder, "office")
    return named_before(scene, text, span[0])
