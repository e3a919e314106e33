"""Where one row comes from: its article, offsets, marked text, versions and quality status."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.sql import run_file

QUERIES = {"a": "article", "m": "mention", "r": "role", "s": "statement", "t": "stance"}
CONTEXT_CHARS = 160
"""Text shown on either side of the row's own span."""


class NoSuchRow(StandpunktError):
    """No row has this id."""


@dataclass(frozen=True)
class Mark:
    """A part of the shown text; offsets count from the start of that text."""

    part: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Removed:
    """A line that is not in the stored text, and why."""

    line_no: int
    """Number of stored lines in front of it."""
    line: str
    rule_id: str


@dataclass(frozen=True)
class Explanation:
    """One row with its evidence."""

    what: str
    facts: tuple[tuple[str, Any], ...]
    """Column and value, nulls left out."""
    start_char: int
    """Of the row in ``articles.text``."""
    end_char: int
    shown_text: str
    marks: tuple[Mark, ...]
    removed: tuple[Removed, ...] = ()
    """What cleaning took out of an article; empty for other rows."""


def explain(published: Path, row_id: str) -> Explanation:
    """The row ``row_id`` of any table whose ids start with a, m, r, s or t.

    Raises:
        NoSuchRow: with what the id would have to look like.
        NothingPublished, PublishedFileDamaged: from opening the file.
    """
    query = QUERIES.get(row_id[:1])
    row = None
    if query is not None:
        with open_published(published) as connection:
            cursor = run_file(connection, f"explain/{query}", {"row_id": row_id})
            names = [column[0] for column in cursor.description]
            row = cursor.fetchone()
    if row is None:
        raise NoSuchRow(
            f"No row of {published} has the id {row_id!r}. Ids are a letter and 20 hex digits: a… article, "
            "m… mention, r… role, s… statement, t… stance. List some with: "
            'standpunkt query "select stance_id, sentence_text from stances limit 5"'
        )
    return _explanation(dict(zip(names, row, strict=True)))


def _explanation(row: dict[str, Any]) -> Explanation:
    text, start_char, end_char = row.pop("text"), row.pop("start_char"), row.pop("end_char")
    marks = row.pop("marks")
    removed = row.pop("removed", None) or []
    first = min([start_char, *(mark["start_char"] for mark in marks)])
    last = max([end_char, *(mark["end_char"] for mark in marks)])
    shown_from = max(0, first - CONTEXT_CHARS)
    return Explanation(
        what=row.pop("what"),
        facts=tuple((name, value) for name, value in row.items() if value is not None),
        start_char=start_char,
        end_char=end_char,
        shown_text=text[shown_from : last + CONTEXT_CHARS],
        marks=tuple(
            Mark(mark["part"], mark["start_char"] - shown_from, mark["end_char"] - shown_from)
            for mark in marks
        ),
        removed=tuple(Removed(one["line_no"], one["line"], one["rule_id"]) for one in removed),
    )
