"""Which issue a stance's target is about, and whether the target is the issue or its opposite.

The ``words`` of an issue are alternatives, separated by ``|``. An alternative may hold several words
joined by ``+``; all of them must occur: the first in the target, the others there or else in the sentence
around it. A word matches at the start of a token in any case ("sanktion" matches "Sanktionspaket"), or
anywhere within one if it starts with ``*`` ("*garantie" matches "Sicherheitsgarantien"); one of up to three
characters matches a whole token only ("EU" is not "Euro", "30" not "300"). Tokens end at hyphens. An issue
is out if one of its ``words_not`` occurs in the target.

Of several issues the one with the most matched characters wins, an issue before those it is part of; a
tie between issues that are no part of each other gives none.

The target is the opposite of the issue if one of the issue's ``counter_words`` occurs anywhere in it, or a
word of the table ``negations`` where that table says: before the issue's word with nothing in between that
starts something else, after it, or anywhere. A negation that starts with ``*`` may also be the end of the
issue's own word ("Sanktionsstopp").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from standpunkt.actors.names import word_set
from standpunkt.actors.records import Issue, Negation
from standpunkt.actors.tables import Tables

_TOKEN = re.compile(r"\w+|[,;:–—]")
_WHOLE_WORD_CHARS = 3
# Past these, a negating noun no longer governs what follows: "Ende des Krieges und Sicherheitsgarantien".
_BARRIERS = word_set(", ; : – — und sowie oder durch mit ohne nach bei mittels dass wenn als um weil")


@dataclass(frozen=True)
class _Token:
    text: str
    position: int


@dataclass(frozen=True)
class _Hit:
    issue: Issue
    words: tuple[tuple[int, str], ...]
    """Position, in tokens, and the word of the issue found there; in order."""

    @property
    def matched_chars(self) -> int:
        return sum(len(word.strip("* ")) for _, word in self.words)

    @property
    def first(self) -> int:
        return self.words[0][0]

    @property
    def last(self) -> int:
        return self.words[-1][0]


def assign_issue(target_text: str, sentence_text: str | None, tables: Tables) -> tuple[str | None, bool]:
    """Issue id of a target, or None if none fits or several do; and whether the target negates it.

    >>> assign_issue("Verzicht auf ausländische Truppen", None, tables)  # doctest: +SKIP
    ('auslaendische-truppen', True)
    """
    target = _tokens(target_text)
    sentence = _tokens(sentence_text or "")
    folded = target_text.casefold()
    hits = [hit for issue in tables.issues.values() if (hit := _hit(issue, folded, target, sentence))]
    best = _most_specific(hits, tables.issues)
    if best is None:
        return None, False
    return best.issue.issue_id, _is_negated(best, target, tables.negations)


def _tokens(text: str) -> list[_Token]:
    found = _TOKEN.findall(text.casefold().replace("-", " "))
    return [_Token(token, position) for position, token in enumerate(found)]


@lru_cache(maxsize=10_000)
def _alternatives(issue: Issue) -> tuple[tuple[str, ...], ...]:
    """The words of each alternative, folded, split where tokens end."""
    split = (alternative.casefold().replace("-", "+").split("+") for alternative in issue.words)
    return tuple(words for parts in split if (words := tuple(p.strip() for p in parts if p.strip("* "))))


def _matches(word: str, token: str) -> bool:
    if word.startswith("*"):
        return word[1:] in token
    return token == word if len(word) <= _WHOLE_WORD_CHARS else token.startswith(word)


def _find(word: str, tokens: list[_Token]) -> _Token | None:
    return next((token for token in tokens if _matches(word, token.text)), None)


def _hit(issue: Issue, folded: str, target: list[_Token], sentence: list[_Token]) -> _Hit | None:
    hits = [
        hit
        for words in _alternatives(issue)
        # Most alternatives fail here, long before tokens are looked at.
        if words[0].strip("*") in folded and (hit := _hit_of(issue, words, target, sentence))
    ]
    if not hits or any(_find(word.casefold(), target) for word in issue.words_not):
        return None
    return max(hits, key=lambda hit: (hit.matched_chars, -hit.first))


def _hit_of(
    issue: Issue, words: tuple[str, ...], target: list[_Token], sentence: list[_Token]
) -> _Hit | None:
    if _find(words[0], target) is None:
        return None
    matched = {}
    for word in words:
        if here := _find(word, target):
            matched[here.position] = word
        elif _find(word, sentence) is None:
            return None
    return _Hit(issue, tuple(sorted(matched.items())))


def _most_specific(hits: list[_Hit], issues: dict[str, Issue]) -> _Hit | None:
    above = {parent for hit in hits for parent in _parents(hit.issue, issues)}
    lowest = [hit for hit in hits if hit.issue.issue_id not in above]
    longest = max((hit.matched_chars for hit in lowest), default=0)
    best = [hit for hit in lowest if hit.matched_chars == longest]
    return best[0] if len(best) == 1 else None


def _parents(issue: Issue, issues: dict[str, Issue]) -> set[str]:
    found: set[str] = set()
    parent = issue.parent_issue_id
    while parent and parent not in found:
        found.add(parent)
        parent = issues[parent].parent_issue_id
    return found


def _is_negated(hit: _Hit, target: list[_Token], negations: tuple[Negation, ...]) -> bool:
    counters = sum(1 for word in hit.issue.counter_words if _find(word.casefold(), target))
    counters += sum(
        any(_matches(one.word, token.text) and _governs(one, token, hit, target) for one in negations)
        for token in target
    )
    # Two negations cancel: "keine Aufhebung der Sanktionen".
    return counters % 2 == 1


def _governs(negation: Negation, token: _Token, hit: _Hit, target: list[_Token]) -> bool:
    own = dict(hit.words).get(token.position)
    # "Verbrenner-Verbot" is the issue itself there, "Sanktionsstopp" is its negation.
    if own is not None and negation.word.strip("*") in own:
        return False
    if negation.place == "anywhere":
        return True
    if negation.place == "after":
        return token.position > hit.last or (own is not None and negation.word.startswith("*"))
    between = target[token.position + 1 : hit.first]
    return token.position < hit.first and not any(other.text in _BARRIERS for other in between)
