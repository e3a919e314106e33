"""Spans as sets of tokens, and how much two sets share.

Both sides of a comparison are offsets of one text. They are compared by the words and marks they touch,
so that a span with or without its final space or half of a word is the same span.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from standpunkt.language import CharSpan

TOKEN = re.compile(r"\w+|[^\w\s]")

TokenSet = frozenset[int]


class Tokens:
    """The words and marks of a text, numbered in their order."""

    def __init__(self, text: str) -> None:
        edges = [match.span() for match in TOKEN.finditer(text)]
        self._starts = [start for start, _ in edges]
        self._ends = [end for _, end in edges]

    def touched_by(self, *spans: CharSpan | None) -> TokenSet:
        """Numbers of the tokens that overlap one of the spans."""
        return frozenset(
            number
            for span in spans
            if span is not None
            for number in range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]))
        )


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: float, whole: float) -> float:
    """``part`` of ``whole``; 0 where there is nothing to share."""
    return part / whole if whole else 0.0


def mean(values: Sequence[float]) -> float:
    """Average; 0 of no values."""
    return share(sum(values), len(values))


def token_f1(gold: TokenSet, found: TokenSet) -> float:
    """F1 of ``found`` against ``gold``, 0 to 1."""
    shared = len(gold & found)
    return f1(share(shared, len(found)), share(shared, len(gold)))


def scored(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts."""
    precision, recall = share(right, predicted), share(right, gold)
    return precision, recall, f1(precision, recall)
