"""The seed tables users edit: who exists, under which names, in which offices, and which issues they follow.

A folder of UTF-8 CSV files with a header line: ``actors``, ``aliases``, ``issues`` and ``outlets`` are
required, ``offices``, ``office_titles``, ``memberships``, ``negations`` and ``actor_decisions`` (see
`standpunkt.actors.decisions`) are not. Comma or semicolon separates the fields;
further columns are ignored.

The ``note`` of an alias is free text in which two words mean something:

* ``acting``: the alias stands for the actor only where it speaks, holds or is the target of a stance
  ("Moskau lehnt ab"); elsewhere it is a place. Cities that stand for a government carry it.
  An actor's own name always stands for it, unless it is listed as an alias with this note.
* ``ambiguous``: the alias names several actors on purpose. The one from the outlet's country is taken;
  ``default`` marks the one to take if that does not decide.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from standpunkt.actors.deciding import ActorDecisions
from standpunkt.actors.decisions import TABLE as DECISIONS
from standpunkt.actors.decisions import (
    Decision,
    decision_problems,
    decisions_of,
    effect_lines,
    read_decision_rows,
)
from standpunkt.actors.given_names import listed_genders
from standpunkt.actors.names import AliasIndex, fold, given_name_genders, without_endings
from standpunkt.actors.office_titles import OfficeTitles
from standpunkt.actors.records import (
    Actor,
    Alias,
    Issue,
    Membership,
    Negation,
    Office,
    OfficeTitle,
    Outlet,
)
from standpunkt.actors.seed_files import (
    Problem,
    Row,
    SeedTableError,
    alias_problems,
    cycle_problems,
    issue_problems,
    read_table,
    reference_problems,
)

ACTOR_KINDS = ("person", "organisation", "state", "group")
ALIAS_KINDS = ("name", "adjective", "inhabitant", "metonym", "acronym", "noun")
RELATIONS = ("party", "government", "alliance", "parent")
GENDERS = ("", "m", "f")
HOLDERS = ("one", "several")
PLACES = ("before", "after", "anywhere")

_COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": ("actor_id", "name", "actor_kind", "country", "gender", "wikidata_id"),
    "aliases": ("actor_id", "alias", "alias_kind", "note"),
    "issues": (
        "issue_id",
        "label",
        "description",
        "parent_issue_id",
    ),
    "outlets": ("outlet_id", "name", "country", "domains", "aliases"),
    "offices": ("actor_id", "office", "of_actor_id", "valid_from", "valid_to"),
    "office_titles": ("title", "office", "of_kind", "of_actor_id", "holders"),
    "memberships": ("actor_id", "of_actor_id", "relation", "valid_from", "valid_to"),
    "negations": ("word", "place"),
}
_OPTIONAL = ("offices", "office_titles", "memberships", "negations")
_OPTIONAL_COLUMNS = {
    "issues": ("words", "words_must", "words_not", "counter_words", "examples", "counter_examples")
}

ISSUE_COLUMNS = _COLUMNS["issues"]
OPTIONAL_ISSUE_COLUMNS = _OPTIONAL_COLUMNS["issues"]


@dataclass(frozen=True)
class Tables:
    """All seed tables of one folder. ``version`` changes exactly when their content does."""

    actors: dict[str, Actor]
    aliases: tuple[Alias, ...]
    outlets: dict[str, Outlet]
    issues: dict[str, Issue]
    offices: tuple[Office, ...] = ()
    office_titles: tuple[OfficeTitle, ...] = ()
    memberships: tuple[Membership, ...] = ()
    negations: tuple[Negation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """Lines of ``actor_decisions.csv`` by number, undone ones included."""
    version: str = ""

    @cached_property
    def ruling(self) -> ActorDecisions:
        """The standing decisions."""
        return ActorDecisions.of(self.decisions, self.actors, self.outlets)

    @cached_property
    def index(self) -> AliasIndex:
        """Look-up from text to actors, built on first use."""
        return AliasIndex.build(self.actors, (one for one in self.aliases if one.alias_kind != "noun"))

    @cached_property
    def nouns(self) -> dict[str, frozenset[str]]:
        """Ids of the bodies that are called by a noun again, under it without endings."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if alias.alias_kind == "noun":
                found[without_endings(fold(alias.alias))].add(alias.actor_id)
        return {noun: frozenset(ids) for noun, ids in found.items()}

    @cached_property
    def group_aliases(self) -> tuple[Alias, ...]:
        """Names of groups of actors: "Unionsparteien"."""
        return tuple(alias for alias in self.aliases if alias.actor_id.startswith("group:"))

    @cached_property
    def titles(self) -> OfficeTitles:
        """Look-up from a title to its office."""
        return OfficeTitles.of(self.office_titles)

    @cached_property
    def outlets_by_domain(self) -> dict[str, Outlet]:
        """Every outlet under its domains."""
        return {domain: outlet for outlet in self.outlets.values() for domain in outlet.domains}

    @cached_property
    def outlets_by_name(self) -> dict[str, Outlet]:
        """Every outlet under its folded name and aliases."""
        return {
            fold(name): outlet for outlet in self.outlets.values() for name in (outlet.name, *outlet.aliases)
        }

    @cached_property
    def media_names(self) -> dict[str, Outlet]:
        """Every outlet under the names that texts give it: those of several words without endings too."""
        names = self.outlets_by_name
        return {without_endings(name): outlet for name, outlet in names.items() if " " in name} | names

    @cached_property
    def offices_of(self) -> dict[str, tuple[Office, ...]]:
        """Each actor's offices."""
        found: dict[str, list[Office]] = defaultdict(list)
        for office in self.offices:
            found[office.actor_id].append(office)
        return {actor_id: tuple(offices) for actor_id, offices in found.items()}

    @cached_property
    def given_names(self) -> dict[str, str]:
        """Folded given name -> gender: as all persons of the tables agree, else as lists of names say."""
        return {**listed_genders(), **given_name_genders(self.actors.values())}


def load_tables(folder: Path) -> Tables:
    """Read and check the seed tables in ``folder``.

    Raises `SeedTableError`, with file and line of every problem found, if a table is missing, is not
    UTF-8, lacks a column, or says something that cannot be: an unknown id, an alias of two actors that
    is not declared ambiguous, a date that is none, a parent of itself.
    """
    problems: list[Problem] = []
    raw = read_tables(folder, problems)
    if problems:
        raise SeedTableError(folder, problems)
    return Tables(
        actors={row["actor_id"]: _actor(row) for row in raw["actors"]},
        aliases=tuple(
            Alias(row["actor_id"], row["alias"], row["alias_kind"], row["note"]) for row in raw["aliases"]
        ),
        outlets={row["outlet_id"]: _outlet(row) for row in raw["outlets"]},
        issues={row["issue_id"]: _issue(row) for row in raw["issues"]},
        offices=tuple(
            Office(
                row["actor_id"],
                row["office"],
                row["of_actor_id"] or None,
                _date(row["valid_from"]),
                _date(row["valid_to"]),
            )
            for row in raw["offices"]
        ),
        office_titles=tuple(
            OfficeTitle(
                row["title"],
                row["office"],
                row["of_kind"] or None,
                row["of_actor_id"] or None,
                row["holders"],
            )
            for row in raw["office_titles"]
        ),
        memberships=tuple(
            Membership(
                row["actor_id"],
                row["of_actor_id"],
                row["relation"],
                _date(row["valid_from"]),
                _date(row["valid_to"]),
            )
            for row in raw["memberships"]
        ),
        negations=tuple(Negation(row["word"].casefold(), row["place"]) for row in raw["negations"]),
        decisions=decisions_of(raw[DECISIONS]),
        version=_version(raw),
    )


def read_tables(folder: Path, problems: list[Problem]) -> dict[str, list[Row]]:
    """The lines of all tables; appends everything that keeps them from being used to ``problems``."""
    raw = {
        name: read_table(
            folder, name, columns, name not in _OPTIONAL, problems, _OPTIONAL_COLUMNS.get(name, ())
        )
        for name, columns in _COLUMNS.items()
    }
    raw[DECISIONS] = read_decision_rows(folder, problems)
    _check_values(raw, problems)
    problems += reference_problems(raw)
    problems += alias_problems(raw)
    problems += cycle_problems(raw)
    problems += decision_problems(
        raw[DECISIONS],
        {row["actor_id"] for row in raw["actors"]},
        {row["outlet_id"] for row in raw["outlets"]},
    )
    return raw


def _actor(row: Row) -> Actor:
    return Actor(
        row["actor_id"],
        row["name"],
        row["actor_kind"],
        row["country"] or None,
        row["gender"] or None,
        row["wikidata_id"] or None,
    )


def _outlet(row: Row) -> Outlet:
    return Outlet(
        row["outlet_id"],
        row["name"],
        row["country"] or None,
        _parts(row["domains"].lower()),
        _parts(row["aliases"]),
    )


def _issue(row: Row) -> Issue:
    return Issue(
        row["issue_id"],
        row["label"],
        row["description"],
        row["parent_issue_id"] or None,
        _parts(row["words"]),
        _parts(row["words_not"]),
        _parts(row["counter_words"]),
        _parts(row["words_must"]),
        _parts(row["examples"]),
        _parts(row["counter_examples"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _check_values(raw: dict[str, list[Row]], problems: list[Problem]) -> None:
    closed = (
        ("actors", "actor_kind", ACTOR_KINDS),
        ("actors", "gender", GENDERS),
        ("aliases", "alias_kind", ALIAS_KINDS),
        ("memberships", "relation", RELATIONS),
        ("negations", "place", PLACES),
        ("office_titles", "of_kind", ("", *ACTOR_KINDS)),
        ("office_titles", "holders", HOLDERS),
    )
    for table, column, allowed in closed:
        for row in raw[table]:
            if row[column] not in allowed:
                known = ", ".join(value or "(empty)" for value in allowed)
                problems.append(row.problem(f"{column} '{row[column]}' is not one of {known}"))
    filled = (
        ("actors", ("actor_id", "name")),
        ("aliases", ("alias",)),
        ("issues", ("issue_id", "label")),
        ("outlets", ("outlet_id", "name")),
        ("offices", ("office",)),
        ("office_titles", ("title",)),
        ("negations", ("word",)),
    )
    for table, columns in filled:
        for row in raw[table]:
            problems += [row.problem(f"{column} is empty") for column in columns if not row[column]]
    for table in ("offices", "memberships"):
        for row in raw[table]:
            _check_dates(row, problems)
    problems += issue_problems(raw["issues"])


def _check_dates(row: Row, problems: list[Problem]) -> None:
    dates: list[date] = []
    for column in ("valid_from", "valid_to"):
        try:
            dates += [date.fromisoformat(row[column])] if row[column] else []
        except ValueError:
            problems.append(row.problem(f"{column} '{row[column]}' is not a date like 2025-05-06"))
    if len(dates) == 2 and dates[0] > dates[1]:
        problems.append(row.problem(f"ends on {dates[1]}, before it begins on {dates[0]}"))


def _version(raw: dict[str, list[Row]]) -> str:
    digest = sha256()
    for table in sorted(_COLUMNS):
        lines = sorted("\x1f".join(row[column] for column in sorted(row)) for row in raw[table])
        digest.update("\x1e".join((table, *lines, "")).encode())
    # Without standing decisions the version is as if there had never been any.
    if lines := effect_lines(raw[DECISIONS]):
        digest.update("\x1e".join((DECISIONS, *lines, "")).encode())
    return digest.hexdigest()[:12]
