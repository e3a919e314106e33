"""What users decided about actors: the table ``actor_decisions.csv`` in their folder of seed tables.

One line a decision, numbered; a command or a hand may append it:

* ``merge``: whoever ``actor_id`` is, is ``into_actor_id``.
* ``split``: some references to ``actor_id`` mean ``into_actor_id``: those in the article ``article_id``, in
  articles of ``outlet_id``, or of the one called ``spelling``; of several filled cells all must hold.
* ``rename``: ``actor_id`` is shown as ``name``.
* ``dismiss``: the review shall not propose again that ``actor_id`` is ``into_actor_id``, or that it is
  several if ``into_actor_id`` is empty.

``name`` and ``country`` describe an ``into_actor_id`` that no other table has. A line with a date in
``undone_on`` counts no more. The order of the lines means nothing.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from standpunkt.csv_tables import Problem, Row, read_table

TABLE = "actor_decisions"
KINDS = ("merge", "split", "rename", "dismiss")
COLUMNS = (
    "number",
    "decided_on",
    "decision",
    "actor_id",
    "into_actor_id",
    "name",
    "country",
    "article_id",
    "outlet_id",
    "spelling",
    "note",
    "undone_on",
)
REQUIRED_COLUMNS = ("number", "decision", "actor_id")
CONDITIONS = ("article_id", "outlet_id", "spelling")
# What a decision does; the rest of its line may change without linking again.
_EFFECT = ("number", "decision", "actor_id", "into_actor_id", "name", "country", *CONDITIONS)
_KIND_OF_PREFIX = {
    "person": "person",
    "org": "organisation",
    "organisation": "organisation",
    "party": "organisation",
    "state": "state",
    "land": "state",
    "group": "group",
}
OUTLET_PREFIX = "org:outlet:"
SHORTEST_NAME, LONGEST_NAME = 2, 120


@dataclass(frozen=True)
class Decision:
    """One line of the table."""

    number: int
    decision: str
    """merge, split, rename or dismiss."""
    actor_id: str
    into_actor_id: str | None = None
    name: str | None = None
    country: str | None = None
    article_id: str | None = None
    outlet_id: str | None = None
    spelling: str | None = None
    decided_on: str = ""
    note: str = ""
    undone_on: str = ""
    line: int = 0

    @property
    def is_standing(self) -> bool:
        """Not undone."""
        return not self.undone_on

    @property
    def conditions(self) -> tuple[str | None, str | None, str | None]:
        """Article, outlet and spelling of a split."""
        return (self.article_id, self.outlet_id, self.spelling)

    def __str__(self) -> str:
        if self.decision == "merge":
            return f"{self.actor_id} is {self.into_actor_id}"
        if self.decision == "rename":
            return f"{self.actor_id} is called {self.name}"
        if self.decision == "dismiss":
            other = self.into_actor_id
            return f"{self.actor_id} is not {other}" if other else f"{self.actor_id} is one actor"
        where = [f"article {self.article_id}"] if self.article_id else []
        where += [f"outlet {self.outlet_id}"] if self.outlet_id else []
        where += [f"spelling '{self.spelling}'"] if self.spelling else []
        return f"{self.actor_id} in {', '.join(where)} is {self.into_actor_id} ({self.name or 'known'})"


def actor_kind_of(actor_id: str) -> str | None:
    """The kind that the beginning of an id tells: "person:new:…" is a person."""
    return _KIND_OF_PREFIX.get(actor_id.partition(":")[0])


def read_decision_rows(folder: Path, problems: list[Problem]) -> list[Row]:
    """Lines of the folder's table; none if there is no such table."""
    optional = tuple(column for column in COLUMNS if column not in REQUIRED_COLUMNS)
    return read_table(folder, TABLE, REQUIRED_COLUMNS, False, problems, optional)


def decisions_of(rows: Iterable[Row]) -> tuple[Decision, ...]:
    """The lines as decisions, by number; only of lines without problems."""
    found = [
        Decision(
            number=int(row["number"]),
            decision=row["decision"],
            actor_id=row["actor_id"],
            **{key: row[key] or None for key in ("into_actor_id", "name", "country", *CONDITIONS)},
            decided_on=row["decided_on"],
            note=row["note"],
            undone_on=row["undone_on"],
            line=row.line,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def effect_lines(rows: Iterable[Row]) -> list[str]:
    """What of the lines changes linking, for the tables' version."""
    return sorted(
        "\x1f".join(row[column] for column in _EFFECT)
        for row in rows
        if not row["undone_on"] and row["decision"] != "dismiss"
    )


def decision_problems(
    rows: list[Row], actor_ids: Collection[str], outlet_ids: Collection[str]
) -> list[Problem]:
    """What is wrong in each line, and where standing lines contradict each other."""
    problems: list[Problem] = []
    first_line: dict[str, int] = {}
    sound: list[Row] = []
    for row in rows:
        own = _line_problems(row, actor_ids, outlet_ids)
        known_line = first_line.setdefault(row["number"].lstrip("0"), row.line)
        if known_line != row.line:
            free = max((int(one["number"]) for one in rows if one["number"].isdecimal()), default=0) + 1
            own.append(
                row.problem(f"number {row['number']} already stands in line {known_line}; {free} is free")
            )
        problems += own
        if not own and not row["undone_on"]:
            sound.append(row)
    return problems + _contradictions(sound)


def _line_problems(row: Row, actor_ids: Collection[str], outlet_ids: Collection[str]) -> list[Problem]:
    kind, into, name = row["decision"], row["into_actor_id"], row["name"]
    said: list[str] = []
    if not re.fullmatch(r"[0-9]{1,9}", row["number"]) or int(row["number"]) < 1:
        said.append(f"number '{row['number']}' is not a whole number from 1 on")
    if kind not in KINDS:
        said.append(f"decision '{kind}' is not one of {', '.join(KINDS)}")
    if not row["actor_id"]:
        said.append("actor_id is empty")
    for column in ("decided_on", "undone_on"):
        if row[column] and not _is_day(row[column]):
            said.append(f"{column} '{row[column]}' is not a date like 2025-05-06")
    if name and not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        said.append(f"name has {len(name)} characters, not {SHORTEST_NAME} to {LONGEST_NAME}")
    if kind == "rename":
        said += ["name is empty"] if not name else []
    if kind == "rename" and into:
        said.append("into_actor_id says nothing in a rename: leave it empty")
    if kind in ("merge", "split"):
        said += _target_problems(row, actor_ids, outlet_ids)
    conditions = [column for column in CONDITIONS if row[column]]
    if kind == "split" and not conditions:
        said.append("a split needs at least one of article_id, outlet_id and spelling")
    if kind in ("merge", "rename", "dismiss") and conditions:
        said.append(f"{', '.join(conditions)} says nothing in a {kind}: leave it empty, or write a split")
    if kind == "split" and row["outlet_id"] and row["outlet_id"] not in outlet_ids:
        said.append(f"outlet_id '{row['outlet_id']}' does not stand in outlets.csv")
    return [row.problem(message) for message in said]


def _target_problems(row: Row, actor_ids: Collection[str], outlet_ids: Collection[str]) -> list[str]:
    into = row["into_actor_id"]
    if not into:
        return ["into_actor_id is empty"]
    if into == row["actor_id"]:
        return [f"'{into}' cannot become itself"]
    if into in actor_ids:
        return []
    if into.startswith(OUTLET_PREFIX):
        outlet_id = into.removeprefix(OUTLET_PREFIX)
        return [] if outlet_id in outlet_ids else [f"'{outlet_id}' does not stand in outlets.csv"]
    said = []
    if actor_kind_of(into) is None:
        known = ", ".join(f"{prefix}:" for prefix in _KIND_OF_PREFIX)
        said.append(f"into_actor_id '{into}' stands in no table and begins with none of {known}")
    if not row["name"]:
        said.append(f"into_actor_id '{into}' does not stand in actors.csv, so name must say who it is")
    return said


def _contradictions(rows: list[Row]) -> list[Problem]:
    problems: list[Problem] = []
    said: dict[tuple[str, ...], tuple[str, Row]] = {}
    merges: dict[str, str] = {}
    for row in rows:
        for key, value in _claims(row).items():
            other_value, other = said.setdefault(key, (value, row))
            if other is not row and (other_value != value or key[0] != "target"):
                verb = "says the same as" if other_value == value else "contradicts"
                problems.append(row.problem(f"{verb} decision {other['number']} in line {other.line}"))
        if row["decision"] == "merge":
            merges.setdefault(row["actor_id"], row["into_actor_id"])
    for row in rows:
        if row["decision"] not in ("merge", "split"):
            continue
        if row["actor_id"] in merge_chain(row["into_actor_id"], merges):
            back = f"'{row['into_actor_id']}' becomes '{row['actor_id']}' again by other merges"
            problems.append(row.problem(f"has no effect: {back}" if row["decision"] == "split" else back))
    return problems


def _claims(row: Row) -> dict[tuple[str, ...], str]:
    """What a line settles, so that another one may not settle it otherwise or again."""
    kind, actor_id, into = row["decision"], row["actor_id"], row["into_actor_id"]
    if kind == "rename":
        return {("name", actor_id): row["name"]}
    if kind == "dismiss":
        return {("dismiss", *sorted((actor_id, into))): ""}
    key = ("merge", actor_id) if kind == "merge" else ("split", actor_id, *_conditions(row))
    claims = {key: into}
    if row["name"]:
        claims["target", into] = f"{row['name']} {row['country']}"
    return claims


def _conditions(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in CONDITIONS)


def merge_chain(actor_id: str, merges: Mapping[str, str]) -> tuple[str, ...]:
    """Everybody that ``actor_id`` becomes, step by step, itself first; ends before a circle closes."""
    chain = [actor_id]
    while (following := merges.get(chain[-1])) is not None and following not in chain:
        chain.append(following)
    return tuple(chain)


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True
