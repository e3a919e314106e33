"""Words parted at a line's end, put together again."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

_PARTED = re.compile(r"[a-zäöüß]{2}[-‐¬]\n[a-zäöüß]{2}")
_LEFT = re.compile(r"(\w*[a-zäöüß]{2})[-‐¬]$")
_RIGHT = re.compile(r"([a-zäöüß]{2,})\S*")
# "Haupt- und Nebenfach": the hyphen stands for the rest of the word.
_GOES_ON = re.compile(r"(?:und|oder|bzw|beziehungsweise|sowie|bis|als|wie|noch|aber|statt|and|et)")
# "deutsch-französisch", "schwarz-rot": hyphenated wherever it stands.
_PAIR = re.compile(r"[a-zäöü]+(?:deutsch|isch)|deutsch|schwarz|rot|grün|gelb|blau|weiß")
_HYPHENATED = re.compile(r"(?<!\w)(\w*[a-zäöüß]{2})-(?=([a-zäöüß]{2,}))")
_NOT_SIGN = re.compile("(?<=[a-zäöüß]{2})¬ ?(?=[a-zäöüß]{2})")


def without_hyphenation(text: str) -> str:
    """``text`` with the rest of each parted word moved up to its beginning; other lines as they are.

    Only small letters on both sides are a parted word. The hyphen of a pair of adjectives stays, and that
    of a word that has one elsewhere in the text.
    """
    text = _NOT_SIGN.sub("", text)
    if not _PARTED.search(text):
        return text
    hyphenated = _hyphenated(text)
    lines: list[str] = []
    for line in text.split("\n"):
        left = _LEFT.search(lines[-1]) if lines else None
        right = _RIGHT.match(line)
        if left is None or right is None or _GOES_ON.fullmatch(right[1]):
            lines.append(line)
            continue
        stays = _PAIR.fullmatch(left[1]) or _begins_with(hyphenated.get(left[1], ()), right[1])
        lines[-1] = lines[-1][:-1] + ("-" if stays else "") + right[0]
        rest = line[right.end() :].lstrip(" ")
        if rest:
            lines.append(rest)
    return "\n".join(lines)


def _hyphenated(text: str) -> Mapping[str, Sequence[str]]:
    """What comes after the hyphen of each word that has one within a line, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in _HYPHENATED.findall(text):
        found[left].add(right)
    return {left: sorted(rights) for left, rights in found.items()}


def _begins_with(words: Sequence[str], beginning: str) -> bool:
    """Whether one of the ordered ``words`` begins so."""
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)
