"""Vectors of sentences and stance targets: the sum of their pieces' vectors, of length one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from standpunkt.language.annotations import Stance
from standpunkt.language.decode import Decoded
from standpunkt.language.viterbi import Floats
from standpunkt.language.windows import Words

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
        ranges = []
        for stance in stances:
            first = int(np.searchsorted(words.ends, stance.target.start_char, side="right"))
            last = int(np.searchsorted(words.starts, stance.target.end_char, side="left"))
            ranges.append((first, last))
        return self.of(words, ranges)


def write_table(path: Path, table: npt.NDArray[np.float32]) -> None:
    """Stores vectors (pieces, width) in 8 bits each, with a scale a piece."""
    scales = np.maximum(np.abs(table).max(1), 1e-12) / LEVELS
    levels = np.round(table / scales[:, None]).astype(np.int8)
    np.savez(path, levels=levels, scales=scales.astype(np.float16))
