"""How alike two texts are, and whether that makes one a copy of the other.

Similar words are not enough: weather, lottery and police reports repeat their wording with other facts.
Texts that put several other numbers, days or months into the same sentences are therefore no copies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from standpunkt.articles.shingles import shingles, words_of

MIN_SHARED_SHINGLES = 15
"""A wire copy shares at least this many shingles: a closing sentence all reports have is no shared text."""

_CHANGED_FACTS = 3
_CHANGED_SHARE = 0.3
_FACT = re.compile(
    r".*\d.*|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?"
    r"|jan(?:uar|ner)|jänner|feb(?:ruar|er)|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)(?:hundert|tausend|zehn|zig)?"
)
_LONGEST_ALIGNED = 5000


@dataclass(frozen=True)
class CopyRules:
    """From when on a text counts as a copy."""

    near: float = 0.8
    """Jaccard similarity of the shingles of near duplicates."""
    wire: float = 0.6
    """Part of a text's shingles that the fuller text must hold for it to be a wire copy."""
    wire_days: int = 14
    """Days between two articles of the same agency text at most; undated ones are compared with all."""

    @property
    def version(self) -> str:
        """Names the rules; pairs found under other rules are looked for again."""
        return f"near={self.near:g} wire={self.wire:g} days={self.wire_days}"


DEFAULT_RULES = CopyRules()


@dataclass(frozen=True)
class Similarity:
    """Two texts compared by their shingles; each number from 0 to 1."""

    jaccard: float
    one_in_other: float
    """Part of the one text's shingles that the other has too."""
    other_in_one: float
    shared: int
    """Number of common shingles."""
    other_facts: bool
    """Whether they put other facts into the same sentences."""

    @property
    def contained(self) -> float:
        """Part of the text that is better contained in the other one."""
        return max(self.one_in_other, self.other_in_one)

    def is_near(self, rules: CopyRules) -> bool:
        """The same text but for small edits."""
        return self.jaccard >= rules.near and not self.other_facts

    def is_wire(self, rules: CopyRules) -> bool:
        """The same agency text, shortened, extended or edited."""
        return self.contained >= rules.wire and self.shared >= MIN_SHARED_SHINGLES and not self.other_facts


class ComparedText:
    """A compared text (see ``shingles.compared_text``) with its words and shingles."""

    def __init__(self, compared: str) -> None:
        self.words = words_of(compared)
        self.shingles = shingles(self.words)

    def similarity(self, other: "ComparedText") -> Similarity:
        """The two texts compared; the facts only where the words are alike."""
        shared = len(self.shingles & other.shingles)
        return Similarity(
            jaccard=shared / len(self.shingles | other.shingles),
            one_in_other=shared / len(self.shingles),
            other_in_one=shared / len(other.shingles),
            shared=shared,
            other_facts=shared > 0 and has_other_facts(self.words, other.words),
        )


def has_other_facts(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether aligned word by word, several numbers, days or months stand in for others.

    A correction changes one or two of them; at least three, and three tenths of all that stand in common
    sentences, are another day's report. Texts over 5,000 words follow no such pattern and are not aligned.
    """
    if max(len(one), len(other)) > _LONGEST_ALIGNED:
        return False
    changed: set[tuple[str, str]] = set()
    kept: set[str] = set()
    for edit in Levenshtein.opcodes(one, other):
        here, there = one[edit.src_start : edit.src_end], other[edit.dest_start : edit.dest_end]
        if edit.tag == "equal":
            kept.update(filter(_FACT.fullmatch, here))
        elif edit.tag == "replace":
            changed |= {pair for pair in zip(here, there, strict=True) if all(map(_FACT.fullmatch, pair))}
    return len(changed) >= _CHANGED_FACTS and len(changed) >= _CHANGED_SHARE * (len(changed) + len(kept))
