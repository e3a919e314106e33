"""What linking takes and gives: the rows of one article, as plain dictionaries with the contract's keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from standpunkt.actors.names import fold
from standpunkt.actors.records import Actor

RowDict = Mapping[str, Any]
Range = tuple[int, int]
"""start_char and end_char."""

ACTOR_COLUMNS = ("actor_id", "name", "actor_kind", "country", "wikidata_id", "known", "scope_article_id")


@dataclass(frozen=True)
class ExtractedRows:
    """The rows one article gave, before anybody is identified."""

    mentions: tuple[RowDict, ...] = ()
    roles: tuple[RowDict, ...] = ()
    statements: tuple[RowDict, ...] = ()
    stances: tuple[RowDict, ...] = ()


@dataclass(frozen=True)
class ActorRow:
    """One actor the article refers to; the columns of the table ``actors``."""

    actor_id: str
    name: str
    actor_kind: str
    country: str | None = None
    wikidata_id: str | None = None
    known: bool = False
    scope_article_id: str | None = None
    gender: str | None = None
    """m or f as far as known; used for pronouns."""

    @classmethod
    def of(cls, actor: Actor) -> "ActorRow":
        """A row of the seed tables."""
        return cls(
            actor.actor_id,
            actor.name,
            actor.actor_kind,
            actor.country,
            actor.wikidata_id,
            known=True,
            gender=actor.gender,
        )

    @property
    def row(self) -> dict[str, Any]:
        """The columns of the table ``actors``."""
        return {column: getattr(self, column) for column in ACTOR_COLUMNS}


@dataclass(frozen=True)
class LinkedRows:
    """The same rows with actor and issue ids; other keys are as they came.

    A role whose holder is nobody is dropped. ``actors`` has one row for every actor any of the other
    rows refers to, sorted by id.
    """

    mentions: tuple[dict[str, Any], ...]
    roles: tuple[dict[str, Any], ...]
    statements: tuple[dict[str, Any], ...]
    stances: tuple[dict[str, Any], ...]
    actors: tuple[ActorRow, ...]
    outlet_id: str | None


@dataclass(frozen=True)
class Reference:
    """Who a piece of text means, and how that was found out."""

    actor: ActorRow
    method: str
    """table, surname, full_name, new, adjective, metonym, office, short_form, described, pronoun or group."""
    only_acting: bool = False
    """A city: means the government only where it acts."""


def short_hash(*parts: str) -> str:
    """Stable id part from any texts."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def new_state_id(name: str) -> str:
    """Id of a region or city that no table has, where it acts."""
    return f"state:new:{short_hash(fold(name))}"


def span_range(row: RowDict, part: str) -> Range | None:
    """Range of one part of a row: ``holder_start_char`` and ``holder_end_char``."""
    start_char, end_char = row.get(f"{part}_start_char"), row.get(f"{part}_end_char")
    return (start_char, end_char) if start_char is not None and end_char is not None else None


def voice_range(spans: Sequence[Mapping[str, int]] | None) -> Range | None:
    """Range of who speaks: of two apart ("nach Angaben von A habe B gesagt") the first; None of none."""
    first = sorted(spans if spans is not None else (), key=lambda span: span["start_char"])[:1]
    return hull(first)


def hull(spans: Iterable[Mapping[str, int]] | None) -> Range | None:
    """First start and last end of several spans; None of none."""
    ranges = [(span["start_char"], span["end_char"]) for span in (spans if spans is not None else ())]
    return (min(r[0] for r in ranges), max(r[1] for r in ranges)) if ranges else None
