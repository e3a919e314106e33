"""Small texts with annotation, and writers of gold files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = "„Wir gehen“, sagte Anna Berg in Ulm. Sie lehnt den Tunnel ab. Otto lobt den Tunnel."
QUOTE = (1, 10)
CUE = (13, 18)
SPEAKER = (19, 28)


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Writes documents one a line."""

    def write(name: str, *documents: object) -> Path:
        path = tmp_path / name
        lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in documents]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def span_of(text: str, piece: str) -> list[int]:
    """Where ``piece`` first stands."""
    start = text.index(piece)
    return [start, start + len(piece)]


def statements_document(**changed: object) -> dict:
    """A gold document with one statement."""
    statement = {"kind": "Direct", "quote": [QUOTE], "speaker": [SPEAKER], "cue": [CUE]}
    return {"doc": "a", "text": TEXT, "statements": [statement | changed]}


def stances_document(**changed: object) -> dict:
    """A gold document with one stance and no text."""
    stance = {
        "sentence": span_of(TEXT, "Sie lehnt den Tunnel ab."),
        "holder": span_of(TEXT, "Sie"),
        "target": span_of(TEXT, "den Tunnel"),
        "cue": span_of(TEXT, "lehnt"),
        "holder_name": "Anna Berg",
        "polarity": "oppose",
        "core": True,
    }
    return {"doc": "a", "stances": [stance | changed]}
