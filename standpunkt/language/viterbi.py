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


def best_tags(
    chains: Sequence[Chain], scores: Floats, lengths: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Tags (batch, words) of the best sequences, each row by its own chain.

    ``scores`` (batch, words, tags) are padded beyond ``lengths``, and so are the tags; beyond the tags of a
    row's chain they may hold anything.
    """
    batch, length, size = scores.shape
    if not length:
        return np.zeros((batch, 0), np.int64)
    transitions, first, last = _stacked(chains, size)
    back = np.zeros((length, batch, size), np.int8)
    stay = np.arange(size, dtype=np.int8)
    best = first + scores[:, 0]
    end = np.where((lengths == 1)[:, None], best + last, FORBIDDEN)
    shortest = int(lengths.min())
    for at in range(1, length):
        # Reversed axes: the tag before stands last, where the maximum is found fastest.
        paths = best[:, None, :] + transitions
        before = paths.argmax(2)
        fresh = np.take_along_axis(paths, before[:, :, None], 2)[:, :, 0] + scores[:, at]
        if at < shortest:
            back[at], best = before, fresh
        else:
            running = (at < lengths)[:, None]
            back[at] = np.where(running, before, stay)
            best = np.where(running, fresh, best)
        if at + 1 >= shortest:
            end = np.where((lengths == at + 1)[:, None], best + last, end)
    tags = np.zeros((batch, length), np.int64)
    rows = np.arange(batch)
    tags[:, -1] = end.argmax(1)
    for at in range(length - 1, 0, -1):
        tags[:, at - 1] = back[at, rows, tags[:, at]]
    return tags


def _stacked(chains: Sequence[Chain], size: int) -> tuple[Floats, Floats, Floats]:
    """Transitions (batch, tag, before), first and last (batch, tag); tags a chain lacks are forbidden."""
    different = {id(chain): i for i, chain in enumerate({id(c): c for c in chains}.values())}
    transitions = np.full((len(different), size, size), FORBIDDEN, np.float32)
    first = np.full((len(different), size), FORBIDDEN, np.float32)
    last = np.full((len(different), size), FORBIDDEN, np.float32)
    for chain in chains:
        i, own = different[id(chain)], chain.layer.size
        transitions[i, :own, :own] = chain.transitions.T
        first[i, :own], last[i, :own] = chain.first, chain.last
    rows = [different[id(chain)] for chain in chains]
    return transitions[rows], first[rows], last[rows]


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
