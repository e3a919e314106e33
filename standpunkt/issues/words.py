"""Words of issues in texts: where they occur, and which issue of several is meant.

An issue's ``words`` are alternatives. An alternative may hold several words joined by ``+``. A word matches
at the start of a token in any case ("sanktion" matches "Sanktionspaket"), or anywhere within one if it starts
with ``*`` ("*garantie" matches "Sicherheitsgarantien"); one of up to three characters matches a whole token
only ("EU" is not "Euro", "30" not "300"). Tokens end at hyphens.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from standpunkt.actors.records import Issue

_TOKEN = re.compile(r"\w+|[,;:–—]")
_WORD = re.compile(r"[^\W_]+")
_WHOLE_WORD_CHARS = 3


@dataclass(frozen=True)
class Token:
    """A word or a mark, folded, and how many stand before it."""

    text: str
    position: int


@dataclass(frozen=True)
class Hit:
    """An issue whose words occur in a target."""

    issue: Issue
    words: tuple[tuple[int, str], ...]
    """Position, in tokens, and the word of the issue found there; in order."""
    begin: int | None = None
    """Position where the first of the issue's alternatives begins, if another one does."""

    @property
    def matched_chars(self) -> int:
        """How much of the target the issue's words explain."""
        return sum(len(word.strip("* ")) for _, word in self.words)

    @property
    def first(self) -> int:
        """Position of the first word: in "Sanktionen gegen die Schattenflotte" that of "Sanktionen"."""
        return self.words[0][0] if self.begin is None else self.begin

    @property
    def last(self) -> int:
        """Position of the last word."""
        return self.words[-1][0]


def tokens_of(text: str) -> list[Token]:
    """Folded words and the marks that part a target."""
    found = _TOKEN.findall(text.casefold().replace("-", " "))
    return [Token(token, position) for position, token in enumerate(found)]


@lru_cache(maxsize=10_000)
def alternatives(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of each alternative, folded, split where tokens end."""
    split = (alternative.casefold().replace("-", "+").split("+") for alternative in words)
    return tuple(found for parts in split if (found := tuple(p.strip() for p in parts if p.strip("* "))))


def matches(word: str, token: str) -> bool:
    """Whether a folded word of a table matches a folded token."""
    if word.startswith("*"):
        return word[1:] in token
    return token == word if len(word) <= _WHOLE_WORD_CHARS else token.startswith(word)


def find(word: str, tokens: Iterable[Token]) -> Token | None:
    """The first token that a word matches."""
    return next((token for token in tokens if matches(word, token.text)), None)


def find_hit(issue: Issue, folded: str, target: list[Token], sentence: list[Token]) -> Hit | None:
    """The longest alternative of an issue: its first word in the target, the others there or around it."""
    hits = [
        hit
        for words in alternatives(issue.words)
        # Most alternatives fail here, long before tokens are looked at.
        if words[0].strip("*") in folded and (hit := _hit_of(issue, words, target, sentence))
    ]
    if not hits:
        return None
    best = max(hits, key=lambda hit: (hit.matched_chars, -hit.first))
    return replace(best, begin=min(hit.first for hit in hits))


def _hit_of(issue: Issue, words: tuple[str, ...], target: list[Token], sentence: list[Token]) -> Hit | None:
    if find(words[0], target) is None:
        return None
    matched = {}
    for word in words:
        if here := find(word, target):
            matched[here.position] = word
        elif find(word, sentence) is None:
            return None
    return Hit(issue, tuple(sorted(matched.items())))


def is_excluded(issue: Issue, target: list[Token]) -> bool:
    """Whether one of the issue's ``words_not`` occurs."""
    return any(find(word.casefold(), target) for word in issue.words_not)


def most_specific(hits: list[Hit], issues: dict[str, Issue]) -> Hit | None:
    """The hit with the most matched characters, parts before their parents; a tie gives none."""
    above = {parent for hit in hits for parent in parents_of(hit.issue, issues)}
    lowest = [hit for hit in hits if hit.issue.issue_id not in above]
    longest = max((hit.matched_chars for hit in lowest), default=0)
    best = [hit for hit in lowest if hit.matched_chars == longest]
    return best[0] if len(best) == 1 else None


def parents_of(issue: Issue, issues: dict[str, Issue]) -> set[str]:
    """Ids of all issues that an issue is part of."""
    found: set[str] = set()
    parent = issue.parent_issue_id
    while parent and parent not in found:
        found.add(parent)
        parent = issues[parent].parent_issue_id
    return found


class WordText:
    """A text in which many words are looked up, each once."""

    def __init__(self, text: str) -> None:
        self._chars: list[int] = []
        self._starts: list[int] = []
        pieces = []
        length = 1
        for word in _WORD.finditer(text):
            folded = word.group().casefold()
            self._chars.append(word.start())
            self._starts.append(length)
            pieces.append(folded)
            length += len(folded) + 1
        self._joined = f" {' '.join(pieces)} "
        self._known: dict[str, list[int]] = {}

    def places(self, word: str) -> list[int]:
        """Offset in the text of every token that a folded word of a table matches."""
        if word not in self._known:
            self._known[word] = self._look_up(word)
        return self._known[word]

    def count(self, words: Iterable[str]) -> int:
        """How often all of ``words`` occur."""
        return min((len(self.places(word)) for word in words), default=0)

    def has_within(self, words: Iterable[str], start_char: int, end_char: int) -> bool:
        """Whether all of ``words`` occur between two offsets."""
        return all(
            bisect_left(places, start_char) < bisect_left(places, end_char)
            for places in map(self.places, words)
        )

    def _look_up(self, word: str) -> list[int]:
        if word.startswith("*"):
            wanted, shift = word[1:], 0
        else:
            wanted = f" {word} " if len(word) <= _WHOLE_WORD_CHARS else f" {word}"
            shift = 1
        found: dict[int, None] = {}
        at = self._joined.find(wanted)
        while at >= 0:
            found[self._chars[bisect_right(self._starts, at + shift) - 1]] = None
            at = self._joined.find(wanted, at + 1)
        return list(found)
