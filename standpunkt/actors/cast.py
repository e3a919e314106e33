"""Whom an article has named or described so far, met in the order of the text."""

import re
from dataclasses import dataclass, field
from itertools import islice

from standpunkt.actors.choice import Decision
from standpunkt.actors.mentioned import GENITIVE_ARTICLES, has_noun_before
from standpunkt.actors.names import fold
from standpunkt.actors.rows import ActorRow, Range
from standpunkt.actors.scene import Scene
from standpunkt.actors.wording import Phrase, read_phrase, stem

MOST_ALTERNATIVES = 12
"""The ones named last; whoever is farther away is not meant without a name."""
_TO_NAME = re.compile(r",? [„\"“»]?")
_NOUN_BEFORE = re.compile(r"\b([A-ZÄÖÜ][\w-]+) [„\"“»]?$")
_APPOSED = re.compile(r"[“\"»«]?(?: \([^()]{1,30}\))?, (?:[a-zäöüß]+ ){0,3}([A-ZÄÖÜ][\w-]+)")
_WORD = re.compile(r"[A-ZÄÖÜ][\w-]+")
_OF_STATE = re.compile(r"(?:staat|republik)$")
_SHORTEST = 4
"""Letters of a noun that another word can end with by more than chance."""


@dataclass
class Person:
    """Everything the article has called one actor so far, of whatever kind."""

    actor: ActorRow
    latest: Range
    times: int = 0
    nouns: set[str] = field(default_factory=set)
    """Heads of descriptions, and words it was introduced by."""
    words: set[str] = field(default_factory=set)
    """Of its names."""
    qualifiers: set[str] = field(default_factory=set)
    """Of descriptions."""
    is_named: bool = False
    is_apposed: bool = False
    """Named only right after the description: "der Leiter des Amtes, Anton Muster"."""


_Naming = tuple[Range, ActorRow, Phrase | None]
"""Where somebody is named, and by what description; None for a name."""


@dataclass
class Cast:
    """Everybody an article names or describes."""

    scene: Scene
    decisions: list[Decision] = field(default_factory=list)
    """Between whom descriptions were decided."""
    _coming: list[_Naming] = field(default_factory=list)
    """Not yet met, the next one last."""
    _met: dict[str, Person] = field(default_factory=dict)
    """By actor, whoever was named last at the end."""
    _described: set[str] = field(default_factory=set)
    """Nouns of all descriptions met."""

    def __post_init__(self) -> None:
        """Start with the names."""
        named = [
            ((mention["start_char"], mention["end_char"]), reference.actor)
            for mention in self.scene.mentions
            if mention["mention_form"] == "name" and (reference := self.scene.reference(mention))
        ]
        self._coming += ((span, actor, None) for span, actor in sorted(named, key=lambda one: one[0])[::-1])

    def note(self, span: Range, actor: ActorRow) -> None:
        """Somebody found by a description."""
        self._coming.append((span, actor, read_phrase(self.scene.text, span, None)))

    def is_name(self, phrase: Phrase) -> bool:
        """Whether the head belongs to a name: "In Moskau", "O’Beispiel"."""
        return any(
            mention["mention_form"] == "name"
            and mention["start_char"] <= phrase.noun_at < mention["end_char"]
            for mention in self.scene.mentions_in(*phrase.span)
        )

    def are_several(self, phrase: Phrase) -> bool:
        """Whether the words can only mean several: "die Bezüge der Abgeordneten" are not one person's."""
        return phrase.form == "der_en" and has_noun_before(self.scene, phrase.span)

    def has_described(self, phrase: Phrase) -> bool:
        """Whether somebody so far was described by the same noun."""
        self._meet(phrase.span[0])
        return phrase.noun in self._described

    def before(self, phrase: Phrase) -> list[Person]:
        """Everybody a description can go back to, whoever was named last first; phrases come in order."""
        # "die Anhänger Musters", "der frühere Kanzler"
        not_again = self._inside(phrase.span) | self._former(phrase)
        self._meet(phrase.span[0])
        are_several = self.are_several(phrase)
        met = (
            one
            for one in reversed(self._met.values())
            if one.actor.actor_id not in not_again and not (are_several and one.actor.actor_kind == "person")
        )
        known = list(islice(met, MOST_ALTERNATIVES))
        return [*self._apposed(phrase.span, known), *known]

    def _inside(self, span: Range) -> set[str]:
        mentions = self.scene.mentions_in(*span)
        references = (self.scene.reference(mention) for mention in mentions)
        return {reference.actor.actor_id for reference in references if reference is not None}

    def _former(self, phrase: Phrase) -> set[str]:
        """Whom the article says to have been what the phrase calls somebody."""
        return {
            one.actor_id
            for one in self.scene.described
            if one.is_former and shared(phrase.noun, {stem(one.noun)})
        }

    def _meet(self, position: int) -> None:
        """Everybody who is named before a position."""
        later: list[_Naming] = []
        while self._coming and self._coming[-1][0][0] < position:
            at, actor, phrase = self._coming.pop()
            if at[1] > position:
                later.append((at, actor, phrase))
                continue
            one = self._met.pop(actor.actor_id, None) or Person(
                actor, at, words=_name_words(actor.name, actor)
            )
            self._met[actor.actor_id] = one
            one.latest = max(one.latest, at)
            one.times += 1
            if phrase is None:
                _introduce(self.scene.text, one, at)
            else:
                one.nouns.add(phrase.noun)
                self._described.add(phrase.noun)
                one.qualifiers |= phrase.qualifiers
        self._coming += reversed(later)

    def _apposed(self, span: Range, known: list[Person]) -> list[Person]:
        """Whom a name right after the description names for the first time."""
        after = next(
            (
                (at, actor)
                for at, actor, phrase in reversed(self._coming[-8:])
                if phrase is None and at[0] >= span[1]
            ),
            None,
        )
        first = self.scene.text[slice(*span)].partition(" ")[0].lower()
        if after is None or not _TO_NAME.fullmatch(self.scene.text, span[1], after[0][0]):
            return []
        if first in GENITIVE_ARTICLES and has_noun_before(self.scene, span):
            # "der Bruder des Papstes, Anton Muster"
            return []
        if any(one.actor.actor_id == after[1].actor_id for one in known):
            return []
        return [Person(after[1], after[0], 1, is_apposed=True)]


def shared(noun: str, words: set[str]) -> str | None:
    """How a noun goes together with words of somebody: the same, or one begins or ends with the other."""
    if noun in words:
        return "same"
    long = [word for word in words if len(word) >= _SHORTEST]
    if len(noun) >= _SHORTEST and any(word.endswith(noun) for word in long):
        return "ending"
    if any(noun.endswith(word) for word in long):
        return "longer"
    return "begins" if any(noun.startswith(word) or word.startswith(noun) for word in long) else None


def _introduce(text: str, one: Person, at: Range) -> None:
    """The words of a name, and the nouns right beside it."""
    one.is_named = True
    one.words |= _name_words(text[slice(*at)], one.actor)
    if _is_genitive(text[slice(*at)], one.actor):
        # "die Anwältin Musters" is not Muster.
        return
    if before := _NOUN_BEFORE.search(text, max(0, at[0] - 50), at[0]):
        one.nouns.add(stem(before[1]))
    if after := _APPOSED.match(text, at[1]):
        one.nouns.add(stem(after[1]))


def _is_genitive(name: str, actor: ActorRow) -> bool:
    last = name.rpartition(" ")[2]
    own = set(fold(actor.name).split())
    return last.endswith("s") and fold(last) not in own and fold(last[:-1]) in own


def _name_words(name: str, actor: ActorRow) -> set[str]:
    """The words of a name that a description may take up; of a state none says what it is."""
    words = {stem(word) for word in _WORD.findall(name)}
    return {word for word in words if not _OF_STATE.search(word)} if actor.actor_kind == "state" else words
