"""Whom a description means, where names and rules leave it open: "die Hochschule", "der Major".

Alternatives are all persons, organisations, states and groups the article has named or described before. What
speaks for them is their kind, what the description's noun shares with their names and with the words they
were introduced by, how near they are and how often they are named; for "none of them", that the words tell
of somebody new.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from standpunkt.actors.cases import may_be_subject
from standpunkt.actors.choice import Alternative, Decision, Evidence, decide, marks
from standpunkt.actors.mentioned import GENITIVE_ARTICLES, has_noun_before
from standpunkt.actors.names import fold, without_endings, word_set
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.wording import Phrase, read_phrase, stem

LEAST_PROBABILITY = 0.65
TASK = "description"
MOST_ALTERNATIVES = 12
"""The ones named last; whoever is farther away is not meant without a name."""
METHODS = frozenset({"described", "group", "short_form", "office"})
"""What rules find by a description, so that another choice may be better."""

_STATE = re.compile(r"(?:land|staat|republik|regierung|führung|nation|monarchie|regime|volk)(?:e?s)?$")
_TO_NAME = re.compile(r",? [„\"“»]?")
_NOUN_BEFORE = re.compile(r"\b([A-ZÄÖÜ][\w-]+) [„\"“»]?$")
_APPOSED = re.compile(r"[“\"»«]?(?: \([^()]{1,30}\))?, (?:[a-zäöüß]+ ){0,3}([A-ZÄÖÜ][\w-]+)")
_FREQUENT = frozenset(
    stem(noun)
    for noun in word_set(
        "regierung land staat polizei behörde organisation partei unternehmen konzern gericht richter "
        "sprecher präsident minister politiker verein verband studie bericht gruppe opposition firma "
        "stadt sender zeitung agentur ministerium amt kommission fraktion koalition senat parlament "
        "anwalt mann frau angaben universität institut militär armee rebellen demonstranten menschen "
        "vertreter mitarbeiter"
    )
)
"""Nouns that articles use often enough to tell each how it is meant."""
_SHORTEST = 4
"""Letters of a noun that another word can end with by more than chance."""


@dataclass
class _Person:
    """Everything the article has called one actor so far."""

    actor: ActorRow
    latest: Range
    times: int = 0
    nouns: set[str] = field(default_factory=set)
    """Heads of descriptions, and words it was introduced by."""
    words: set[str] = field(default_factory=set)
    """Of its names."""
    qualifiers: set[str] = field(default_factory=set)
    """Of descriptions."""
    is_apposed: bool = False
    """Named only right after the description: "der Leiter des Amtes, Anton Muster"."""


_Naming = tuple[Range, ActorRow, Phrase | None]
"""Where somebody is named, and by what description; None for a name."""


@dataclass
class Cast:
    """Everybody an article has named or described, met in the order of the text."""

    scene: Scene
    decisions: list[Decision] = field(default_factory=list)
    _coming: list[_Naming] = field(default_factory=list)
    """Not yet met, the next one last."""
    _met: dict[str, _Person] = field(default_factory=dict)
    """By actor, whoever was named last at the end."""

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

    def choose(self, span: Range, by_rule: Reference | None) -> Decision | None:
        """Whom the description at ``span`` means; None if it is no description."""
        phrase = read_phrase(self.scene.text, span, by_rule)
        if phrase is None or phrase.how == "indefinite" or self._is_name(phrase):
            return None
        own = by_rule.actor if by_rule and by_rule.method in ("described", "group") else None
        taken = by_rule.actor if by_rule and own is None else None
        inside = {
            reference.actor.actor_id
            for mention in self.scene.mentions_in(*span)
            if (reference := self.scene.reference(mention))
        }
        # "die Anhänger Musters", "der frühere Kanzler"
        nobody_again = inside | _former(self.scene, phrase)
        self._meet(span[0])
        met = (one for one in reversed(self._met.values()) if one.actor.actor_id not in nobody_again)
        known = list(islice(met, MOST_ALTERNATIVES))
        known = [*self._apposed(span, known), *known]
        among = [
            Alternative(
                one.actor,
                one.latest,
                self._evidence(phrase, one, rank, known) | _by_rule(one.actor, taken),
            )
            for rank, one in enumerate(known)
        ]
        nobody = _nobody(phrase, known, by_rule)
        if taken is not None and all(one.actor != taken for one in among):
            decision = Decision(span, TASK, (), nobody, taken)
        else:
            decision = decide(span, TASK, among, nobody, LEAST_PROBABILITY)
        self.decisions.append(decision)
        return decision

    def _is_name(self, phrase: Phrase) -> bool:
        """Whether the head belongs to a name: "In Moskau", "O’Beispiel"."""
        return any(
            mention["mention_form"] == "name"
            and mention["start_char"] <= phrase.noun_at < mention["end_char"]
            for mention in self.scene.mentions_in(*phrase.span)
        )

    def _meet(self, position: int) -> None:
        """Everybody who is named before a position; positions only grow."""
        later: list[_Naming] = []
        while self._coming and self._coming[-1][0][0] < position:
            at, actor, phrase = self._coming.pop()
            if at[1] > position:
                later.append((at, actor, phrase))
                continue
            one = self._met.pop(actor.actor_id, None) or _Person(actor, at)
            self._met[actor.actor_id] = one
            one.latest = max(one.latest, at)
            one.times += 1
            if phrase is None:
                _introduce(self.scene.text, one, at)
            else:
                one.nouns.add(phrase.noun)
                one.qualifiers |= phrase.qualifiers
        self._coming += reversed(later)

    def _apposed(self, span: Range, known: Sequence[_Person]) -> list[_Person]:
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
        if first in GENITIVE_ARTICLES and has_noun_before(self.scene, span):
            # "der Bruder des Papstes, Anton Muster"
            return []
        if after is None or not _TO_NAME.fullmatch(self.scene.text, span[1], after[0][0]):
            return []
        if any(one.actor.actor_id == after[1].actor_id for one in known):
            return []
        return [_Person(after[1], after[0], 1, is_apposed=True)]

    def _evidence(self, phrase: Phrase, one: _Person, rank: int, known: Sequence[_Person]) -> Evidence:
        sentences, actor = self.scene.sentences, one.actor
        number = sentences.number
        here = number(phrase.span[0])
        back = here - number(one.latest[0])
        same_kind = [other for other in known if other.actor.actor_kind == actor.actor_kind]
        latest = one.latest
        noun = phrase.noun
        shared = _shared(noun, one.nouns)
        named = _shared(noun, one.words | _name_words(actor.name, actor))
        agreeing = phrase.qualifiers & (one.qualifiers | one.words | one.nouns)
        evidence = marks(
            {
                f"{phrase.kind}_{actor.actor_kind}": True,
                f"{phrase.how}_{actor.actor_kind}": True,
                f"{noun}_{actor.actor_kind}": noun in _FREQUENT,
                "state_noun": bool(_STATE.search(noun)) and actor.actor_kind == "state",
                f"noun_{shared}": shared is not None,
                f"name_{named}": named is not None,
                "nothing_shared": shared is None and named is None,
                f"back_{'0' if back == 0 else '1' if back == 1 else '2' if back < 4 else 'far'}": True,
                f"rank_{min(same_kind.index(one), 3)}": True,
                f"rank_of_all_{min(rank, 3)}": True,
                "only_of_kind": len(same_kind) == 1,
                "gender_differs": None not in (actor.gender, phrase.gender) and actor.gender != phrase.gender,
                "gender_agrees": actor.gender is not None and actor.gender == phrase.gender,
                "only_described": not one.words,
                "most_named": one.times == max(other.times for other in same_kind),
                "subject_before": back == 1
                and may_be_subject(sentences.text, sentences.start(latest[0]), *latest, actor),
                "other_paragraph": "\n" in sentences.text[latest[1] : phrase.span[0]],
                "qualified": phrase.is_qualified,
                f"qualified_{phrase.kind}": phrase.is_qualified,
                "qualifier_agrees": bool(agreeing),
                "qualifier_differs": bool(phrase.qualifiers and one.qualifiers) and not agreeing,
                "qualifier_new": bool(phrase.qualifiers) and not one.qualifiers and not agreeing,
                f"{phrase.how}_noun_{shared}": shared is not None,
                f"same_of_{len([o for o in same_kind if _shared(noun, o.nouns)])}": shared is not None,
                "apposed": one.is_apposed,
                f"apposed_{phrase.form}": one.is_apposed,
                "rival": any(
                    number(other.latest[0]) == here - back for other in same_kind if other is not one
                ),
                "rival_shares": shared is not None
                and any(_shared(noun, other.nouns) == shared for other in same_kind if other is not one),
                f"{phrase.form}_{actor.actor_kind}": True,
                "group_scope": actor.scope_article_id is not None,
            }
        )
        return evidence | {"times_named": math.log(1 + one.times)}


def _introduce(text: str, one: _Person, at: Range) -> None:
    """The words of a name, and the nouns right beside it."""
    one.words |= _name_words(text[slice(*at)], one.actor)
    if before := _NOUN_BEFORE.search(text, max(0, at[0] - 50), at[0]):
        one.nouns.add(stem(before[1]))
    if after := _APPOSED.match(text, at[1]):
        one.nouns.add(stem(after[1]))


def _former(scene: Scene, phrase: Phrase) -> set[str]:
    """Whom the article says to have been what the phrase calls somebody."""
    return {
        one.actor_id for one in scene.described if one.is_former and _shared(phrase.noun, {stem(one.noun)})
    }


def _name_words(name: str, actor: ActorRow) -> set[str]:
    """The words of a name that a description may take up; of a state none says what it is."""
    words = {without_endings(fold(word)) for word in re.findall(r"[\w-]+", name) if word[:1].isupper()}
    return {word for word in words if not _STATE.search(word)} if actor.actor_kind == "state" else words


def _shared(noun: str, words: set[str]) -> str | None:
    """How a noun goes together with words of somebody: the same, or one ends with the other."""
    if noun in words:
        return "same"
    long = [word for word in words if len(word) >= _SHORTEST]
    if len(noun) >= _SHORTEST and any(word.endswith(noun) for word in long):
        return "ending"
    if any(noun.endswith(word) for word in long):
        return "longer"
    return "begins" if any(noun.startswith(word) or word.startswith(noun) for word in long) else None


def _by_rule(actor: ActorRow, taken: ActorRow | None) -> Evidence:
    return marks({"by_rule": actor == taken, "not_by_rule": taken is not None and actor != taken})


def _nobody(phrase: Phrase, known: Sequence[_Person], by_rule: Reference | None) -> Evidence:
    """What speaks for somebody new."""
    return marks(
        {
            "none": True,
            f"none_{phrase.kind}": True,
            f"none_{phrase.how}": True,
            f"none_{phrase.kind}_{phrase.how}": True,
            f"none_{phrase.noun}": phrase.noun in _FREQUENT,
            "none_qualified": phrase.is_qualified,
            f"none_by_{by_rule.method if by_rule else 'no_rule'}": True,
            f"none_of_{min(len(known), 6)}": True,
            f"none_{phrase.form}": True,
        }
    )
