"""A text as words, pieces and overlapping windows: what the encoder reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from standpunkt.language.labels import OVERLAP_WORDS, WINDOW_PIECES, WINDOW_WORDS
from standpunkt.language.nearby import Nearby
from standpunkt.language.pieces import BEGIN, END, PAD, Pieces
from standpunkt.language.quotation import quotations

Ints = npt.NDArray[np.int64]
MAX_QUOTATION_DEPTH = 2


@dataclass(frozen=True)
class Words:
    """The words of one text; arrays have one entry a word."""

    text: str
    tokens: Ints
    """Number of each word's spaCy token: blank tokens that are no line break are left out."""
    starts: Ints
    ends: Ints
    pieces: list[tuple[int, ...]]
    depths: Ints
    """How many quotations a word stands in, marks included, at most ``MAX_QUOTATION_DEPTH``."""
    quoted: tuple[tuple[int, int], ...]
    """First and last word (exclusive) of each quotation, marks included."""

    def __len__(self) -> int:
        return len(self.pieces)

    @cached_property
    def quoted_by_place(self) -> Nearby[tuple[int, int]]:
        """``quoted``, to be asked for those near some words."""
        return Nearby((own, own) for own in self.quoted)


@dataclass(frozen=True)
class Window:
    """Words ``first`` to ``last`` (exclusive) of a text."""

    first: int
    last: int


def read_words(text: str, tokens: Iterable[tuple[int, str]], pieces: Pieces) -> Words:
    """Words of ``text`` from the offsets and texts of its tokens."""
    numbers, starts, ends, words = [], [], [], []
    for number, (start, token) in enumerate(tokens):
        if token.isspace() and "\n" not in token:
            continue
        numbers.append(number)
        starts.append(start)
        ends.append(start + len(token))
        words.append((token, start == 0 or text[start - 1].isspace()))
    start_array, end_array = np.asarray(starts, np.int64), np.asarray(ends, np.int64)
    depths = np.zeros(len(starts), np.int64)
    quoted = []
    for quotation in quotations(text):
        first = int(np.searchsorted(end_array, quotation.start_char, side="right"))
        last = int(np.searchsorted(start_array, quotation.end_char))
        depths[first:last] += 1
        quoted.append((first, last))
    return Words(
        text,
        np.asarray(numbers, np.int64),
        start_array,
        end_array,
        pieces.of(words),
        np.minimum(depths, MAX_QUOTATION_DEPTH),
        tuple(quoted),
    )


def windows(words: Words) -> list[Window]:
    """Windows over all words, each at most ``WINDOW_WORDS`` words and ``WINDOW_PIECES`` pieces long."""
    found: list[Window] = []
    ends = np.cumsum([len(pieces) for pieces in words.pieces])
    first = 0
    while first < len(words):
        before = int(ends[first - 1]) if first else 0
        fitting = int(np.searchsorted(ends, before + WINDOW_PIECES, side="right"))
        last = min(len(words), first + WINDOW_WORDS, max(fitting, first + 1))
        found.append(Window(first, last))
        if last == len(words):
            break
        first = last - min(OVERLAP_WORDS, (last - first) // 3)
    return found


def inner_ranges(found: Sequence[Window]) -> list[Window]:
    """For each window the words that are read from it: overlaps are cut in their middle."""
    if not found:
        return []
    cuts = [0, *((one.last + next_.first) // 2 for one, next_ in pairwise(found))]
    cuts.append(found[-1].last)
    return [Window(first, last) for first, last in pairwise(cuts)]


def stack(batch: Sequence[tuple[Words, Window]]) -> dict[str, npt.NDArray[Any]]:
    """Input arrays of the encoder for a batch of windows.

    ``pieces`` and ``depths`` (batch, pieces) padded with PAD, ``present`` (batch, pieces) 1 or 0, and
    ``heads`` (batch, words) the position of each word's first piece, 0 where a shorter window is padded.
    """
    rows = []
    for words, window in batch:
        numbers, depths, heads = [BEGIN], [0], []
        for word in range(window.first, window.last):
            heads.append(len(numbers))
            numbers.extend(words.pieces[word])
            depths.extend([int(words.depths[word])] * len(words.pieces[word]))
        rows.append(([*numbers, END], [*depths, 0], heads))
    n_pieces, n_words = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    arrays: dict[str, npt.NDArray[Any]] = {
        "pieces": np.full((len(rows), n_pieces), PAD, np.int64),
        "depths": np.zeros((len(rows), n_pieces), np.int64),
        "present": np.zeros((len(rows), n_pieces), np.float32),
        "heads": np.zeros((len(rows), n_words), np.int64),
    }
    for i, (numbers, depths, heads) in enumerate(rows):
        arrays["pieces"][i, : len(numbers)] = numbers
        arrays["depths"][i, : len(numbers)] = depths
        arrays["present"][i, : len(numbers)] = 1
        arrays["heads"][i, : len(heads)] = heads
    return arrays
