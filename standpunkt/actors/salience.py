"""Whom a pronoun means, where rules leave it open or err: everybody who fits, and how much each is on stage.

Alternatives are all whose gender and number fit, named in this sentence or the few before. What speaks for
them is, in the manner of Lappin and Leass (1994), how far back and how often they are named, as what, and
who speaks; and whom the rules take.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from standpunkt.actors.antecedents import CLAUSE_BREAK, Discourse
from standpunkt.actors.candidates import Candidate
from standpunkt.actors.choice import Alternative, Decision, Evidence, decide, marks
from standpunkt.actors.passages import Sentences
from standpunkt.actors.rows import ActorRow

SENTENCES_BACK = 4
"""Farther back nobody goes with a pronoun."""
CHARACTERS_BACK = 2_000
"""The same for texts without sentences."""
LEAST_PROBABILITY = 0.6
LEAST_WITHOUT_RULE = {"object": 0.8, "possessive": 0.8, "pointing": 0.8}
"""By kind of pronoun, for whom the rules do not take: whose something is errs more often than who goes on."""
TASK = "pronoun"
_OPENING = 6
"""Characters of "Herr " and the like before the first name of a sentence."""
# "Ungarns Rat"
_OWNS = re.compile(r"s [A-ZÄÖÜ]$")


@dataclass(frozen=True)
class Anaphor:
    """A pronoun at a place."""

    start_char: int
    end_char: int
    kind: str
    """personal, prepositional ("gegen sie"), object, possessive or pointing"""
    gender: str
    """m, f, or p for one whose verb says it is several"""


def decide_pronoun(discourse: Discourse, anaphor: Anaphor, by_rule: ActorRow | None) -> Decision:
    """Whom the anaphor means; ``by_rule`` is whom the rules take, None if they leave it open."""
    among = alternatives(discourse, anaphor, by_rule)
    nobody = _nobody(anaphor, among, by_rule)
    span = (anaphor.start_char, anaphor.end_char)
    if by_rule is not None and all(one.actor != by_rule for one in among):
        # "In ihrer Rede sagte Anna Muster": named only after.
        return Decision(span, TASK, (), nobody, by_rule)
    return decide(span, TASK, among, nobody, LEAST_PROBABILITY, LEAST_WITHOUT_RULE.get(anaphor.kind))


def alternatives(discourse: Discourse, anaphor: Anaphor, by_rule: ActorRow | None) -> list[Alternative]:
    """Everybody who fits, the one named last first."""
    sentences = discourse.sentences
    here = sentences.number(anaphor.start_char)
    reach = max(sentences.starts[max(0, here - SENTENCES_BACK)], anaphor.start_char - CHARACTERS_BACK)
    named: dict[str, list[Candidate]] = {}
    for one in reversed(discourse.within(reach, anaphor.start_char)):
        if one.end_char <= anaphor.start_char and not _is_aside(discourse, one, anaphor):
            named.setdefault(one.key, []).append(one)
    fitting = [(found, how) for found in named.values() if (how := fit(found, anaphor))]
    return [
        Alternative(
            found[0].actor,
            (found[0].start_char, found[0].end_char),
            _standing(anaphor, found[0].actor, how, rank)
            | _occurrences(discourse, anaphor, found)
            | _telling(discourse, anaphor, found[0], by_rule)
            | _rivals(discourse, found[0], [other[0] for other, _ in fitting if other is not found]),
        )
        for rank, (found, how) in enumerate(fitting)
    ]


def _is_aside(discourse: Discourse, one: Candidate, anaphor: Anaphor) -> bool:
    """Whether the anaphor cannot go back to this.

    Whoever answers; the state of "Ungarns Rat"; of "Muster lobte ihn" the subject
    (Chomsky 1981, principle B).
    """
    if anaphor.kind in ("object", "prepositional") and one.is_subject:
        text = discourse.sentences.text
        same_sentence = one.start_char >= discourse.sentences.start(anaphor.start_char)
        if same_sentence and not CLAUSE_BREAK.search(text, one.end_char, anaphor.start_char):
            return True
    is_state = one.actor is not None and one.actor.actor_kind == "state"
    owns = bool(_OWNS.search(discourse.sentences.text[one.start_char : one.end_char + 2]))
    return (is_state and owns) or discourse.answers(one, anaphor.start_char)


def fit(found: Sequence[Candidate], anaphor: Anaphor) -> str | None:
    """Whether gender and number of somebody so named surely fit, may fit, or do not."""
    genders = {one.gender for one in found if one.gender}
    actor = found[0].actor
    kind = actor.actor_kind if actor else None
    is_several = kind == "group" or "p" in genders
    if anaphor.gender == "p":
        return "sure" if is_several else ("maybe" if kind == "organisation" and not genders else None)
    if is_several:
        may_be_several = anaphor.kind in ("personal", "prepositional", "possessive")
        return "several" if anaphor.gender == "f" and may_be_several else None
    own = {"f"} if anaphor.gender == "f" else {"m"}
    if anaphor.gender == "m" and anaphor.kind in ("possessive", "object"):
        own.add("n")
    if kind == "state":
        # "die Schweiz"
        return "sure" if ("f" if "f" in genders else "n") in own else None
    if not genders:
        return "maybe"
    return "sure" if genders & own else None


def _standing(anaphor: Anaphor, actor: ActorRow | None, how: str, rank: int) -> Evidence:
    """What he is, how well he fits, and how many others were named since."""
    kind = actor.actor_kind if actor else "open"
    names = (
        f"{anaphor.kind}_{kind}",
        f"{anaphor.gender}_{kind}",
        f"fit_{how}",
        f"rank_{min(rank, 3)}",
    )
    return dict.fromkeys(names, 1.0)


def _occurrences(discourse: Discourse, anaphor: Anaphor, found: Sequence[Candidate]) -> Evidence:
    """How far back he is, and whether as a subject, a voice or the first of a sentence."""
    sentences, latest, position = discourse.sentences, found[0], anaphor.start_char
    here, opens = sentences.number(position), sentences.start(position)
    back = here - sentences.number(latest.start_char)
    in_sentence = [one for one in found if sentences.number(one.start_char) == here]
    before = [one for one in found if sentences.number(one.start_char) == here - 1]
    same_clause = back == 0 and not CLAUSE_BREAK.search(sentences.text, latest.end_char, position)
    return marks(
        {
            f"back_{min(back, 3)}": True,
            f"{anaphor.kind}_back_{min(back, 2)}": True,
            "subject_here": any(one.is_subject for one in in_sentence),
            "subject_before": any(one.is_subject for one in before),
            "voice_here": any(one.is_voice for one in in_sentence),
            "voice_before": any(one.is_voice for one in before),
            "opens_sentence_here": any(_opens(sentences, one) for one in in_sentence),
            "opens_sentence_before": any(_opens(sentences, one) for one in before),
            f"back_{min(back, 2)}_{'subject' if latest.is_subject else 'object'}": True,
            "owns": bool(_OWNS.search(sentences.text[latest.start_char : latest.end_char + 2])),
            f"{anaphor.kind}_same_clause": same_clause,
            f"{anaphor.kind}_subject_of_clause": same_clause and latest.is_subject,
            f"{anaphor.kind}_opens_sentence": position - opens < 3 and bool(before),
            "other_paragraph": "\n" in sentences.text[latest.end_char : position],
            "both_sentences": bool(in_sentence and before),
        }
    ) | {
        "times_named": math.log(1 + len(found)),
        "times_in_text": math.log(1 + discourse.times_named(latest.key, position)),
    }


def _opens(sentences: Sentences, one: Candidate) -> bool:
    return one.is_subject and one.start_char - sentences.start(one.start_char) < _OPENING


def _rivals(discourse: Discourse, latest: Candidate, others: Sequence[Candidate]) -> Evidence:
    """Whether somebody else who fits stands in the same sentence, and whether in the same part."""
    number = discourse.sentences.number
    beside = [one for one in others if number(one.start_char) == number(latest.start_char)]
    return marks(
        {
            "rival": bool(beside),
            "rival_of_same_part": any(one.is_subject == latest.is_subject for one in beside),
            "rival_subject": any(one.is_subject for one in beside) and not latest.is_subject,
            "rival_object": bool(beside) and latest.is_subject and not any(one.is_subject for one in beside),
        }
    )


def _telling(discourse: Discourse, anaphor: Anaphor, latest: Candidate, by_rule: ActorRow | None) -> Evidence:
    """Whether he tells what the anaphor stands in, and whether rules take him."""
    actor, position = latest.actor, anaphor.start_char
    quoted, told = discourse.quotes.around(position), discourse.telling(position)
    return marks(
        {
            "in_other_quote": discourse.quotes.around(latest.start_char) != quoted,
            "tells_it_directly": quoted is not None
            and actor is not None
            and discourse.speakers.get(quoted) == actor,
            "tells_it_indirectly": quoted is None and told is not None and told == actor,
            "by_rule": by_rule is not None and by_rule == actor,
            "not_by_rule": by_rule is not None and by_rule != actor,
        }
    )


def _nobody(anaphor: Anaphor, among: Sequence[Alternative], by_rule: ActorRow | None) -> Evidence:
    """What speaks for nobody of these."""
    return marks(
        {
            "none": True,
            f"none_{anaphor.kind}_{anaphor.gender}": True,
            f"none_of_{min(len(among), 4)}": True,
            "none_with_rule" if by_rule else "none_without_rule": True,
        }
    )
