"""Mentions that neither name anybody nor are a voice: "ihm", "seine", "der Minister" in passing.

They are linked to actors that speak or act in the article anyway; nobody becomes an actor through them.
"""

from collections.abc import Mapping

from standpunkt.actors.heads import resolve_span
from standpunkt.actors.pronouns import Occurrence, resolve_passing
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.voices import Quote, Voices, resolve_described


def resolve_mentions(scene: Scene, voices: Voices, acting: Mapping[str, ActorRow]) -> dict[str, Reference]:
    """mention_id -> whom it means, for pronouns and offices that are no voice themselves."""
    found: dict[str, Reference] = {}
    occurrences: dict[Range, ActorRow | None] = {
        span: voices.found[span].reference.actor if span in voices.found else None for span in voices.spans
    }
    for mention in scene.mentions:
        span = (mention["start_char"], mention["end_char"])
        if span in voices.found or scene.reference(mention) is not None:
            continue
        if mention["mention_form"] == "pronoun":
            reference = _pronoun(scene, span, occurrences, voices.quotes)
        elif mention["mention_form"] == "office":
            reference = _apposed(scene, span) or _described(scene, span, voices)
            # Whoever it is, a pronoun after it cannot look past it.
            occurrences.setdefault(span, None)
        elif mention["entity_kind"] != "person" and "-" in mention["text"]:
            # "US-Regierung"
            reference = _described(scene, span, voices)
        else:
            continue
        if reference is None:
            continue
        actor = reference.actor
        if actor.actor_id in acting or (actor.known and mention["mention_form"] == "name"):
            found[mention["mention_id"]] = reference
            if mention["mention_form"] != "name":
                occurrences[span] = actor
    return found


def _apposed(scene: Scene, span: Range) -> Reference | None:
    """ "der Sprecher des Vereins, Anton Muster" and "Anton Muster, der Sprecher": the person beside."""
    start_char, end_char = span
    for mention in scene.mentions_in(max(0, start_char - 3), end_char + 3):
        if mention["mention_form"] != "name" or mention["entity_kind"] != "person":
            continue
        before = scene.text[mention["end_char"] : start_char] if mention["end_char"] <= start_char else ""
        after = scene.text[end_char : mention["start_char"]] if end_char <= mention["start_char"] else ""
        if before == ", " or after in (", ", " "):
            return scene.reference(mention)
    return None


def _described(scene: Scene, span: Range, voices: Voices) -> Reference | None:
    resolved = resolve_span(scene, *span, groups=True) or resolve_described(
        scene, span, list(voices.described)
    )
    return resolved.reference if resolved else None


def _pronoun(
    scene: Scene, span: Range, occurrences: Mapping[Range, ActorRow | None], quotes: tuple[Quote, ...]
) -> Reference | None:
    before = [Occurrence(*other, actor) for other, actor in occurrences.items() if other != span]
    actor = resolve_passing(scene, *span, before, quotes)
    return Reference(actor, "pronoun") if actor else None
