"""One actor as the warehouse knows it: what it is called, what hangs on it, where it appears."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from standpunkt.report.explanation import NoSuchRow
from standpunkt.steps.decide import newest_schema
from standpunkt.steps.review import Example, examples_of, sentence_of
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.sql import run_file

MOST_EXAMPLES = 5


class Spelling(NamedTuple):
    """A text that means the actor; columns of ``explain/actor_spellings``."""

    text: str
    mention_form: str
    link_method: str
    mention_count: int
    article_count: int


@dataclass(frozen=True)
class ActorExplanation:
    """One actor with its evidence."""

    redirected_from: str | None
    """The id that was asked for, if it is an old one."""
    facts: tuple[tuple[str, Any], ...]
    """Column and value, nulls left out."""
    spellings: tuple[Spelling, ...]
    """The most frequent ones."""
    examples: tuple[tuple[Example, str], ...]
    """Places in different articles, those with the most first, and their sentences."""


def explain_actor(published: Path, actor_id: str) -> ActorExplanation:
    """The actor with this id of today or of earlier.

    Raises:
        NoSuchRow, NothingPublished, PublishedFileDamaged, WarehouseTooOld
    """
    with open_published(published) as connection, newest_schema(published):
        cursor = run_file(connection, "explain/actor", {"row_id": actor_id})
        names = [column[0] for column in cursor.description]
        row = cursor.fetchone()
        if row is None:
            raise NoSuchRow(
                f"{published} has no actor with the id {actor_id!r}, and none that was called so before. "
                'Find its id with: standpunkt query "select actor_id, name from actors where name ilike '
                "'%PART OF IT%'\""
            )
        facts = dict(zip(names, row, strict=True))
        today = str(facts["id"])
        spellings = run_file(connection, "explain/actor_spellings", {"row_id": today}).fetchall()
        examples = examples_of(connection, [today]).get(today, [])[:MOST_EXAMPLES]
    return ActorExplanation(
        redirected_from=actor_id if actor_id != today else None,
        facts=tuple((name, value) for name, value in facts.items() if value is not None),
        spellings=tuple(Spelling(*one) for one in spellings),
        examples=tuple((one, sentence_of(one)) for one in examples),
    )
