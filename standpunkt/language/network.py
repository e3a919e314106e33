"""The trained network in ONNX Runtime: windows of text in, tag scores and labelled predicates out."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from standpunkt.errors import StandpunktError
from standpunkt.language.labels import PREDICATES, ROLE_LAYERS, TAG_LAYERS
from standpunkt.language.pieces import Pieces
from standpunkt.language.slices import Slice
from standpunkt.language.viterbi import Chain, Floats
from standpunkt.language.windows import Window, Words, inner_ranges, stack, windows

Job = TypeVar("Job")
Result = TypeVar("Result")

OUTPUTS = ("tags", "roles")
FILES = ("decoding.json", "labeller.onnx", "pieces.model", "tagger.onnx", "vectors.npz")
WORDS_A_RUN = 1024
"""Most words, padding included, that the role labeller is given at once: bounds the memory of a long text."""
RUNS_A_STEP = 32
"""Runs of the role labeller whose answers are kept at once."""


class ModelMissing(StandpunktError):
    """The folder holds no model, or not a whole one."""


@dataclass(frozen=True)
class Reading:
    """What the encoder says about the words of one text."""

    words: Words
    tags: Floats
    """(words, tag outputs)"""
    roles: Floats
    """(words, role width): what the role labeller reads."""


@dataclass(frozen=True)
class Query:
    """One predicate to label: in which reading, of which kind, and its surroundings."""

    reading: int
    kind: str
    around: Slice


@dataclass(frozen=True)
class Answer:
    """Role scores (words of the slice, role outputs) and class scores of one predicate."""

    roles: Floats
    classes: Floats


class Network:
    """Encoder and role labeller, loaded from a folder with the files ``FILES``."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelMissing(
                f"no whole language model in {folder}: {', '.join(missing)} missing. "
                "Reinstall standpunkt, or name a folder that a training exported."
            )
        self.folder = folder
        self.pieces = Pieces(folder / "pieces.model")
        self.decoding: dict[str, Any] = json.loads((folder / "decoding.json").read_text("utf8"))
        chains = self.decoding["chains"]
        self.tag_chains = {layer.name: Chain.of(layer, chains[layer.name]) for layer in TAG_LAYERS}
        self.role_chains = {layer.name: Chain.of(layer, chains[layer.name]) for layer in ROLE_LAYERS}
        self._tagger = _session(folder / "tagger.onnx")
        self._labeller = _session(folder / "labeller.onnx")
        widths = {output.name: int(output.shape[-1]) for output in self._tagger.get_outputs()}
        self._widths = [widths[name] for name in OUTPUTS]
        self.threads = threads or os.cpu_count() or 1

    def read(self, texts: Sequence[Words], *, threads: int | None = None) -> list[Reading]:
        """Runs the encoder over all texts, one window a run, as many at once as there are threads.

        A window is never padded and never shares a run: int8 activations are scaled by the whole input, so
        that what is found in a text would otherwise depend on the texts beside it.
        """
        readings = [
            Reading(words, *(np.empty((len(words), width), np.float32) for width in self._widths))
            for words in texts
        ]
        jobs = []
        for reading in readings:
            found = windows(reading.words)
            jobs += [(reading, *own) for own in zip(found, inner_ranges(found), strict=True)]
        self._in_parallel(lambda job: self._read_window(*job), jobs, threads)
        return readings

    def _read_window(self, reading: Reading, window: Window, inner: Window) -> None:
        """Writes the window's own words into the reading: kept apart, they would take their memory twice."""
        outputs = self._tagger.run(OUTPUTS, stack([(reading.words, window)]))
        own = slice(inner.first - window.first, inner.last - window.first)
        for kept, output in zip((reading.tags, reading.roles), outputs, strict=True):
            kept[inner.first : inner.last] = output[0, own]

    def label(
        self, readings: Sequence[Reading], queries: Sequence[Query], *, threads: int | None = None
    ) -> Iterator[dict[int, Answer]]:
        """Roles and classes of predicates by their number in ``queries``; those of one text share a run.

        They come ``RUNS_A_STEP`` runs at a time, so that the answers about a long text need not all be kept.
        """
        by_text: dict[int, list[int]] = {}
        for number, query in enumerate(queries):
            by_text.setdefault(query.reading, []).append(number)
        runs = [
            [numbers[i] for i in chosen]
            for numbers in by_text.values()
            for chosen in _batches([queries[i].around.last - queries[i].around.first for i in numbers])
        ]
        for at in range(0, len(runs), RUNS_A_STEP):
            step = self._in_parallel(
                lambda chosen: self._label_run(readings, queries, chosen),
                runs[at : at + RUNS_A_STEP],
                threads,
            )
            yield {number: answer for answers in step for number, answer in answers.items()}

    def _label_run(
        self, readings: Sequence[Reading], queries: Sequence[Query], chosen: list[int]
    ) -> dict[int, Answer]:
        sizes = [queries[i].around.last - queries[i].around.first for i in chosen]
        arrays = _labeller_input(readings, [queries[i] for i in chosen], max(sizes))
        roles, classes = self._labeller.run(["roles", "classes"], arrays)
        return {i: Answer(roles[row, : sizes[row]], classes[row]) for row, i in enumerate(chosen)}

    def _in_parallel(
        self, call: Callable[[Job], Result], jobs: Sequence[Job], threads: int | None
    ) -> list[Result]:
        threads = threads or self.threads
        if threads == 1 or len(jobs) < 2:
            return [call(job) for job in jobs]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(call, jobs))


def _labeller_input(
    readings: Sequence[Reading], queries: Sequence[Query], longest: int
) -> dict[str, npt.NDArray[Any]]:
    shape = (len(queries), longest)
    arrays: dict[str, npt.NDArray[Any]] = {
        "words": np.zeros((*shape, readings[queries[0].reading].roles.shape[1]), np.float32),
        "kinds": np.asarray([PREDICATES.index(query.kind) for query in queries], np.int64),
        "inside": np.zeros(shape, np.int64),
        "distances": np.zeros(shape, np.int64),
        "present": np.zeros(shape, np.float32),
    }
    for row, query in enumerate(queries):
        around = query.around
        size = around.last - around.first
        arrays["words"][row, :size] = readings[query.reading].roles[around.first : around.last]
        arrays["inside"][row, :size] = around.inside
        arrays["distances"][row, :size] = around.distances
        arrays["present"][row, :size] = 1
    return arrays


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers grouped by like size; a group padded to its longest stays within ``WORDS_A_RUN``."""
    batch: list[int] = []
    for number in sorted(range(len(sizes)), key=lambda i: (sizes[i], i)):
        if batch and sizes[number] * (len(batch) + 1) > WORDS_A_RUN:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
