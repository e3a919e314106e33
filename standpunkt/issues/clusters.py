"""Targets that found no issue -> groups of like ones, whatever the order they come in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from standpunkt.actors.names import fold, strip_determiners
from standpunkt.issues.likeness import text_vectors
from standpunkt.issues.targets import TargetKind, target_kind
from standpunkt.language.viterbi import Floats

ALIKE = 0.55
"""Least cosine of a target and its group."""
BLOCK = 1024
MOST_GROUPS = 5000


@dataclass(frozen=True)
class TargetGroup:
    """Like targets; ``name`` is the one most like all of them."""

    name: str
    targets: tuple[str, ...]
    """Every wording, the most frequent first."""


def group_targets(texts: Iterable[str]) -> list[TargetGroup]:
    """Groups of the targets that tell what they are about, the largest first; others are left out.

    Each wording joins the nearest group, or founds one, the most frequent wordings first; then all move once
    more to the group whose mean is nearest.
    """
    counts = Counter(text for text in texts if target_kind(text) is TargetKind.telling)
    wordings = sorted(counts, key=lambda text: (-counts[text], fold(text), text))
    if not wordings:
        return []
    vectors = np.concatenate([text_vectors().of(strip_determiners(text)) for text in wordings])
    weights = np.asarray([counts[text] for text in wordings], np.float32)
    founders = _founders(vectors)
    group = _nearest(vectors, vectors[founders])
    means = _means(vectors, weights, group)
    group = _nearest(vectors, means)
    groups = []
    for number in sorted(set(group.tolist())):
        members = np.flatnonzero(group == number)
        likeness = (
            vectors[members] @ _means(vectors[members], weights[members], np.zeros(len(members), int))[0]
        )
        name = wordings[members[int(np.argmax(np.round(likeness, 5)))]]
        groups.append(TargetGroup(name, tuple(wordings[member] for member in members)))
    return sorted(groups, key=lambda one: (-sum(counts[text] for text in one.targets), one.name))


def _founders(vectors: Floats) -> list[int]:
    """Rows that are like none before them."""
    founders: list[int] = []
    for first in range(0, len(vectors), BLOCK):
        block = vectors[first : first + BLOCK]
        far = (block @ vectors[founders].T).max(1) < ALIKE if founders else np.ones(len(block), bool)
        new: list[int] = []
        for row in np.flatnonzero(far).tolist():
            if len(founders) + len(new) == MOST_GROUPS:
                return founders + new
            if not new or (vectors[new] @ block[row]).max() < ALIKE:
                new.append(first + row)
        founders += new
    return founders


def _nearest(vectors: Floats, centres: Floats) -> np.ndarray:
    blocks = range(0, len(vectors), BLOCK)
    return np.concatenate([(vectors[first : first + BLOCK] @ centres.T).argmax(1) for first in blocks])


def _means(vectors: Floats, weights: Floats, group: np.ndarray) -> Floats:
    """(groups, width), of length one."""
    sums = np.zeros((int(group.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, group, vectors * weights[:, None])
    means: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return means
