"""Whose stance a cue shows: what the role labeller marks as holders of one cue, told apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from standpunkt.language.viterbi import TagSpan
from standpunkt.language.windows import Words

LONGEST_LINK = 80
"""Characters between two of a list at most: "Berg (SPD) und der Vorsitzende des Ausschusses, Ulm"."""
FIRST_PERSON = frozenset(("ich", "mich", "mir", "wir", "uns"))
_BRACKETS = r"\s*(?:\([^)]*\))?\s*"
_AND = r"(?:(?:und|sowie|oder|beziehungsweise|(?:wie|als) auch)\b[^.:;!?„“”\"»«]*|[&/]\s*)"
# In a list whose "und" comes later: nothing but articles and titles, no verb.
_COMMA = r",\s*(?:(?:der|die|das|den|dem|des)\s+)?(?:[A-ZÄÖÜ][\w-]*\s+){0,4}"
_LINK = re.compile(f"{_BRACKETS}(?:{_AND}|{_COMMA})")


def holders_of(words: Words, arguments: Sequence[TagSpan]) -> list[TagSpan]:
    """The holders among a cue's arguments: one, or several that the text lists.

    Of holders that stand apart, the likeliest counts; "ich" and "wir" give way to a name.
    """
    found = sorted((s for s in arguments if s.label == "holder"), key=lambda s: s.first)
    lists = [[holder] for holder in found[:1]]
    for before, holder in pairwise(found):
        between = words.text[words.ends[before.last - 1] : words.starts[holder.first]]
        if len(between) <= LONGEST_LINK and _LINK.fullmatch(between):
            lists[-1].append(holder)
        else:
            lists.append([holder])
    return max(lists, key=lambda own: _rank(words, own), default=[])


def _rank(words: Words, holders: Sequence[TagSpan]) -> tuple[bool, float]:
    texts = [words.text[words.starts[s.first] : words.ends[s.last - 1]].lower() for s in holders]
    return not FIRST_PERSON.issuperset(texts), max(s.probability for s in holders)
