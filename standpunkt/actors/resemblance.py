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

from standpunkt.actors.cases import may_be_subject
from standpunkt.actors.choice import Alternative, Decision, Evidence, decide, marks
from standpunkt.actors.names import fold, without_endings, word_set
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.wording import Phrase, read_phrase, stem

LEAST_PROBABILITY = 0.6
TASK = "description"
MOST_ALTERNATIVES = 12
"""The ones named last; whoever is farther away is not meant without a name."""
METHODS = frozenset({"described", "group", "short_form", "office"})
"""What rules find by a description, so that another choice may be better."""

_STATE = re.compile(r"(?:land|staat|republik|regierung|führung|nation|monarchie|regime|volk)(?:e?s)?$")
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
    spans: list[Range] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    """Heads of descriptions, and words it was introduced by."""
    words: set[str] = field(default_factory=set)
    """Of its names."""
    qualifiers: set[str] = field(default_factory=set)
    """Of descriptions."""


@dataclass
class Cast:
    """Everybody an article has named or described, in the order of the text."""

    scene: Scene
    _noted: list[tuple[Range, ActorRow, Phrase | None]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start with the names."""
        for mention in self.scene.mentions:
            reference = self.scene.reference(mention)
            if reference is not None and mention["mention_form"] == "name":
                self._noted.append(((mention["start_char"], mention["end_char"]), reference.actor, None))

    def note(self, span: Range, actor: ActorRow) -> None:
        """Somebody found by a description."""
        phrase = read_phrase(self.scene.text, span, None)
        self._noted.append((span, actor, phrase))

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
        nobody_again = inside | self._former(phrase)
        known = [one for one in self._before(span) if one.actor.actor_id not in nobody_again]
        among = [
            Alternative(
                one.actor,
                one.spans[-1],
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

    def _former(self, phrase: Phrase) -> set[str]:
        """Whom the article says to have been what the phrase calls somebody."""
        return {
            one.actor_id
            for one in self.scene.described
            if one.is_former and _shared(phrase.noun, {stem(one.noun)})
        }

    def _before(self, span: Range) -> list[_Person]:
        """Everybody named before, the last one first; a name within the description stands for nobody."""
        people: dict[str, _Person] = {}
        text = self.scene.text
        for at, actor, phrase in sorted(self._noted, key=lambda noted: noted[0]):
            if at[1] > span[0]:
                break
            one = people.setdefault(actor.actor_id, _Person(actor))
            one.spans.append(at)
            if phrase is not None:
                one.nouns.add(phrase.noun)
                one.qualifiers |= phrase.qualifiers
                continue
            one.words |= _name_words(text[slice(*at)], actor)
            if before := _NOUN_BEFORE.search(text, max(0, at[0] - 50), at[0]):
                one.nouns.add(stem(before[1]))
            if after := _APPOSED.match(text, at[1]):
                one.nouns.add(stem(after[1]))
        last = sorted(people.values(), key=lambda one: one.spans[-1], reverse=True)
        return last[:MOST_ALTERNATIVES]

    def _evidence(self, phrase: Phrase, one: _Person, rank: int, known: Sequence[_Person]) -> Evidence:
        sentences, actor = self.scene.sentences, one.actor
        number = sentences.number
        here = number(phrase.span[0])
        back = here - sentences.number(one.spans[-1][0])
        same_kind = [other for other in known if other.actor.actor_kind == actor.actor_kind]
        latest = one.spans[-1]
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
                "most_named": len(one.spans) == max(len(other.spans) for other in same_kind),
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
                "rival": any(
                    number(other.spans[-1][0]) == here - back for other in same_kind if other is not one
                ),
                "rival_shares": shared is not None
                and any(_shared(noun, other.nouns) == shared for other in same_kind if other is not one),
                f"{phrase.form}_{actor.actor_kind}": True,
                "group_scope": actor.scope_article_id is not None,
            }
        )
        return evidence | {"times_named": math.log(1 + len(one.spans))}


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
