"""From scores to annotations: predicates to ask about, and statements and stances from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from standpunkt.language.labels import (
    CLASSES,
    ENTITY,
    ROLE_LAYERS,
    STANCE,
    STANCE_CLASSES,
    TAG_LAYERS,
)
from standpunkt.language.nearby import Nearby
from standpunkt.language.network import Answer, Network, Query, Reading
from standpunkt.language.settings import Thresholds
from standpunkt.language.slices import cut_slice
from standpunkt.language.viterbi import Chain, Floats, TagSpan, best_tags, softmax, spans

MIN_QUOTED = 3
"""A quotation of fewer words, its two marks included, is no statement."""
SAME = 0.5
Labelled = tuple[Floats, Floats, dict[str, list[TagSpan]]]
"""Probabilities of a predicate's classes and media, and the spans of its role layers by name."""


@dataclass(frozen=True)
class Found:
    """One predicate with its answer decoded; spans are word ranges in the text."""

    kind: str
    first: int
    last: int
    tagged: float
    """Mean probability of the tagger's tags; 0 for a quotation that the tagger passed over."""
    classes: Floats
    """Probabilities of ``CLASSES``, or of ``STANCE_CLASSES`` for a stance."""
    media: Floats
    polarity: str | None = None
    """The tagger's own polarity of a cue."""
    roles: dict[str, list[TagSpan]] = field(default_factory=dict)

    @property
    def sureness(self) -> float:
        """Probability that the predicate is one."""
        return 1 - float(self.classes[0])


@dataclass(frozen=True)
class Decoded:
    """What one text holds."""

    sentence_starts: npt.NDArray[np.int64]
    """Words that start a sentence, ascending; the first word always."""
    entities: list[TagSpan]
    quotes: list[Found]
    cues: list[Found]


def decode(
    network: Network, readings: Sequence[Reading], thresholds: Thresholds, *, threads: int | None = None
) -> list[Decoded]:
    """Decodes texts together, so that each step is one call over arrays."""
    filled = [i for i, reading in enumerate(readings) if len(reading.words)]
    tagged = _tag(network, readings, filled, thresholds)
    predicates: list[tuple[int, TagSpan]] = []
    for i in filled:
        found = tagged["direct"][i] + tagged["speech"][i]
        predicates += [(i, span) for span in found + _untagged_quotations(readings[i], tagged["direct"][i])]
        predicates += [(i, span) for span in tagged["stance"][i]]
    queries = []
    for i, span in predicates:
        is_stance = span.label in STANCE.labels
        around = cut_slice(span.first, span.last, is_stance, 0, len(readings[i].words))
        queries.append(Query(i, "stance" if is_stance else span.label, around))
    labelled: dict[int, Labelled] = {}
    for answers in network.label(readings, queries, threads=threads):
        labelled |= _decode_roles(network, queries, answers)
    decoded = [Decoded(np.zeros(0, np.int64), [], [], []) for _ in readings]
    for i in filled:
        decoded[i] = Decoded(_sentence_starts(readings[i]), tagged["entity"][i], [], [])
    for number, ((i, span), query) in enumerate(zip(predicates, queries, strict=True)):
        classes, media, spans_of = labelled[number]
        polarity = span.label if query.kind == "stance" else None
        predicate = Found(
            query.kind, span.first, span.last, span.probability, classes, media, polarity, spans_of
        )
        (decoded[i].cues if polarity else decoded[i].quotes).append(predicate)
    return decoded


def _tag(
    network: Network, readings: Sequence[Reading], filled: Sequence[int], thresholds: Thresholds
) -> dict[str, dict[int, list[TagSpan]]]:
    """Spans of each tag layer in each text."""
    rows = []
    at = 0
    for layer in TAG_LAYERS:
        for i in filled:
            scores = readings[i].tags[:, at : at + layer.size]
            if layer is STANCE:
                scores = scores.copy()
                scores[:, 1:] += np.float32(thresholds.cue_bias)
            rows.append((network.tag_chains[layer.name], scores))
        at += layer.size
    found = iter(_best_spans(rows))
    by_layer = {layer.name: {i: next(found) for i in filled} for layer in TAG_LAYERS}
    for i, own in by_layer[ENTITY.name].items():
        by_layer[ENTITY.name][i] = [span for span in own if span.probability >= thresholds.entity]
    return by_layer


def _decode_roles(
    network: Network, queries: Sequence[Query], answers: Mapping[int, Answer]
) -> dict[int, Labelled]:
    asked, rows = [], []
    at = 0
    for layer in ROLE_LAYERS:
        own = slice(at, at + layer.size)
        at += layer.size
        stance_layer = layer.name in ("argument", "condition")
        for number, answer in answers.items():
            if (queries[number].kind == "stance") == stance_layer:
                asked.append((number, layer.name))
                rows.append((network.role_chains[layer.name], answer.roles[:, own]))
    spans_of: dict[int, dict[str, list[TagSpan]]] = {number: {} for number in answers}
    for (number, name), found in zip(asked, _best_spans(rows), strict=True):
        first = queries[number].around.first
        spans_of[number][name] = [
            TagSpan(first + s.first, first + s.last, s.label, s.probability) for s in found
        ]
    decoded = {}
    for number, answer in answers.items():
        quote, stance, medium = np.split(answer.classes, [len(CLASSES), len(CLASSES) + len(STANCE_CLASSES)])
        classes = softmax(stance if queries[number].kind == "stance" else quote)
        decoded[number] = (classes, softmax(medium), spans_of[number])
    return decoded


def _best_spans(rows: Sequence[tuple[Chain, Floats]]) -> list[list[TagSpan]]:
    """Spans of the best tag sequence of each row of scores (words, tags)."""
    found: list[list[TagSpan]] = [[] for _ in rows]
    for chosen in _alike([len(scores) for _, scores in rows]):
        lengths = np.asarray([len(rows[i][1]) for i in chosen])
        padded = np.zeros(
            (len(chosen), lengths.max(), max(rows[i][0].layer.size for i in chosen)), np.float32
        )
        for row, i in enumerate(chosen):
            scores = rows[i][1]
            padded[row, : scores.shape[0], : scores.shape[1]] = scores
        tags = best_tags([rows[i][0] for i in chosen], padded, lengths)
        for row, i in enumerate(chosen):
            own = tags[row, : lengths[row]]
            if own.any():
                found[i] = spans(rows[i][0].layer, own, softmax(rows[i][1]))
    return found


def _untagged_quotations(reading: Reading, direct: Sequence[TagSpan]) -> list[TagSpan]:
    tagged = Nearby(((span.first, span.last), span) for span in direct)
    return [
        TagSpan(*own, "direct", 0.0)
        for own in reading.words.quoted
        if own[1] - own[0] >= MIN_QUOTED
        and not any(share(*own, span.first, span.last) >= SAME for span in tagged.of(own))
    ]


def share(first: int, last: int, other_first: int, other_last: int) -> float:
    """Words of two ranges that both have, by the words either has."""
    both = min(last, other_last) - max(first, other_first)
    return both / (max(last, other_last) - min(first, other_first)) if both > 0 else 0.0


def _sentence_starts(reading: Reading) -> npt.NDArray[np.int64]:
    scores = reading.tags[:, -2:]
    starts = scores[:, 1] > scores[:, 0]
    starts[0] = True
    words = reading.words
    for i in range(len(words)):
        # A line break closes a sentence, and belongs to the one before it.
        if words.text[words.starts[i]] == "\n":
            starts[i] = False
            if i + 1 < len(words):
                starts[i + 1] = True
    starts[0] = True
    return np.flatnonzero(starts)


def _alike(lengths: Sequence[int], limit: int = 256) -> list[list[int]]:
    """Numbers in groups of like length, so that little is padded."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    groups: list[list[int]] = []
    for number in order:
        group = groups[-1] if groups else None
        if group and len(group) < limit and lengths[number] <= 1.5 * lengths[group[0]] + 32:
            group.append(number)
        else:
            groups.append([number])
    return groups
