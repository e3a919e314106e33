"""Mentions that neither name anybody nor are a voice: "der Minister" and "US-Regierung" in passing.

They are linked to actors that speak or act in the article anyway; nobody becomes an actor through them.
"""

import re
from collections.abc import Container

from standpunkt.actors.described import resolve_described
from standpunkt.actors.descriptions import Description
from standpunkt.actors.heads import resolve_span
from standpunkt.actors.names import DETERMINERS
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene

_TO_NAME = re.compile(r",? (?:(?:Prof|Dr)\. )*")


def passing_offices(
    scene: Scene, voices: Container[Range], described: list[tuple[Description, ActorRow]]
) -> dict[Range, Reference | None]:
    """Whom the offices and compounds mean that are no voice themselves, by their range."""
    found: dict[Range, Reference | None] = {}
    for mention in scene.mentions:
        span = (mention["start_char"], mention["end_char"])
        if span in voices or scene.reference(mention) is not None:
            continue
        if mention["mention_form"] == "office":
            found[span] = _apposed(scene, span) or _described(scene, span, described)
        elif mention["mention_form"] == "name" and _is_compound(mention["entity_kind"], mention["text"]):
            found[span] = _described(scene, span, described)
    return found


def _is_compound(entity_kind: str, text: str) -> bool:
    """ "US-Regierung" """
    return entity_kind != "person" and "-" in text


def _apposed(scene: Scene, span: Range) -> Reference | None:
    """ "der Sprecher des Vereins, Anton Muster" and "Anton Muster, der Sprecher": the person beside."""
    start_char, end_char = span
    first = scene.text[start_char:end_char].partition(" ")[0].lower()
    if first in ("des", "der", "einer", "eines") and _has_noun_before(scene, span):
        # "der Bruder des Papstes, Anton Muster": the genitive is somebody else.
        return None
    for mention in scene.mentions_in(max(0, start_char - 3), end_char + 12):
        if mention["mention_form"] != "name" or mention["entity_kind"] != "person":
            continue
        before = scene.text[mention["end_char"] : start_char] if mention["end_char"] <= start_char else ""
        after = scene.text[end_char : mention["start_char"]] if end_char <= mention["start_char"] else ""
        if before == ", " or _TO_NAME.fullmatch(after):
            return scene.reference(mention)
    return None


def _has_noun_before(scene: Scene, span: Range) -> bool:
    words = scene.text[max(0, span[0] - 40) : span[0]].split()
    return (
        bool(words)
        and words[-1].isalpha()
        and words[-1][0].isupper()
        and words[-1].lower() not in DETERMINERS
    )


def _described(scene: Scene, span: Range, described: list[tuple[Description, ActorRow]]) -> Reference | None:
    resolved = resolve_span(scene, *span, groups=True) or resolve_described(scene, span, described)
    return resolved.reference if resolved else None
