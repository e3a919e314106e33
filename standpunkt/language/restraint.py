"""Where the model is known to err, silence: stances under a negation, inside others, or nobody's.

A negation outside the words of a cue says that the cue was cut too short, and its polarity may be turned
round ("unterstützt das Gesetz nicht"); a noun inside a target ("lehnt die Forderung nach Parkplätzen ab") is
taken for a stance of the same holder. Press reports and observers nobody names hold nothing.
"""

import re
from collections.abc import Sequence

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Stance
from standpunkt.language.decode import Found
from standpunkt.language.windows import Words

NEGATIONS = tables.words("negations")
NOBODY = tables.words("nobody")
SENTENCE_END = re.compile(r"[.!?“\n]|$")
LATE_NEGATION = re.compile(r",(?: \w+)? nicht(?: mehr)?$")
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
    return _ends_in_negation(words, cue.last)


def _ends_in_negation(words: Words, number: int) -> bool:
    """Whether the sentence from a word on ends as in "unterstützt die Forderung, …, allerdings nicht."."""
    tail = SENTENCE_END.search(words.text, int(words.ends[number - 1]))
    if tail is None:
        return False
    comma = words.text.rfind(",", 0, tail.start())
    return comma >= 0 and LATE_NEGATION.match(words.text[comma : tail.start()]) is not None


def is_nobody(words: Words, span: CharSpan) -> bool:
    """Whether what is taken for a holder or speaker names nobody: "Medienberichten", "dies"."""
    return words.text[slice(*span)].lower() in NOBODY


def without_inner(stances: Sequence[Stance]) -> list[Stance]:
    """Leaves out a stance whose target stands inside a surer or wider one of the same holder and sentence."""
    targets: dict[tuple[CharSpan | None, CharSpan], list[CharSpan]] = {}
    for one in stances:
        targets.setdefault((one.holder, one.sentence), []).append(one.target)
    return [
        one
        for one in stances
        if not any(_holds(other, one.target) for other in targets[one.holder, one.sentence])
    ]


def _holds(outer: CharSpan, inner: CharSpan) -> bool:
    return outer != inner and outer.start_char <= inner.start_char and inner.end_char <= outer.end_char
