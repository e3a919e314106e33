"""Whom a description means, where names and rules leave it open: "die Hochschule", "der Major".

Alternatives are all persons, organisations, states and groups the article has named or described before. What
speaks for them is their kind, what the description's noun shares with their names and with the words they
were introduced by, how near they are and how often they are named; for "none of them", that the words tell
of somebody new.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from standpunkt.actors.cases import may_be_subject
from standpunkt.actors.cast import Cast, Person, shared
from standpunkt.actors.choice import Alternative, Decision, Evidence, decide, marks
from standpunkt.actors.names import word_set
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.wording import Phrase, read_phrase, stem

LEAST_PROBABILITY = 0.65
TASK = "description"
METHODS = frozenset({"described", "group", "short_form", "office"})
"""What rules find by a description, so that another choice may be better."""

_STATE = re.compile(r"(?:land|staat|republik|regierung|führung|nation|monarchie|regime|volk)(?:e?s)?$")
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


@dataclass(frozen=True)
class _Compared:
    """Somebody beside a description."""

    person: Person
    sentence: int
    """Number of the sentence he was named in last."""
    noun: str | None
    """How the description's noun goes together with words that described him."""
    name: str | None
    """The same with the words of his names."""


def decide_description(cast: Cast, span: Range, by_rule: Reference | None) -> Decision | None:
    """Whom the description at ``span`` means; None if it is none, or tells of somebody new itself.

    ``by_rule`` is what the rules make of it. Descriptions must come in the order of the text.
    """
    phrase = read_phrase(cast.scene.text, span, by_rule)
    if phrase is None or phrase.how == "indefinite" or cast.is_name(phrase):
        return None
    is_new = by_rule is not None and by_rule.method in ("described", "group")
    taken = by_rule.actor if by_rule is not None and not is_new else None
    if taken is not None and taken.actor_kind == "person" and cast.are_several(phrase):
        taken = None
    known = cast.before(phrase)
    among = [
        Alternative(one.actor, one.latest, evidence | _rule(one.actor, taken))
        for one, evidence in zip(known, _evidence(cast.scene, phrase, known), strict=True)
    ]
    nobody = _nobody(phrase, known, by_rule)
    if taken is not None and all(one.actor != taken for one in known):
        return Decision(span, TASK, (), nobody, taken)
    return decide(span, TASK, among, nobody, LEAST_PROBABILITY)


def reference_decided(decision: Decision, by_rule: Reference | None) -> Reference | None:
    """Whom a description means after all; ``by_rule`` as for the decision."""
    if decision.actor is None:
        # Somebody new stays, and whom rules take for one named before does not.
        return by_rule if by_rule is not None and by_rule.method in ("described", "group") else None
    if by_rule is not None and by_rule.actor == decision.actor:
        return by_rule
    return Reference(decision.actor, "office" if decision.actor.actor_kind == "person" else "short_form")


def _evidence(scene: Scene, phrase: Phrase, known: Sequence[Person]) -> list[Evidence]:
    number = scene.sentences.number
    compared = [
        _Compared(one, number(one.latest[0]), shared(phrase.noun, one.nouns), shared(phrase.noun, one.words))
        for one in known
    ]
    found = []
    for rank, one in enumerate(compared):
        kind = one.person.actor.actor_kind
        peers = [other for other in compared if other.person.actor.actor_kind == kind]
        found.append(
            _likeness(phrase, one)
            | _nearness(scene, phrase, one)
            | _rivals(one, peers)
            | {f"rank_of_all_{min(rank, 3)}": 1.0, "times_named": math.log(1 + one.person.times)}
        )
    return found


def _likeness(phrase: Phrase, one: _Compared) -> Evidence:
    """What the words have in common with what is known of him."""
    actor, noun = one.person.actor, phrase.noun
    kind, own = actor.actor_kind, one.person.qualifiers
    agreeing = phrase.qualifiers & (own | one.person.words | one.person.nouns)
    return marks(
        {
            f"{phrase.kind}_{kind}": True,
            f"{phrase.how}_{kind}": True,
            f"{phrase.form}_{kind}": True,
            f"{noun}_{kind}": noun in _FREQUENT,
            "state_noun": kind == "state" and bool(_STATE.search(noun)),
            f"noun_{one.noun}": one.noun is not None,
            f"{phrase.how}_noun_{one.noun}": one.noun is not None,
            f"name_{one.name}": one.name is not None,
            "nothing_shared": one.noun is None and one.name is None,
            "gender_differs": None not in (actor.gender, phrase.gender) and actor.gender != phrase.gender,
            "gender_agrees": actor.gender is not None and actor.gender == phrase.gender,
            "only_described": not one.person.is_named,
            "qualified": phrase.is_qualified,
            f"qualified_{phrase.kind}": phrase.is_qualified,
            "qualifier_agrees": bool(agreeing),
            "qualifier_differs": bool(phrase.qualifiers and own) and not agreeing,
            "qualifier_new": bool(phrase.qualifiers) and not own and not agreeing,
            "group_scope": actor.scope_article_id is not None,
        }
    )


def _nearness(scene: Scene, phrase: Phrase, one: _Compared) -> Evidence:
    """How far back he was named last, and as what."""
    text, latest = scene.text, one.person.latest
    back = scene.sentences.number(phrase.span[0]) - one.sentence
    return marks(
        {
            f"back_{back if back < 2 else 2 if back < 4 else 'far'}": True,
            "subject_before": back == 1
            and may_be_subject(text, scene.sentences.start(latest[0]), *latest, one.person.actor),
            "other_paragraph": text.find("\n", latest[1], phrase.span[0]) >= 0,
            "apposed": one.person.is_apposed,
            f"apposed_{phrase.form}": one.person.is_apposed,
        }
    )


def _rivals(one: _Compared, peers: Sequence[_Compared]) -> Evidence:
    """How he stands beside others of his kind."""
    others = [other for other in peers if other is not one]
    return marks(
        {
            f"rank_{min(peers.index(one), 3)}": True,
            "only_of_kind": not others,
            "most_named": all(one.person.times >= other.person.times for other in others),
            f"same_of_{sum(other.noun is not None for other in peers)}": one.noun is not None,
            "rival": any(other.sentence == one.sentence for other in others),
            "rival_shares": one.noun is not None and any(other.noun == one.noun for other in others),
        }
    )


def _rule(actor: ActorRow, taken: ActorRow | None) -> Evidence:
    return marks({"by_rule": actor == taken, "not_by_rule": taken is not None and actor != taken})


def _nobody(phrase: Phrase, known: Sequence[Person], by_rule: Reference | None) -> Evidence:
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
