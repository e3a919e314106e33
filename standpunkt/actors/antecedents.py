"""Whom a pronoun can go back to: everybody a text has named so far, and who of them is left.

The measure is how far back and how prominent: somebody in the same sentence before somebody in the one
before, a subject before others. Of two equals nobody is taken.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from standpunkt.actors.candidates import Candidate
from standpunkt.actors.choice import Decision
from standpunkt.actors.passages import Quotes, Sentences
from standpunkt.actors.rows import ActorRow, Range

CLAUSE_BREAK = re.compile(r"[,;:–—(]| und | oder ")
_QUOTED = re.compile(r"[“”\"«»]")
# "In ihrer Rede", "Nach seinem Rücktritt"
_FRONTED = re.compile(r"(?:In|Nach|Mit|Bei|Vor|Zu|Auf|Aus|An|Unter|Seit|Während|Trotz|Wegen|Für|Über) ")

_NESTED = 8
"""So many statements begin between the start of one and its end, at most."""


@dataclass
class Discourse:
    """Everybody the text has named, by position, as far as it is known yet."""

    sentences: Sentences
    quotes: Quotes
    speakers: Mapping[tuple[int, int], ActorRow] = field(default_factory=dict)
    """Who speaks, by the range of direct speech."""
    candidates: list[Candidate] = field(default_factory=list)
    told: tuple[tuple[Range, Range], ...] = ()
    """Ranges told in other words than the speaker's own, in order, each with the span that says whose."""
    tellers: dict[Range, ActorRow] = field(default_factory=dict)
    """Who speaks, by such a span, as far as it is known yet."""
    decisions: list[Decision] = field(default_factory=list)
    """How each pronoun was decided that rules alone do not."""
    _places: dict[str, list[int]] = field(default_factory=dict)
    """Where each is named."""

    def add(self, candidate: Candidate) -> None:
        """One more, at its place."""
        insort(self.candidates, candidate)
        insort(self._places.setdefault(candidate.key, []), candidate.start_char)

    def telling(self, position: int) -> ActorRow | None:
        """Who tells what stands at ``position`` in other words than his own; of several the closest."""
        last = bisect_right(self.told, position, key=lambda one: one[0][0])
        for (start_char, end_char), teller in reversed(self.told[max(0, last - _NESTED) : last]):
            if start_char <= position < end_char:
                return self.tellers.get(teller)
        return None

    def times_named(self, key: str, before: int) -> int:
        """How often somebody has been named before a position."""
        return bisect_left(self._places.get(key, []), before)

    def within(self, start_char: int, end_char: int) -> list[Candidate]:
        """Those that begin in the range."""
        low = bisect_left(self.candidates, (start_char,), key=lambda c: (c.start_char,))
        high = bisect_left(self.candidates, (end_char,), key=lambda c: (c.start_char,))
        return self.candidates[low:high]

    def visible(self, start_char: int, end_char: int, position: int) -> list[Candidate]:
        """Those in the range that are in the same direct speech as ``position``, or like it in none."""
        around = self.quotes.around(position)
        return [
            one
            for one in self.within(start_char, end_char)
            if one.end_char <= position and self.quotes.around(one.start_char) == around
        ]

    def _spoken_of(self, position: int, gender: str) -> ActorRow | None:
        """Of whom direct speech says "er" that names nobody: the only other person right before it."""
        around = self.quotes.around(position)
        speaker = self.speakers.get(around) if around else None
        if (
            around is None
            or speaker is None
            or any(one.may_be(gender) for one in self.within(around[0], position))
        ):
            return None
        before = self._sentence_before(around[0])
        start_char = before[0] if before else self.sentences.start(around[0])
        outside = [
            one for one in self.within(start_char, around[0]) if not self.quotes.around(one.start_char)
        ]
        others = {one.key: one for one in outside if one.may_be(gender) and one.actor != speaker}
        (only,) = others.values() if len(others) == 1 else (None,)
        return only.actor if only is not None and only.is_person and only.gender == gender else None

    def antecedent(self, position: int, gender: str) -> ActorRow | None:
        """The one person or organisation of ``gender`` that a pronoun at ``position`` means."""
        if spoken_of := self._spoken_of(position, gender):
            return spoken_of
        here = self._fitting(self.sentences.start(position), position, position, gender)
        before = self._sentence_before(position)
        there = self._fitting(*before, position, gender) if before else []
        if here:
            found = _only(here, gender)
            if found is None:
                return None
            goes_on = not self.sentences.opens_paragraph(self.sentences.start(position))
            if goes_on and found.actor_kind == "organisation" and any(one.is_salient_person for one in there):
                return None
            if any(one.is_subject for one in here if one.actor == found):
                return found
            # "Mit Muster sprach er": somebody else may go on as the subject.
            others = {
                one.key
                for one in there
                if one.is_subject and (one.actor is None or one.is_person or found.actor_kind != "person")
            } - {found.actor_id}
            return None if others else found
        if there:
            return _only(there, gender)
        if before is None or self.sentences.opens_paragraph(before[0]):
            return None
        second = self._sentence_before(before[0])
        if second is None:
            return None
        farther = self._fitting(*second, position, gender)
        found = _only(farther, gender)
        return found if any(one.is_subject or one.is_voice for one in farther if one.actor == found) else None

    def owner(self, position: int, gender: str) -> ActorRow | None:
        """Whom "seine" or "ihre" at ``position`` belongs to: rather the subject of the same sentence."""
        start_char = self.sentences.start(position)
        everybody = self.visible(start_char, position, position)
        if gender == "m" and (beside := self._right_beside(everybody, position)):
            return beside
        if gender == "f" and any(one.gender == "p" for one in everybody):
            return None
        if any(one.is_neuter and one.is_subject for one in everybody):
            return None
        fitting = self._fitting(start_char, position, position, gender)
        if nearest := self._subject_of_clause(fitting, position, gender):
            return nearest
        if len({one.key for one in fitting}) > 1 and not fitting[-1].is_subject:
            # "Muster riet der Frau, ihr Haus …"
            return None
        found = self.antecedent(position, gender)
        if not everybody and (ahead := self._subject_ahead(position, gender)):
            # At the start of a paragraph nobody of the one before owns anything.
            opens = position - start_char < 12 and self.sentences.opens_paragraph(start_char)
            return ahead if opens or found in (None, ahead) else None
        if found is not None and found.actor_kind == "organisation":
            # "Die Partei zögert. Ihr Vorstand …"
            before = self._sentence_before(position)
            goes_on = before is not None and position == start_char
            near = self.visible(*before, position) if before is not None and goes_on else everybody
            return found if any(one.actor == found and one.is_subject for one in near) else None
        return found

    def _right_beside(self, everybody: list[Candidate], position: int) -> ActorRow | None:
        """A state or company right before "seine", whose name has no gender: "da Muster seine Pläne"."""
        last = everybody[-1] if everybody else None
        if last is None or last.is_person or last.gender in ("f", "p") or last.actor is None:
            return None
        between = self.sentences.text[last.end_char : position]
        return last.actor if between == " und " or (between == " " and last.is_subject) else None

    def _subject_of_clause(self, fitting: list[Candidate], position: int, gender: str) -> ActorRow | None:
        """The person named last before ``position`` if a subject of the same clause: "da Muster ihr Amt"."""
        if not fitting or not fitting[-1].is_subject or fitting[-1].actor is None:
            return None
        last = fitting[-1]
        same_clause = not CLAUSE_BREAK.search(self.sentences.text, last.end_char, position)
        return last.actor if same_clause and last.is_person and last.surely_is(gender) else None

    def _subject_ahead(self, position: int, gender: str) -> ActorRow | None:
        """The person or organisation after the verb of "In ihrer Rede sagte Muster"."""
        start_char, text = self.sentences.start(position), self.sentences.text
        if not _FRONTED.fullmatch(text, start_char, position):
            return None
        ahead = self.within(position, text.find(",", position) if "," in text[position:] else len(text))
        ahead = [one for one in ahead if self.sentences.start(one.start_char) == start_char and one.actor]
        if not ahead or not ahead[0].is_subject or ahead[0].gender != gender:
            return None
        return ahead[0].actor

    def several(self, position: int) -> ActorRow | None:
        """Whom "sie" means as several: the only group or plural of this sentence or the one before."""
        before = self._sentence_before(position)
        for start_char, end_char in ((self.sentences.start(position), position), before or (0, 0)):
            plural = [one for one in self.visible(start_char, end_char, position) if one.gender == "p"]
            subjects = [one for one in plural if one.is_subject or one.is_voice]
            if plural:
                return subjects[0].actor if len({one.key for one in subjects}) == 1 else None
        second = (
            self._sentence_before(before[0])
            if before and not self.sentences.opens_paragraph(before[0])
            else None
        )
        voices = (
            [one for one in self.visible(*second, position) if one.gender == "p" and one.is_voice]
            if second
            else []
        )
        if voices:
            return voices[0].actor if len({one.key for one in voices}) == 1 else None
        return self.both(position)

    def body(self, position: int) -> ActorRow | None:
        """Whom "man" means: the only body that acts as a subject here or in the sentence before."""
        before = self._sentence_before(position)
        for start_char, end_char in ((self.sentences.start(position), position), before or (0, 0)):
            here = [one for one in self.visible(start_char, end_char, position) if one.is_subject]
            bodies = {one.key: one.actor for one in here if one.is_voice and not one.is_person}
            if bodies:
                return next(iter(bodies.values())) if len(bodies) == 1 else None
        return None

    def both(self, position: int) -> ActorRow | None:
        """The first of the two persons that "beide" means: the only two of the sentence before."""
        before = self._sentence_before(position)
        there = self.visible(*before, position) if before else []
        persons = {
            one.key: one.actor
            for one in there
            if one.actor is None or one.actor.actor_kind == "person" or one.gender == "p"
        }
        first = next(iter(persons.values()), None)
        return first if len(persons) == 2 and None not in persons.values() else None

    def subject_of(self, position: int) -> ActorRow | None:
        """The only person or organisation that can be the subject of the sentence of ``position``."""
        number = self.sentences.number(position)
        start_char = self.sentences.starts[number]
        ends = (*self.sentences.starts, len(self.sentences.text))
        subjects = [
            one
            for one in self.within(start_char, ends[number + 1])
            if one.is_subject
            and self.quotes.around(one.start_char) is None
            and not one.start_char < position < one.end_char
        ]
        keys = {one.key for one in subjects}
        return subjects[0].actor if len(keys) == 1 else None

    def last(self, position: int, gender: str) -> ActorRow | None:
        """Whom "dieser" means: the last one named in the sentence before, not its subject if it has both."""
        before = self._sentence_before(position)
        start_char = self.sentences.start(position)
        here = self._fitting(start_char, position, position, gender)
        fitting = here or (self._fitting(*before, position, gender) if before else [])
        if not fitting:
            return None
        nearest = fitting[-1]
        if len({one.key for one in fitting}) > 1 and not nearest.is_person:
            return None
        return nearest.actor if nearest.surely_is(gender) else None

    def _fitting(self, start_char: int, end_char: int, position: int, gender: str) -> list[Candidate]:
        return [
            one
            for one in self.visible(start_char, end_char, position)
            # "Muster: Er …": whoever answers does not mean himself.
            if one.may_be(gender) and not self.answers(one, position)
        ]

    def answers(self, one: Candidate, position: int) -> bool:
        """Whether what ``one`` answers stands at ``position``: "Muster: Er …"."""
        text = self.sentences.text
        return text[one.end_char : one.end_char + 1] == ":" and not _QUOTED.search(
            text, one.end_char, position
        )

    def _sentence_before(self, position: int) -> tuple[int, int] | None:
        return self.sentences.before(position)


def _only(fitting: Iterable[Candidate], gender: str) -> ActorRow | None:
    """The only one of these, or the only subject of them."""
    fitting = list(fitting)
    keys = {one.key for one in fitting}
    if len(keys) > 1:
        fitting = [one for one in fitting if one.is_subject]
        keys = {one.key for one in fitting}
    if len(keys) > 1:
        # "Anna Muster sagte, die Partei werde warten": who speaks goes on.
        fitting = [one for one in fitting if one.is_voice]
        keys = {one.key for one in fitting}
    if len(keys) != 1:
        return None
    sure = [one for one in fitting if one.surely_is(gender)]
    return sure[0].actor if sure else None
