"""Gold statements and stances from JSON Lines: one document a line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from standpunkt.evaluation.gold import BrokenGoldLine, GoldDocument, GoldStance, UnknownGoldFormat
from standpunkt.language import CharSpan, Statement

STATEMENT_KINDS = {
    "Direct": "direct",
    "Indirect": "indirect",
    "Reported": "reported",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
}
"""Gold name of a kind, and the pipeline's."""
POLARITIES = ("support", "oppose", "ambivalent")
LAYERS = ("statements", "stances")

Built = TypeVar("Built")


@dataclass(frozen=True)
class Record:
    """One JSON object, and where it stands; ``path`` and ``line`` go into every complaint about it."""

    path: Path
    line: int
    fields: dict[str, Any]
    place: str = ""
    """Words for an object inside the line's own: "statement 3: "."""

    def wrong(self, reason: str) -> BrokenGoldLine:
        """The error that says so."""
        return BrokenGoldLine(self.path, self.line, self.place + reason)

    def text(self, name: str) -> str:
        """A field that must be text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise self.wrong(f"'{name}' should be text and is {_shown(value)}")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """A field that must be one of a few words."""
        value = self.text(name)
        if value not in choices:
            raise self.wrong(f"'{name}' is '{value}', not one of {', '.join(choices)}")
        return value

    def span(self, name: str) -> CharSpan:
        """A field that must be a pair of offsets."""
        return self._span(name, self.fields.get(name))

    def optional_span(self, name: str) -> CharSpan | None:
        """A pair of offsets, or null where the field is null or absent."""
        return None if self.fields.get(name) is None else self.span(name)

    def spans(self, name: str) -> tuple[CharSpan, ...]:
        """A list of pairs of offsets, empty where the field is absent."""
        value = self.fields.get(name) or []
        if not isinstance(value, list):
            raise self.wrong(f"'{name}' should be a list of [start, end] and is {_shown(value)}")
        return tuple(self._span(name, pair) for pair in value)

    def each(self, name: str, one: str, build: Callable[["Record"], Built]) -> tuple[Built, ...]:
        """What ``build`` makes of every object in the list ``name``; ``one`` names them in complaints."""
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(fields, dict) for fields in value):
            raise self.wrong(f"'{name}' should be a list of objects and is {_shown(value)}")
        return tuple(
            build(Record(self.path, self.line, fields, f"{one} {number}: "))
            for number, fields in enumerate(value, start=1)
        )

    def _span(self, name: str, value: Any) -> CharSpan:
        if not (isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)):
            raise self.wrong(f"'{name}' should be [start, end] and is {_shown(value)}")
        return CharSpan(*value)


def read_records(path: Path, content: str) -> list[Record]:
    """The objects of a JSON Lines file.

    Raises:
        BrokenGoldLine: a line is not JSON, or not an object.
    """
    records = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise BrokenGoldLine(path, number, f"is not JSON ({error}); each document is one line") from error
        if not isinstance(fields, dict):
            raise BrokenGoldLine(path, number, f"should be one JSON object and is {_shown(fields)}")
        records.append(Record(path, number, fields))
    return records


def read_jsonl(path: Path, content: str) -> tuple[tuple[str, ...], tuple[GoldDocument, ...]]:
    """What the file annotates, as its first document has it, and its documents.

    Raises:
        UnknownGoldFormat: the first document has neither statements nor stances.
        BrokenGoldLine: a line lacks something, has a value of the wrong kind, or repeats a document.
    """
    records = read_records(path, content)
    layers = tuple(layer for layer in LAYERS if layer in records[0].fields)
    if not layers:
        fields = ", ".join(f"'{name}'" for name in records[0].fields) or "nothing"
        raise UnknownGoldFormat(path, f"its first document has {fields}")
    documents = tuple(_document(record, layers) for record in records)
    first_line: dict[str, int] = {}
    for record, document in zip(records, documents, strict=True):
        known_line = first_line.setdefault(document.name, document.line)
        if known_line != document.line:
            raise record.wrong(f"document {document.name} already stands in line {known_line}")
    return layers, documents


def _document(record: Record, layers: tuple[str, ...]) -> GoldDocument:
    return GoldDocument(
        name=record.text("doc"),
        line=record.line,
        text=None if record.fields.get("text") is None else record.text("text"),
        statements=record.each("statements", "statement", _statement) if "statements" in layers else (),
        stances=record.each("stances", "stance", _stance) if "stances" in layers else (),
    )


def _statement(record: Record) -> Statement:
    quote_spans = record.spans("quote")
    if not quote_spans:
        raise record.wrong("has no 'quote'")
    return Statement(
        statement_kind=STATEMENT_KINDS[record.choice("kind", tuple(STATEMENT_KINDS))],
        quote_spans=quote_spans,
        confidence=1.0,
        speaker_spans=record.spans("speaker"),
        cue_spans=record.spans("cue"),
        frame_spans=record.spans("frame"),
        addressee_spans=record.spans("addressee"),
    )


def _stance(record: Record) -> GoldStance:
    return GoldStance(
        sentence=record.span("sentence"),
        target=record.span("target"),
        polarity=record.choice("polarity", POLARITIES),
        holder=record.optional_span("holder"),
        holder_name=record.text("holder_name") if record.fields.get("holder_name") else "",
        cue=record.optional_span("cue"),
        is_core=record.fields.get("core") is not False,
    )


def _shown(value: Any) -> str:
    if value is None:
        return "missing"
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
