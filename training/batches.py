"""Examples into padded tensors: windows of words, and slices around predicates."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from standpunkt.language.labels import (
    CLASSES,
    DIRECT,
    PREDICATES,
    ROLE_LAYERS,
    SPEECH,
    STANCE,
    STANCE_CLASSES,
    TAG_LAYERS,
    Layer,
)
from standpunkt.language.pieces import PAD
from standpunkt.language.slices import cut_slice
from standpunkt.language.windows import Window, Words, stack, windows
from training.examples import Example, Predicate

PIECES_A_BATCH = 3000
POOL = 192
STEP = 32
PREDICATE_STEP = 8
"""Batches are cut from pools of this many windows, sorted by length."""


@dataclass(frozen=True)
class Item:
    """One window of one example."""

    example: Example
    window: Window

    @property
    def pieces(self) -> int:
        """Length in pieces."""
        return sum(len(self.example.words.pieces[i]) for i in range(self.window.first, self.window.last)) + 2


@dataclass
class Batch:
    """Tensors of some windows; see :func:`standpunkt.language.windows.stack` for the encoder's input."""

    items: list[Item]
    inputs: dict[str, Tensor]
    present: Tensor
    """(batch, words) True for words."""
    tags: dict[str, Tensor]
    sentence_starts: Tensor
    """(batch, words) 1, 0, or -100 where unknown."""


def items_of(examples: Sequence[Example]) -> list[Item]:
    """All windows of all examples."""
    return [Item(example, window) for example in examples for window in windows(example.words)]


def plan(items: Sequence[Item], rng: random.Random) -> list[list[Item]]:
    """Batches in random order, each of windows of about one length."""
    order = list(items)
    rng.shuffle(order)
    batches: list[list[Item]] = []
    for first in range(0, len(order), POOL):
        batch: list[Item] = []
        for item in sorted(order[first : first + POOL], key=lambda item: item.pieces):
            if batch and item.pieces * (len(batch) + 1) > PIECES_A_BATCH:
                batches.append(batch)
                batch = []
            batch.append(item)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def _rounded(length: int) -> int:
    """Lengths in few steps: matrix kernels are made anew for every shape they meet."""
    return -(-length // STEP) * STEP


def collate(items: list[Item], noise: Callable[[Example, Window], Words] | None = None) -> Batch:
    """Tensors of a batch; ``noise`` changes the words before they are read."""
    arrays = stack(
        [(noise(item.example, item.window) if noise else item.example.words, item.window) for item in items]
    )
    n_pieces, n_words = _rounded(arrays["pieces"].shape[1]), _rounded(arrays["heads"].shape[1])
    for name, array in arrays.items():
        wider = (n_words if name == "heads" else n_pieces) - array.shape[1]
        arrays[name] = np.pad(array, ((0, 0), (0, wider)), constant_values=PAD if name == "pieces" else 0)

    def padded(row: np.ndarray, fill: int) -> np.ndarray:
        return np.concatenate([row, np.full(n_words - len(row), fill, np.int64)])

    tags = {}
    for layer in TAG_LAYERS:
        rows = []
        for item in items:
            bits = item.example.tags.get(layer.name)
            cut = np.zeros(0, np.int64) if bits is None else bits[item.window.first : item.window.last]
            rows.append(padded(cut, 0))
        tags[layer.name] = torch.from_numpy(np.stack(rows))
    starts, present = [], []
    for item in items:
        first, last = item.window.first, item.window.last
        flags = item.example.sentence_starts
        starts.append(padded(np.zeros(0, np.int64) if flags is None else flags[first:last], -100))
        present.append(padded(np.ones(last - first, np.int64), 0))
    return Batch(
        items,
        {name: torch.from_numpy(array) for name, array in arrays.items()},
        torch.from_numpy(np.stack(present)).bool(),
        tags,
        torch.from_numpy(np.stack(starts)),
    )


@dataclass
class Slices:
    """Tensors of predicates and their surroundings."""

    rows: Tensor
    """(predicates, words) row of the batch."""
    words: Tensor
    """(predicates, words) word in the window."""
    kinds: Tensor
    inside: Tensor
    distances: Tensor
    present: Tensor
    roles: dict[str, Tensor]
    """Tag bits (predicates, words) a layer, 0 where unknown."""
    classes: Tensor
    """(predicates,) class bits: of a quote, or of a stance."""
    media: Tensor
    is_stance: Tensor


def slices_of(batch: Batch, predicates: Sequence[tuple[int, Predicate]]) -> Slices:
    """Slices of predicates, each with its row in the batch; words outside its window are left out."""
    rows = []
    for row, predicate in predicates:
        window = batch.items[row].window
        own = predicate.words[(predicate.words >= window.first) & (predicate.words < window.last)]
        is_stance = predicate.kind in ("stance", "target")
        cut = cut_slice(int(own[0]), int(own[-1]) + 1, is_stance, window.first, window.last)
        rows.append((row, predicate, is_stance, cut, window.first))
    rows += [(*rows[-1][:1], replace(rows[-1][1], classes=-1, media=0, roles={}), *rows[-1][2:])] * (
        -len(rows) % PREDICATE_STEP
    )
    longest = _rounded(max(cut.last - cut.first for *_, cut, _ in rows))

    def stacked(arrays: list[np.ndarray], fill: int = 0) -> Tensor:
        filled = [np.concatenate([a, np.full(longest - len(a), fill, np.int64)]) for a in arrays]
        return torch.from_numpy(np.stack(filled))

    def bits(layer: Layer) -> Tensor:
        found = []
        for _, predicate, _, cut, _ in rows:
            known = predicate.roles.get(layer.name)
            found.append(np.zeros(0, np.int64) if known is None else known[cut.first : cut.last])
        return stacked(found)

    return Slices(
        rows=stacked([np.full(cut.last - cut.first, row) for row, _, _, cut, _ in rows]),
        words=stacked([np.arange(cut.first, cut.last) - shift for _, _, _, cut, shift in rows]),
        kinds=torch.tensor([PREDICATES.index(predicate.kind) for _, predicate, *_ in rows]),
        inside=stacked([cut.inside for *_, cut, _ in rows]),
        distances=stacked([cut.distances for *_, cut, _ in rows]),
        present=stacked([np.ones(cut.last - cut.first, np.int64) for *_, cut, _ in rows]).float(),
        roles={layer.name: bits(layer) for layer in ROLE_LAYERS},
        classes=torch.tensor([predicate.classes for _, predicate, *_ in rows]),
        media=torch.tensor([predicate.media for _, predicate, *_ in rows]),
        is_stance=torch.tensor([is_stance for _, _, is_stance, *_ in rows]),
    )


def gold_predicates(batch: Batch) -> list[tuple[int, Predicate]]:
    """The annotated predicates that begin in their window."""
    return [
        (row, predicate)
        for row, item in enumerate(batch.items)
        for predicate in item.example.predicates
        if item.window.first <= predicate.words[0] < item.window.last
    ]


MAX_MISTAKES = {"stance": 6, "direct": 2, "speech": 4}
"""In a window."""
MAX_MISTAKES_A_BATCH = 24
UNSURE = {"stance": 0.85, "direct": 0.5, "speech": 0.5}
"""Below this probability of O a word may be part of a predicate."""
SAME_QUOTE = 0.4
MIN_QUOTED = 3
"""A quotation of fewer words, its marks included, holds nothing."""


def mistaken_predicates(batch: Batch, outside: dict[str, Tensor]) -> list[tuple[int, Predicate]]:
    """What the tagger would find at present: wrong finds as class ``none``, near ones with the true roles.

    ``outside`` gives for a layer the probability of O, (batch, words).
    """
    found: list[tuple[int, Predicate]] = []
    for layer in (STANCE, DIRECT, SPEECH):
        hot = (outside[layer.name] < UNSURE[layer.name]).numpy()
        for row, item in enumerate(batch.items):
            if layer.name not in item.example.tags:
                continue
            count = 0
            for first, last in _runs(hot[row, : item.window.last - item.window.first]):
                words = np.arange(first, last) + item.window.first
                predicate = _judged(words, layer, item.example)
                if predicate is not None and count < MAX_MISTAKES[layer.name]:
                    found.append((row, predicate))
                    count += 1
    return found


def remembered_mistakes(batch: Batch) -> list[tuple[int, Predicate]]:
    """The mistakes noted at the examples that lie in their window."""
    return [
        (row, predicate)
        for row, item in enumerate(batch.items)
        for predicate in item.example.mistakes
        if item.window.first <= predicate.words[0] and predicate.words[-1] < item.window.last
    ]


def unlikely_quotations(batch: Batch) -> list[tuple[int, Predicate]]:
    """What stands between quotation marks and is no statement: titles, names, single words."""
    found = []
    for row, item in enumerate(batch.items):
        if "direct" not in item.example.tags:
            continue
        for first, last in item.example.words.quoted:
            if first < item.window.first or last > item.window.last or last - first < MIN_QUOTED:
                continue
            predicate = _judged(np.arange(first, last), DIRECT, item.example)
            if predicate is not None:
                found.append((row, predicate))
    return found


def _runs(hot: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], hot.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _judged(words: np.ndarray, layer: Layer, example: Example) -> Predicate | None:
    kinds = ("stance",) if layer is STANCE else layer.labels
    gold = [p for p in example.predicates if p.kind in kinds]
    shares = [_overlap(words, p.words) for p in gold]
    best = int(np.argmax(shares)) if shares else -1
    if best >= 0 and shares[best] == 1:
        return None
    if best >= 0 and layer is not STANCE and shares[best] >= SAME_QUOTE:
        near = gold[best]
        return Predicate(near.kind, words, near.classes, near.media, near.roles)
    if best >= 0 and shares[best] > 0:
        return None
    kind = "stance" if layer is STANCE else layer.labels[int(words[0]) % len(layer.labels)]
    classes = STANCE_CLASSES if layer is STANCE else CLASSES
    return Predicate(kind, words, 1 << classes.index("none"))


def _overlap(a: np.ndarray, b: np.ndarray) -> float:
    both = np.intersect1d(a, b).size
    return both / (len(a) + len(b) - both)
