"""What the model predicts, in the order of its outputs: tag layers, role layers, classes.

A layer tags words with ``O`` (0), and for each of its labels ``B-`` (2i + 1) and ``I-`` (2i + 2).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """One row of tags over the words of a text; spans of one layer do not overlap."""

    name: str
    labels: tuple[str, ...]

    @property
    def size(self) -> int:
        """Number of tags."""
        return 1 + 2 * len(self.labels)

    def begin(self, label: str) -> int:
        """The tag that opens a span of this label."""
        return 1 + 2 * self.labels.index(label)


ENTITY_KINDS = ("person", "organisation", "country", "place", "other")
STATEMENT_KINDS = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")
POLARITIES = ("support", "oppose", "ambivalent")
MEDIA = ("speech", "writing", "thought")

ENTITY = Layer("entity", ENTITY_KINDS)
DIRECT = Layer("direct", ("direct",))
SPEECH = Layer("speech", STATEMENT_KINDS[1:])
STANCE = Layer("stance", POLARITIES)
TAG_LAYERS = (ENTITY, DIRECT, SPEECH, STANCE)
"""Layers over the whole text. Direct quotes have their own, since they stand inside indirect ones."""

SENTENCE_TAGS = 2
"""One more output a word, after the tag layers: goes on (0) or starts a sentence (1)."""

QUOTE = Layer("quote", ("quote",))
ROLE = Layer("role", ("speaker", "cue", "addressee"))
FRAME = Layer("frame", ("frame",))
ARGUMENT = Layer("argument", ("holder", "target"))
CONDITION = Layer("condition", ("condition",))
ROLE_LAYERS = (QUOTE, ROLE, FRAME, ARGUMENT, CONDITION)
"""Layers over the surroundings of one predicate: of a statement (the first three) or a stance cue."""

PREDICATES = (*STATEMENT_KINDS, "stance", "target")
"""What a role labeller is asked about: a quote of some kind, a stance cue, a target whose polarity counts."""

CLASSES = ("none", *STATEMENT_KINDS)
"""Classes of a quote; ``none`` says that the tagger was wrong."""
STANCE_CLASSES = ("none", *POLARITIES)

WINDOW_WORDS = 288
WINDOW_PIECES = 500
OVERLAP_WORDS = 48
"""Windows overlap by this much; a word is read from the window where it has more words on its nearer side."""

WORDS_BEFORE = {"statement": 56, "stance": 40}
WORDS_AFTER = {"statement": 36, "stance": 40}
MAX_SLICE_WORDS = 192
"""Surroundings a role labeller sees; a longer quote is cut at its end."""

DISTANCE_EDGES = (-48, -32, -24, -16, -12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
"""Lower edges of the buckets of a word's distance to the predicate, in words; 0 is inside."""
