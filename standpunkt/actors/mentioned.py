"""Mentions that neither name anybody nor are a voice: "der Minister" and "US-Regierung" in passing.

They are linked to actors that speak or act in the article anyway; nobody becomes an actor through them.
"""

import re
from collections.abc import Container

from standpunkt.actors.described import Introduced, resolve_described
from standpunkt.actors.descriptions import describe
from standpunkt.actors.heads import resolve_span
from standpunkt.actors.joint import METHOD as JOINT
from standpunkt.actors.names import DETERMINERS
from standpunkt.actors.rows import Range, Reference, RowDict
from standpunkt.actors.scene import Scene

# Several people, of whom a name after it is one: "den Ermittlern", "die beiden Mitglieder".
_SEVERAL = re.compile(
    r"den (?:\w+en )*[\w-]+(?:ern|eln|innen)$|(?:die|den|der|diese[rn]?) (?:beiden|zwei|drei)\b",
    re.IGNORECASE,
)
_MAYBE_SEVERAL = re.compile(r"(?:die|den|der) .*n$", re.IGNORECASE)
_AND_NAME = re.compile(r"(?: \([^()]{1,30}\))?(?:,| und| sowie) [A-ZÄÖÜ]")
# "der neue Sprecher" is no genitive.
_NOMINATIVE = re.compile(r"der (?:[a-zäöüß]+e )+[A-ZÄÖÜ]")
GENITIVE_ARTICLES = ("des", "der", "einer", "eines")
_TO_NAME = re.compile(r",? (?:(?:Prof|Dr)\. )*")


def passing_offices(scene: Scene, voices: Container[Range]) -> list[Range]:
    """Offices and compounds that are no voice themselves and name nobody."""
    return [
        span
        for mention in scene.mentions
        if (span := (mention["start_char"], mention["end_char"])) not in voices
        and scene.reference(mention) is None
        and (mention["mention_form"] == "office" or _is_compound(mention) or _is_phrase(mention))
    ]


def resolve_passing(scene: Scene, span: Range, introduced: Introduced) -> Reference | None:
    """Whom such an office means; it may introduce somebody that a later one goes back to."""
    if beside := _apposed(scene, span):
        return beside
    resolved = resolve_span(scene, *span, groups=True) or resolve_described(scene, span, introduced)
    # A mention of several is no single one's.
    return resolved.reference if resolved and resolved.reference.method != JOINT else None


def _is_compound(mention: RowDict) -> bool:
    """ "US-Regierung", "Landesregierung" """
    is_name = mention["mention_form"] == "name" and mention["entity_kind"] != "person"
    return is_name and ("-" in mention["text"] or mention["text"].endswith("Landesregierung"))


def _is_phrase(mention: RowDict) -> bool:
    """An adjective with its noun: "kubanische Regierung"."""
    return mention["mention_form"] == "adjective" and " " in mention["text"]


def _apposed(scene: Scene, span: Range) -> Reference | None:
    """ "der Sprecher des Vereins, Anton Muster" and "Anton Muster, der Sprecher": the person beside."""
    start_char, end_char = span
    first = scene.text[start_char:end_char].partition(" ")[0].lower()
    description = describe(scene.text[start_char:end_char])
    if description is not None and description.actor_kind != "person":
        return None
    words = scene.text[start_char:end_char]
    if _SEVERAL.match(words):
        return None
    is_genitive = first in GENITIVE_ARTICLES and not _NOMINATIVE.match(words)
    if is_genitive and has_noun_before(scene, span):
        # "der Bruder des Papstes, Anton Muster": the genitive is somebody else.
        return None
    left, right = [], []
    for mention in scene.mentions_in(max(0, start_char - 3), end_char + 12):
        if mention["mention_form"] != "name" or mention["entity_kind"] != "person":
            continue
        if mention["end_char"] <= start_char and scene.text[mention["end_char"] : start_char] == ", ":
            left.append(scene.reference(mention))
        if end_char <= mention["start_char"]:
            between = scene.text[end_char : mention["start_char"]]
            if _MAYBE_SEVERAL.match(words) and _AND_NAME.match(scene.text, mention["end_char"]):
                return None
            if between in (", ", " ") or _TO_NAME.fullmatch(between):
                right.append(scene.reference(mention))
    # "Muster, der Sprecher, Beispiel" may be a list.
    beside = left or right
    return beside[0] if beside and not (left and right) else None


def has_noun_before(scene: Scene, span: Range) -> bool:
    """Whether a noun right before says that the span is its genitive."""
    words = scene.text[max(0, span[0] - 40) : span[0]].split()
    last = words[-1] if words else ""
    return last.isalpha() and last[0].isupper() and last.lower() not in DETERMINERS
