"""The surroundings of a predicate, as the role labeller reads them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standpunkt.language.labels import DISTANCE_EDGES, MAX_SLICE_WORDS, WORDS_AFTER, WORDS_BEFORE

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Slice:
    """Words ``first`` to ``last`` (exclusive) around a predicate; arrays have one entry a word."""

    first: int
    last: int
    inside: Ints
    """1 for the predicate's own words."""
    distances: Ints
    """Bucket of the signed distance to the predicate's nearer edge, in words."""


def cut_slice(first_word: int, last_word: int, is_stance: bool, lowest: int, highest: int) -> Slice:
    """Surroundings of the predicate ``first_word`` to ``last_word`` (exclusive) within the given words."""
    kind = "stance" if is_stance else "statement"
    first = max(lowest, first_word - WORDS_BEFORE[kind])
    last = min(highest, last_word + WORDS_AFTER[kind], first + MAX_SLICE_WORDS)
    numbers = np.arange(first, last)
    steps = np.where(numbers < first_word, numbers - first_word, np.maximum(numbers - last_word + 1, 0))
    return Slice(
        first,
        last,
        ((numbers >= first_word) & (numbers < last_word)).astype(np.int64),
        np.searchsorted(DISTANCE_EDGES, steps, side="right").astype(np.int64),
    )
