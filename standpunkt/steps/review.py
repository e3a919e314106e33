"""What a person should look at among the published actors: likely doubles and likely homonyms."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from standpunkt.actors.alike import Likeness, NamedActor, alike_actors
from standpunkt.actors.homonyms import AssertedOffice, Homonym, homonyms
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.settings import Settings
from standpunkt.steps.decide import newest_schema
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.query import QueryResult
from standpunkt.warehouse.sql import run_file

COLUMNS = (
    "question",
    "reason",
    "similarity",
    "actor_id",
    "name",
    "statements",
    "stances",
    "mentions",
    "example",
    "other_actor_id",
    "other_name",
    "other_statements",
    "other_stances",
    "other_mentions",
    "other_example",
    "command",
    "dismiss_command",
)
EXAMPLE_CHARS = 240
MOST_ARTICLES = 20
"""Articles named in one command; further ones make it unreadable."""
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«']?\s|\n")


class _Counted(NamedTuple):
    """A row of ``review/actor_counts``."""

    actor_id: str
    name: str
    actor_kind: str
    country: str | None
    known: bool
    scope_article_id: str | None
    statements: int
    stances: int
    mentions: int

    @property
    def weight(self) -> int:
        return self.statements + self.stances


class Example(NamedTuple):
    """A row of ``review/examples``."""

    actor_id: str
    article_id: str
    start_char: int
    end_char: int
    text: str
    title: str | None
    outlet: str | None
    published_on: Any
    place_count: int


@dataclass(frozen=True)
class _Question:
    """One line, before its examples are looked up."""

    reason: str
    similarity: float | None
    actor: _Counted
    """Who would become the other one, or who may be two."""
    other: _Counted | None
    homonym: Homonym | None = None

    @property
    def weight(self) -> tuple[int, int]:
        """What would change, then what it would be added to."""
        return (self.actor.weight, self.other.weight if self.other else 0)


def review(published: Path, settings: Settings, limit: int = 50) -> QueryResult:
    """At most ``limit`` questions (0: all), those with the most statements and stances first.

    Raises:
        SeedTableError, NothingPublished, PublishedFileDamaged, WarehouseTooOld
    """
    tables = load_tables(settings.tables)
    with open_published(published) as connection, newest_schema(published):
        counted = {row[0]: _Counted(*row) for row in run_file(connection, "review/actor_counts").fetchall()}
        offices = [AssertedOffice(*row) for row in run_file(connection, "review/asserted_offices").fetchall()]
        questions = _questions(counted, offices, tables)
        shown = questions[:limit] if limit else questions
        examples = _shown_examples(connection, shown)
    where = "" if published == settings.warehouse else f" --warehouse {shlex.quote(str(published))}"
    return QueryResult(COLUMNS, tuple(_line(one, examples, where) for one in shown))


def _questions(
    counted: Mapping[str, _Counted], offices: Iterable[AssertedOffice], tables: Tables
) -> list[_Question]:
    dismissed = {
        frozenset(filter(None, (one.actor_id, one.into_actor_id)))
        for one in tables.decisions
        if one.decision == "dismiss" and one.is_standing
    }
    pairs = [
        _pair_question(one, counted)
        for one in alike_actors(named_actors(counted.values(), tables))
        if frozenset((one.one_id, one.other_id)) not in dismissed
    ]
    known = {one.actor_id: one.gender for one in tables.actors.values()}
    split = [
        _Question(one.reason, None, counted[one.actor_id], None, one)
        for one in homonyms(offices, known)
        if one.actor_id in counted and frozenset((one.actor_id,)) not in dismissed
    ]
    return sorted(
        [*pairs, *split],
        key=lambda one: (
            *(-weight for weight in one.weight),
            -(one.similarity or 0),
            one.actor.actor_id,
            one.other.actor_id if one.other else "",
        ),
    )


def named_actors(counted: Iterable[_Counted], tables: Tables) -> list[NamedActor]:
    """The actors that can be doubles: those of the tables with their aliases, and the new ones."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias in tables.aliases:
        if alias.alias_kind in ("name", "acronym") and not alias.only_acting:
            aliases[alias.actor_id].append(alias.alias)
    found = []
    for one in counted:
        is_surname = one.actor_id.startswith("person:local:") and one.name[:1].isupper()
        if one.scope_article_id and not (is_surname and len(one.name.split()) == 1):
            continue
        names = tuple(dict.fromkeys((one.name, *aliases.get(one.actor_id, ()))))
        found.append(NamedActor(one.actor_id, names, one.actor_kind, one.known, bool(one.scope_article_id)))
    return found


def _pair_question(found: Likeness, counted: Mapping[str, _Counted]) -> _Question:
    one, other = counted[found.one_id], counted[found.other_id]
    # Who stays: somebody of the tables, then who means the same in all articles, then who has more.
    into, old = sorted(
        (one, other),
        key=lambda a: (
            *(not a.known, a.scope_article_id is not None, -a.weight, -a.mentions),
            *(-len(a.name), a.actor_id),
        ),
    )
    return _Question(found.reason, found.similarity, old, into)


def _shown_examples(
    connection: duckdb.DuckDBPyConnection, shown: Sequence[_Question]
) -> dict[str, list[Example]]:
    ids = {one.actor.actor_id for one in shown} | {one.other.actor_id for one in shown if one.other}
    return examples_of(connection, sorted(ids))


def examples_of(connection: duckdb.DuckDBPyConnection, actor_ids: Sequence[str]) -> dict[str, list[Example]]:
    """By actor, one place in each article that shows best who it is; articles with most places first."""
    found: dict[str, list[Example]] = defaultdict(list)
    for row in run_file(connection, "review/examples", {"actor_ids": list(actor_ids)}).fetchall():
        found[row[0]].append(Example(*row))
    return found


def _line(one: _Question, examples: Mapping[str, list[Example]], where: str) -> tuple[Any, ...]:
    actor, other = one.actor, one.other
    own = examples.get(actor.actor_id, [])
    if one.homonym is not None:
        some = [example for example in own if example.article_id in one.homonym.articles] or own
        others = [example for example in own if example.article_id in one.homonym.other_articles]
        articles = "".join(f" --article {article}" for article in one.homonym.other_articles[:MOST_ARTICLES])
        name = shlex.quote(f"{actor.name} (2)")
        command = f"standpunkt actors split {actor.actor_id}{articles} --name {name}{where}"
        dismiss = f"standpunkt actors dismiss {actor.actor_id}{where}"
        counts: tuple[Any, ...] = (None, None, None, None, None)
    else:
        assert other is not None
        some, others = own, examples.get(other.actor_id, [])
        command = f"standpunkt actors merge {actor.actor_id} {other.actor_id}{where}"
        dismiss = f"standpunkt actors dismiss {actor.actor_id} {other.actor_id}{where}"
        counts = (other.actor_id, other.name, other.statements, other.stances, other.mentions)
    return (
        "one or two?" if one.homonym else "the same?",
        one.reason,
        one.similarity,
        *(actor.actor_id, actor.name, actor.statements, actor.stances, actor.mentions),
        sentence_of(some[0]) if some else None,
        *counts,
        sentence_of(others[0]) if others else None,
        command,
        dismiss,
    )


def sentence_of(example: Example) -> str:
    """The sentence around the place, on one line, shortened where it is long."""
    return sentence_around(example.text, example.start_char, example.end_char)


def sentence_around(text: str, start_char: int, end_char: int) -> str:
    """The sentence of ``text`` that holds these offsets, on one line, shortened where it is long."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= start_char), default=0)
    stop = min((end for end in ends if end >= end_char), default=len(text))
    sentence = " ".join(text[start:stop].split())
    return sentence if len(sentence) <= EXAMPLE_CHARS else f"{sentence[:EXAMPLE_CHARS]} …"
