"""Best tag sequences of linear-chain scores, and the spans they spell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standpunkt.language.labels import Layer

Floats = npt.NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True)
class Chain:
    """Scores of tag transitions, of the first and the last tag; impossible ones are forbidden."""

    layer: Layer
    transitions: Floats
    first: Floats
    last: Floats

    @classmethod
    def of(cls, layer: Layer, scores: Mapping[str, Sequence[object]]) -> "Chain":
        """From the trained scores; a span goes on only after its own beginning."""
        transitions = np.asarray(scores["transitions"], np.float32).copy()
        first = np.asarray(scores["first"], np.float32).copy()
        for inner in range(2, layer.size, 2):
            before = [inner - 1, inner]
            others = [tag for tag in range(layer.size) if tag not in before]
            transitions[others, inner] = FORBIDDEN
            first[inner] = FORBIDDEN
        return cls(layer, transitions, first, np.asarray(scores["last"], np.float32))


@dataclass(frozen=True)
class TagSpan:
    """Words ``first`` to ``last`` (exclusive) with a label and its mean probability a word."""

    first: int
    last: int
    label: str
    probability: float


def best_tags(chain: Chain, scores: Floats, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Tags (batch, words) of the best sequences.

    ``scores`` (batch, words, tags) are padded beyond ``lengths``, and so are the tags.
    """
    batch, length, size = scores.shape
    if not length:
        return np.zeros((batch, 0), np.int64)
    back = np.zeros((length, batch, size), np.int8)
    stay = np.arange(size, dtype=np.int8)
    best = chain.first + scores[:, 0]
    end = np.where((lengths == 1)[:, None], best + chain.last, FORBIDDEN)
    for at in range(1, length):
        paths = best[:, :, None] + chain.transitions
        back[at] = paths.argmax(1)
        fresh = paths.max(1) + scores[:, at]
        running = (at < lengths)[:, None]
        back[at] = np.where(running, back[at], stay)
        best = np.where(running, fresh, best)
        end = np.where((lengths == at + 1)[:, None], best + chain.last, end)
    tags = np.zeros((batch, length), np.int64)
    rows = np.arange(batch)
    tags[:, -1] = end.argmax(1)
    for at in range(length - 1, 0, -1):
        tags[:, at - 1] = back[at, rows, tags[:, at]]
    return tags


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = shifted / shifted.sum(-1, keepdims=True)
    return found


def spans(layer: Layer, tags: npt.NDArray[np.int64], probabilities: Floats) -> list[TagSpan]:
    """Spans of one tag sequence; ``probabilities`` (words, tags)."""
    found = []
    begins = np.flatnonzero(tags % 2 == 1)
    for first in begins.tolist():
        tag = int(tags[first])
        last = first + 1
        while last < len(tags) and tags[last] == tag + 1:
            last += 1
        mean = (probabilities[first, tag] + probabilities[first + 1 : last, tag + 1].sum()) / (last - first)
        found.append(TagSpan(first, last, layer.labels[tag // 2], float(mean)))
    return found
