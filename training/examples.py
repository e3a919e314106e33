"""Annotated texts as training examples: for each word and layer the tags that count as right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from standpunkt.language.labels import (
    ARGUMENT,
    CLASSES,
    CONDITION,
    DIRECT,
    ENTITY,
    FRAME,
    MEDIA,
    QUOTE,
    ROLE,
    SPEECH,
    STANCE,
    STANCE_CLASSES,
    Layer,
)
from standpunkt.language.windows import Words

Bits = npt.NDArray[np.int64]
"""For each word the set of tags that count as right, tag t as bit t; 0 where nothing is known."""
Span = tuple[int, int]
SENTENCE = Layer("sentence", ())


@dataclass
class Predicate:
    """What a role labeller is trained on: its words, its classes as bits, and role tags over the text."""

    kind: str
    words: npt.NDArray[np.int64]
    classes: int
    media: int = 0
    roles: dict[str, Bits] = field(default_factory=dict)


@dataclass
class Example:
    """One text with what is known about it."""

    source: str
    words: Words
    tags: dict[str, Bits] = field(default_factory=dict)
    sentence_starts: npt.NDArray[np.int64] | None = None
    """1 or 0 a word; None where unknown."""
    predicates: list[Predicate] = field(default_factory=list)
    mistakes: list[Predicate] = field(default_factory=list)
    """What a tagger that hardly knew the text took for a predicate."""


Annotate = Callable[[str], Words]


def word_range(words: Words, span: Span) -> tuple[int, int]:
    """Words that a character span touches."""
    first = int(np.searchsorted(words.ends, span[0], side="right"))
    last = int(np.searchsorted(words.starts, span[1], side="left"))
    return first, max(first, last)


def tag_bits(words: Words, layer: Layer, spans: Iterable[tuple[Span, str]]) -> Bits:
    """Tags of ``layer`` from labelled spans; where spans overlap the longer one stays."""
    bits = np.ones(len(words), np.int64)
    taken = np.zeros(len(words), bool)
    for span, label in sorted(spans, key=lambda item: item[0][0] - item[0][1]):
        first, last = word_range(words, span)
        if first == last or taken[first:last].any():
            continue
        taken[first:last] = True
        bits[first] = 1 << layer.begin(label)
        bits[first + 1 : last] = 1 << (layer.begin(label) + 1)
    return bits


def start_flags(words: Words, starts: Iterable[int]) -> npt.NDArray[np.int64]:
    """1 for each word that begins at or first after a sentence start, else 0."""
    flags = np.zeros(len(words), np.int64)
    for start in starts:
        at = int(np.searchsorted(words.starts, start, side="left"))
        while at < len(words) and words.text[words.starts[at] : words.ends[at]].isspace():
            at += 1
        if at < len(words):
            flags[at] = 1
    return flags


@dataclass(frozen=True)
class Said:
    """A statement as annotated."""

    kind: str
    quote: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    media: tuple[str, ...] = MEDIA
    """The media it may be; all of them if unknown."""


@dataclass(frozen=True)
class Held:
    """A stance as annotated."""

    polarity: str
    cue: Span
    target: Span
    holder: Span | None
    condition: Span | None = None


def add_statements(example: Example, statements: Sequence[Said]) -> None:
    """Tags and predicates of ``statements``; the tags are complete, so nothing else is a quote."""
    words = example.words
    direct = [(span, "direct") for s in statements if s.kind == "direct" for span in s.quote]
    speech = [(span, s.kind) for s in statements if s.kind != "direct" for span in s.quote]
    example.tags["direct"] = tag_bits(words, DIRECT, direct)
    example.tags["speech"] = tag_bits(words, SPEECH, speech)
    for said in statements:
        roles = {
            "quote": tag_bits(words, QUOTE, [(span, "quote") for span in said.quote]),
            "role": tag_bits(
                words,
                ROLE,
                [(span, part) for part in ROLE.labels for span in getattr(said, part)],
            ),
            "frame": tag_bits(words, FRAME, [(span, "frame") for span in said.frame]),
        }
        media = sum(1 << MEDIA.index(medium) for medium in said.media)
        for span in said.quote:
            first, last = word_range(words, span)
            if last > first:
                example.predicates.append(
                    Predicate(said.kind, np.arange(first, last), 1 << CLASSES.index(said.kind), media, roles)
                )


def add_stances(example: Example, stances: Sequence[Held]) -> None:
    """Tags and predicates of ``stances``: those that share cue and polarity are one predicate."""
    words = example.words
    example.tags["stance"] = tag_bits(words, STANCE, {(s.cue, s.polarity): None for s in stances})
    for cue, polarity in {(s.cue, s.polarity): None for s in stances}:
        rows = [s for s in stances if (s.cue, s.polarity) == (cue, polarity)]
        spans = {(s.holder, "holder") for s in rows if s.holder} | {(s.target, "target") for s in rows}
        # Shorter spans first win here: a holder named inside a target clause stays a holder.
        roles = {
            "argument": tag_bits(words, ARGUMENT, _without_holders_inside(sorted(spans))),
            "condition": tag_bits(
                words, CONDITION, [(s.condition, "condition") for s in rows if s.condition]
            ),
        }
        first, last = word_range(words, cue)
        if last > first:
            example.predicates.append(
                Predicate("stance", np.arange(first, last), 1 << STANCE_CLASSES.index(polarity), 0, roles)
            )


def _without_holders_inside(spans: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Cuts targets where a holder stands inside, keeping the longer side."""
    holders = [span for span, label in spans if label == "holder"]
    cut: list[tuple[Span, str]] = [(span, "holder") for span in holders]
    for span, label in spans:
        if label != "target":
            continue
        start, end = span
        for a, b in holders:
            if a < end and b > start:
                start, end = (start, a) if a - start >= end - b else (b, end)
        if end > start:
            cut.append(((start, end), label))
    return cut


def entity_bits(words: Words, spans: Iterable[tuple[Span, str]], unknown: Iterable[str] = ()) -> Bits:
    """Entity tags; words outside may also be of the kinds in ``unknown``, which the corpus leaves out."""
    bits = tag_bits(words, ENTITY, spans)
    further = sum(0b11 << ENTITY.begin(kind) for kind in unknown)
    return np.where(bits == 1, bits | further, bits)
