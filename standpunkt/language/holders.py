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
_CHAIN = re.compile(r"\b(?:dass|wonach|demzufolge)\b")


def holders_of(words: Words, cue: tuple[int, int], arguments: Sequence[TagSpan]) -> list[TagSpan]:
    """The holders among the arguments of the cue from word to word: one, or several that the text lists.

    Of holders that stand apart, one in the cue's quotation comes before who is quoted, the likeliest before
    others; "ich" and "wir" give way to a name.
    """
    found = sorted((s for s in arguments if s.label == "holder"), key=lambda s: s.first)
    lists = [[holder] for holder in found[:1]]
    for before, holder in pairwise(found):
        between = words.text[words.ends[before.last - 1] : words.starts[holder.first]]
        if len(between) <= LONGEST_LINK and _LINK.fullmatch(between):
            lists[-1].append(holder)
        else:
            lists.append([holder])
    quotation = _quotation(words, *cue)
    return max(lists, key=lambda own: _rank(words, own, quotation), default=[])


def sayers_of(words: Words, speakers: Sequence[TagSpan], quote_first: int) -> list[TagSpan]:
    """Who utters a direct quote that begins at a word: of "A berichtet, dass B sagt: …" only B."""
    kept = sorted(speakers, key=lambda s: s.first)
    while len(kept) > 1 and kept[1].last <= quote_first:
        between = words.text[words.ends[kept[0].last - 1] : words.starts[kept[1].first]]
        if not _CHAIN.search(between):
            break
        kept = kept[1:]
    return kept


def _quotation(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The innermost quotation that the words stand in."""
    holding = [
        (end - start, (start, end))
        for start, end in words.quoted_by_place.of((first, last))
        if start <= first and last <= end
    ]
    return min(holding)[1] if holding else None


def _rank(
    words: Words, holders: Sequence[TagSpan], quotation: tuple[int, int] | None
) -> tuple[bool, bool, float]:
    texts = [words.text[words.starts[s.first] : words.ends[s.last - 1]].lower() for s in holders]
    is_inside = quotation is not None and all(
        quotation[0] <= s.first and s.last <= quotation[1] for s in holders
    )
    return not FIRST_PERSON.issuperset(texts), is_inside, max(s.probability for s in holders)
