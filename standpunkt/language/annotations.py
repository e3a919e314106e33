"""What the pipeline writes on a document: mentions, roles, statements and stances.

All offsets are code points of ``doc.text``, 0-based, end exclusive.
"""

from dataclasses import dataclass
from typing import NamedTuple


class CharSpan(NamedTuple):
    """Half-open range of code points."""

    start_char: int
    end_char: int


@dataclass(frozen=True)
class Mention:
    """One reference to somebody or something; the named ones are also in ``doc.ents``."""

    span: CharSpan
    entity_kind: str
    """person, organisation, place, country or other."""
    mention_form: str
    """name, adjective, pronoun or office."""
    confidence: float


@dataclass(frozen=True)
class Role:
    """An office the text gives to a person: "NATO-Generalsekretär Mark Rutte"."""

    span: CharSpan
    """Hull of the office and its organisation or state as the text has them."""
    holder: CharSpan
    """The person mention."""
    role_text: str
    office: str
    """The office itself, without its organisation: "Generalsekretär"."""
    organisation: CharSpan | None
    """Mention (name or adjective) of what the office belongs to, if the text tells."""
    is_former: bool
    sentence: CharSpan
    """The sentence that says so."""


@dataclass(frozen=True)
class Statement:
    """One thing somebody said; ``parent`` is the index of the statement that quotes it."""

    statement_kind: str
    """direct, indirect, reported, free_indirect or indirect_free_indirect."""
    quote_spans: tuple[CharSpan, ...]
    confidence: float
    medium: str = "speech"
    """speech, writing or thought."""
    speaker_spans: tuple[CharSpan, ...] = ()
    cue_spans: tuple[CharSpan, ...] = ()
    frame_spans: tuple[CharSpan, ...] = ()
    addressee_spans: tuple[CharSpan, ...] = ()
    distance: str = "neutral"
    """neutral, doubting or endorsing: how the reporter's verb stands to what is reported."""
    parent: int | None = None


@dataclass(frozen=True)
class Stance:
    """One holder for or against one target in one sentence."""

    sentence: CharSpan
    target: CharSpan
    polarity: str
    """support, oppose or ambivalent, towards the target."""
    attribution: str
    """own words, reported or narrated."""
    confidence: float
    holder: CharSpan | None = None
    cue: CharSpan | None = None
    condition: CharSpan | None = None
    reporter: CharSpan | None = None
    """Who says so, if not the holder."""
    statement: int | None = None
    """Index into ``doc._.statements`` of the statement the stance stands in."""
