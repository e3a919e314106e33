"""Vectors of sentences and stance targets from the encoder's words: their mean, of length one."""

from collections.abc import Sequence

import numpy as np

from standpunkt.language.annotations import Stance
from standpunkt.language.decode import Decoded
from standpunkt.language.network import Reading
from standpunkt.language.viterbi import Floats


def sentence_vectors(reading: Reading, decoded: Decoded) -> Floats:
    """(sentences, width), in order of the text."""
    starts = decoded.sentence_starts.tolist()
    return _means(reading, list(zip(starts, [*starts, len(reading.words)][1:], strict=True)))


def target_vectors(reading: Reading, stances: Sequence[Stance]) -> Floats:
    """(stances, width), in order of ``stances``."""
    words = reading.words
    ranges = []
    for stance in stances:
        first = int(np.searchsorted(words.ends, stance.target.start_char, side="right"))
        last = int(np.searchsorted(words.starts, stance.target.end_char, side="left"))
        ranges.append((first, last))
    return _means(reading, ranges)


def _means(reading: Reading, ranges: Sequence[tuple[int, int]]) -> Floats:
    if not ranges:
        return np.zeros((0, reading.vectors.shape[1]), np.float32)
    means = np.stack([reading.vectors[first:last].mean(0) for first, last in ranges])
    found: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return found
