"""Words, windows and the arrays the encoder is given."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.language.labels import WINDOW_PIECES, WINDOW_WORDS
from standpunkt.language.pieces import BEGIN, END, MAX_PIECES_A_WORD, PAD
from standpunkt.language.tokenizer import blank
from standpunkt.language.windows import Window, Words, inner_ranges, read_words, stack, windows

NLP = blank()


class OnePiece:
    """Stands in for the vocabulary: a word's piece is its length and whether it is spaced."""

    def of(self, words: Iterable[tuple[str, bool]]) -> list[tuple[int, ...]]:
        return [(10 * len(text) + spaced,) for text, spaced in words]


def read(text: str) -> Words:
    return read_words(text, [(token.idx, token.text) for token in NLP(text)], OnePiece())


def words_of(counts: list[int]) -> Words:
    """Words of as many pieces as ``counts`` says."""
    zeros = np.zeros(len(counts), np.int64)
    return Words("", zeros, zeros, zeros, [tuple(range(5, 5 + n)) for n in counts], zeros, ())


RUNS = st.lists(st.tuples(st.integers(1, MAX_PIECES_A_WORD), st.integers(1, 300)), max_size=6)


@given(RUNS)
@settings(max_examples=60, deadline=None)
def test_every_word_is_read_once(runs: list[tuple[int, int]]) -> None:
    words = words_of([pieces for pieces, times in runs for _ in range(times)])
    found = windows(words)
    inner = inner_ranges(found)
    assert len(inner) == len(found)
    assert [word for one in inner for word in range(one.first, one.last)] == list(range(len(words)))
    for window, own in zip(found, inner, strict=True):
        assert window.first <= own.first <= own.last <= window.last


@given(RUNS)
@settings(max_examples=60, deadline=None)
def test_windows_keep_their_limits(runs: list[tuple[int, int]]) -> None:
    words = words_of([pieces for pieces, times in runs for _ in range(times)])
    for window in windows(words):
        assert 0 < window.last - window.first <= WINDOW_WORDS
        assert sum(len(p) for p in words.pieces[window.first : window.last]) <= WINDOW_PIECES


def test_a_short_text_is_one_window() -> None:
    assert windows(words_of([2] * 200)) == [Window(0, 200)]
    assert windows(words_of([])) == []
    assert inner_ranges([]) == []


def test_edges_of_windows_are_read_from_the_neighbour() -> None:
    inner = inner_ranges(windows(words_of([1] * 400)))
    assert inner == [Window(0, 264), Window(264, 400)]


@given(st.lists(st.sampled_from(["Wort", " ", "  ", "\n", "\n\n", ",", "„", "“", "é", "😀"]), max_size=40))
def test_words_lie_where_the_text_has_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    words = read(text)
    doc = NLP(text)
    shown = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert shown == [doc[int(number)].text for number in words.tokens]
    assert "".join(shown).replace(" ", "") == text.replace(" ", "")
    assert all(word.strip() or "\n" in word for word in shown)


def test_quotations_are_marked_on_their_words() -> None:
    words = read("Sie rief: „Er sagt ‚Halt!‘ dazu.“ Ende")
    shown = [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    depths = dict(zip(shown, words.depths.tolist(), strict=True))
    assert (depths["rief"], depths["Er"], depths["Halt"], depths["dazu"], depths["Ende"]) == (0, 1, 2, 1, 0)
    assert ["".join(shown[first:last]) for first, last in words.quoted] == ["„Ersagt‚Halt!‘dazu.“", "‚Halt!‘"]


def test_white_space_before_a_word_is_known() -> None:
    words = read("Ja, ja.")
    assert [numbers[0] % 10 for numbers in words.pieces] == [1, 0, 1, 0]


def test_stack_pads_shorter_windows() -> None:
    words = words_of([2, 1, 3])
    arrays = stack([(words, Window(0, 3)), (words, Window(1, 2))])
    assert arrays["pieces"].tolist() == [
        [BEGIN, 5, 6, 5, 5, 6, 7, END],
        [BEGIN, 5, END, PAD, PAD, PAD, PAD, PAD],
    ]
    assert arrays["present"].tolist() == [[1] * 8, [1, 1, 1, 0, 0, 0, 0, 0]]
    assert arrays["heads"].tolist() == [[1, 3, 4], [1, 0, 0]]
    assert arrays["depths"].shape == (2, 8)


@pytest.mark.parametrize("text", ["", " ", "   "])
def test_blanks_hold_no_words(text: str) -> None:
    assert len(read(text)) == 0
