"""Vectors of sentences and stance targets: the sum of their pieces' vectors, of length one."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from standpunkt.language.annotations import Stance
from standpunkt.language.decode import Decoded
from standpunkt.language.pieces import Pieces
from standpunkt.language.tokenizer import blank
from standpunkt.language.viterbi import Floats
from standpunkt.language.windows import Words, read_words

LEVELS = 127


class PieceVectors:
    """One vector for every piece of the vocabulary; frequent ones are short."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._levels: npt.NDArray[np.int8] = stored["levels"]
            self._scales: Floats = stored["scales"].astype(np.float32)

    def of(self, words: Words, ranges: Sequence[tuple[int, int]]) -> Floats:
        """(ranges, width): for each range of words, from first to before last."""
        sums = np.zeros((len(ranges), self._levels.shape[1]), np.float32)
        for row, (first, last) in enumerate(ranges):
            pieces = [piece for word in words.pieces[first:last] for piece in word]
            sums[row] = self._scales[pieces] @ self._levels[pieces]
        found: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        return found

    def of_sentences(self, words: Words, decoded: Decoded) -> Floats:
        """(sentences, width), in order of the text."""
        starts = decoded.sentence_starts.tolist()
        return self.of(words, list(zip(starts, [*starts, len(words)][1:], strict=True)))

    def of_targets(self, words: Words, stances: Sequence[Stance]) -> Floats:
        """(stances, width), in order of ``stances``."""
        return self.of_chars(
            words, [(stance.target.start_char, stance.target.end_char) for stance in stances]
        )

    def of_chars(self, words: Words, spans: Sequence[tuple[int, int]]) -> Floats:
        """(spans, width): for each range of characters the vector of the words it touches."""
        firsts = np.searchsorted(words.ends, [start for start, _ in spans], side="right")
        lasts = np.searchsorted(words.starts, [end for _, end in spans], side="left")
        return self.of(words, list(zip(firsts.tolist(), lasts.tolist(), strict=True)))


class TextVectors:
    """Vectors straight from a text, without the network: what a changed table is compared with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._folder / "pieces.model")

    @cached_property
    def _vectors(self) -> PieceVectors:
        return PieceVectors(self._folder / "vectors.npz")

    @cached_property
    def _tokenizer(self) -> Callable[[str], Doc]:
        return blank().tokenizer

    def of(self, text: str, spans: Sequence[tuple[int, int]] | None = None) -> Floats:
        """(spans, width): the vectors of ranges of characters, without ``spans`` (1, width) of all."""
        words = read_words(text, [(token.idx, token.text) for token in self._tokenizer(text)], self._pieces)
        return self._vectors.of_chars(words, [(0, len(text))] if spans is None else spans)


def write_table(path: Path, table: npt.NDArray[np.float32]) -> None:
    """Stores vectors (pieces, width) in 8 bits each, with a scale a piece."""
    scales = np.maximum(np.abs(table).max(1), 1e-12) / LEVELS
    levels = np.round(table / scales[:, None]).astype(np.int8)
    np.savez(path, levels=levels, scales=scales.astype(np.float16))
