"""Words into pieces of the shipped vocabulary."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.language import pieces
from standpunkt.language.pieces import END, MAX_PIECES_A_WORD, UNKNOWN, Pieces
from standpunkt.language.pipeline import MODEL_FOLDER

WORDS = st.tuples(st.text(min_size=1, max_size=40), st.booleans())


@cache
def vocabulary() -> Pieces:
    return Pieces(MODEL_FOLDER / "pieces.model")


@given(st.lists(WORDS, max_size=30))
@settings(deadline=None)
def test_every_word_has_pieces(words: list[tuple[str, bool]]) -> None:
    found = vocabulary().of(words)
    assert len(found) == len(words)
    for numbers in found:
        assert 0 < len(numbers) <= MAX_PIECES_A_WORD
        assert all(0 <= number < len(vocabulary()) for number in numbers)


@given(st.lists(WORDS, max_size=30))
@settings(deadline=None, max_examples=30)
def test_the_cache_changes_nothing(words: list[tuple[str, bool]]) -> None:
    assert vocabulary().of(words + words) == Pieces(MODEL_FOLDER / "pieces.model").of(words) * 2


def test_a_full_cache_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [(word, True) for word in ("eins", "zwei", "drei", "vier", "fünf", "eins")]
    expected = vocabulary().of(words)
    monkeypatch.setattr(pieces, "CACHE_SIZE", 2)
    small = Pieces(MODEL_FOLDER / "pieces.model")
    assert [small.of([word])[0] for word in words] == expected
    assert small.of(words) == expected
    assert len(small._known) <= 2


def test_space_before_a_word_tells_pieces_apart() -> None:
    spaced, joined = vocabulary().of([("Haus", True), ("Haus", False)])
    assert spaced != joined


def test_a_line_break_is_the_end_of_a_paragraph() -> None:
    assert vocabulary().of([("\n", False), ("\n\n", True)]) == [(END,), (END,)]


def test_common_words_are_few_pieces() -> None:
    found = vocabulary().of([(word, True) for word in ("die", "und", "sagte", "Regierung")])
    assert all(len(numbers) <= 2 and UNKNOWN not in numbers for numbers in found)


def test_ligatures_and_wide_letters_are_ordinary_ones() -> None:
    assert vocabulary().of([("ﬁnden", True)]) == vocabulary().of([("finden", True)])
