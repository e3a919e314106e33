"""Where the model is known to err, silence: stances under a negation, and stances inside stances.

A negation outside the words of a cue says that the cue was cut too short, and its polarity may be turned
round ("unterstützt das Gesetz nicht"); a noun inside a target ("lehnt die Forderung nach Parkplätzen ab") is
taken for a stance of the same holder.
"""

from collections.abc import Sequence

from standpunkt.language import tables
from standpunkt.language.annotations import Stance
from standpunkt.language.decode import Found
from standpunkt.language.windows import Words

NEGATIONS = tables.words("negations")
BOUNDARIES = frozenset((*",;:.!?„“»«", '"', "dass", "und", "aber", "sondern"))
WORDS_BEFORE, WORDS_AFTER = 6, 12


def is_negated(words: Words, cue: Found) -> bool:
    """Whether a negation stands in the clause of a cue, outside its own words."""
    before = range(cue.first - 1, max(cue.first - 1 - WORDS_BEFORE, -1), -1)
    after = range(cue.last, min(cue.last + WORDS_AFTER, len(words)))
    for numbers in (before, after):
        for number in numbers:
            word = words.text[words.starts[number] : words.ends[number]].lower()
            if word in BOUNDARIES or word.isspace():
                break
            if word in NEGATIONS:
                return True
    return False


def without_inner(stances: Sequence[Stance]) -> list[Stance]:
    """Leaves out a stance whose target stands inside a surer or wider one of the same holder and sentence."""
    return [one for one in stances if not any(_holds(other, one) for other in stances if other is not one)]


def _holds(outer: Stance, inner: Stance) -> bool:
    if outer.holder != inner.holder or outer.sentence != inner.sentence or outer.target == inner.target:
        return False
    (start, end), (inner_start, inner_end) = outer.target, inner.target
    return start <= inner_start and inner_end <= end
