"""Sums of piece vectors, as they are stored."""

from pathlib import Path

import numpy as np
import pytest

from standpunkt.language.vectors import PieceVectors, write_table
from standpunkt.language.viterbi import Floats
from standpunkt.language.windows import Words, read_words

TABLE = np.asarray([[0, 0, 0], [3, 0, 0], [0, 2, 0], [0, 0, -0.5]], np.float32)


class NumberedPieces:
    """Each digit of a word is a piece."""

    def of(self, words: list[tuple[str, bool]]) -> list[tuple[int, ...]]:
        return [tuple(map(int, text)) for text, _ in words]


@pytest.fixture
def vectors(tmp_path: Path) -> PieceVectors:
    write_table(tmp_path / "vectors.npz", TABLE)
    return PieceVectors(tmp_path / "vectors.npz")


@pytest.fixture
def words() -> Words:
    return read_words("12 3 0 11", [(0, "12"), (3, "3"), (5, "0"), (7, "11")], NumberedPieces())


def unit(*values: float) -> Floats:
    found: Floats = np.asarray(values, np.float32) / np.linalg.norm(values)
    return found


def test_a_vector_is_the_sum_of_its_pieces_of_length_one(vectors: PieceVectors, words: Words) -> None:
    found = vectors.of(words, [(0, 1), (0, 2), (3, 4), (1, 3)])
    expected = [unit(3, 2, 0), unit(3, 2, -0.5), unit(1, 0, 0), unit(0, 0, -1)]
    assert found == pytest.approx(np.stack(expected), abs=5e-3)


def test_pieces_without_meaning_give_no_direction(vectors: PieceVectors, words: Words) -> None:
    assert vectors.of(words, [(2, 3), (2, 2)]).tolist() == [[0, 0, 0], [0, 0, 0]]
    assert vectors.of(words, []).shape == (0, 3)


def test_the_table_loses_little_in_eight_bits(tmp_path: Path) -> None:
    table = (
        np.random.default_rng(1).normal(size=(50, 16)).astype(np.float32)
        * np.geomspace(1e-3, 10, 50)[:, None]
    )
    write_table(tmp_path / "v.npz", table.astype(np.float32))
    with np.load(tmp_path / "v.npz") as stored:
        back = stored["levels"] * stored["scales"].astype(np.float32)[:, None]
        assert stored["levels"].dtype == np.int8
    assert np.abs(back - table).max(1) == pytest.approx(np.zeros(50), abs=0.01 * 40)
    assert (np.abs(back - table).max(1) <= np.abs(table).max(1) / 127).all()
