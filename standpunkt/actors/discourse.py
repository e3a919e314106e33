"""Who is on stage where: the names, voices and descriptions of an article as candidates for pronouns."""

from collections.abc import Iterable, Mapping

from standpunkt.actors.antecedents import Discourse
from standpunkt.actors.candidates import Candidate
from standpunkt.actors.cases import grammatical_gender, is_several, may_be_subject
from standpunkt.actors.passages import Quotes
from standpunkt.actors.pronouns import Quote
from standpunkt.actors.rows import ActorRow, Range, Reference, RowDict
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import source_itself


def build_discourse(
    scene: Scene,
    voices: Mapping[Range, ActorRow | None],
    offices: Mapping[Range, ActorRow | None],
    quotes: Iterable[Quote],
) -> Discourse:
    """Candidates of an article: ``voices`` and ``offices`` are who speaks or is described without a name.

    A name within one of them that means somebody else is none: "die Sprecherin Musters".
    """
    quotes = list(quotes)
    around = Quotes.of((start_char, end_char) for start_char, end_char, _ in quotes)
    speakers = {
        outer: actor
        for start_char, _, actor in quotes
        if actor is not None and (outer := around.around(start_char)) is not None
    }
    discourse = Discourse(scene.sentences, around, speakers)
    whole: list[tuple[Range, ActorRow | None]] = sorted({**offices, **voices}.items(), key=lambda one: one[0])
    for span, actor in whole:
        if candidate := _phrase(scene, span, actor, is_voice=span in voices):
            discourse.add(candidate)
    covered = _Covered(whole)
    for mention in scene.mentions:
        if mention["mention_form"] == "name" and (candidate := _name(scene, mention)):
            inside = covered.around(candidate.start_char, candidate.end_char)
            if inside is None or (inside[1] is not None and inside[1] == candidate.actor):
                discourse.add(candidate)
    return discourse


class _Covered:
    """Ranges with whom they mean; asked in the order of the text."""

    def __init__(self, ranges: list[tuple[Range, ActorRow | None]]) -> None:
        self.ranges = ranges
        self.at = 0

    def around(self, start_char: int, end_char: int) -> tuple[Range, ActorRow | None] | None:
        while self.at < len(self.ranges) and self.ranges[self.at][0][1] <= start_char:
            self.at += 1
        for span, actor in self.ranges[self.at : self.at + 3]:
            if span[0] <= start_char and end_char <= span[1]:
                return span, actor
        return None


def _phrase(scene: Scene, span: Range, actor: ActorRow | None, *, is_voice: bool) -> Candidate | None:
    gender = _gender(scene, span, actor)
    if actor is None and gender in ("n", None) and not is_voice:
        return None
    start_char, _ = source_itself(scene.text, *span)
    # "Muster riet der Anwältin": a woman after "der" is in another case.
    is_dative = gender == "f" and scene.text.startswith("der ", span[0])
    is_subject = start_char == span[0] and not is_dative and _is_subject(scene, span, actor)
    return Candidate(start_char, span[1], actor, gender, is_subject, is_voice)


def _name(scene: Scene, mention: RowDict) -> Candidate | None:
    reference: Reference | None = scene.reference(mention)
    span = (mention["start_char"], mention["end_char"])
    if scene.text[span[0] - 1 : span[0]] == "(" and scene.text[span[1] : span[1] + 1] == ")":
        # "Anna Muster (SPD)"
        return None
    if reference is None:
        if mention["entity_kind"] == "person":
            return Candidate(*span, None, None)
        if mention["entity_kind"] == "organisation":
            gender = grammatical_gender(scene.text, *span)
            return Candidate(*span, None, gender or "f", _is_subject(scene, span, None))
        return None
    actor = reference.actor
    if reference.only_acting:
        return None
    return Candidate(*span, actor, _gender(scene, span, actor), _is_subject(scene, span, actor))


def _is_subject(scene: Scene, span: Range, actor: ActorRow | None) -> bool:
    return may_be_subject(scene.text, scene.sentences.start(span[0]), *span, actor)


def _gender(scene: Scene, span: Range, actor: ActorRow | None) -> str | None:
    if actor is not None and actor.actor_kind == "person":
        return actor.gender
    if (actor is not None and actor.actor_kind == "group") or is_several(scene.text[slice(*span)]):
        return "p"
    return grammatical_gender(scene.text, *span)
