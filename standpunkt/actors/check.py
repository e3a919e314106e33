"""Everything that can be wrong with seed tables: what stops a run, and what only looks like a mistake."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale

from standpunkt.actors.decisions import TABLE as DECISIONS
from standpunkt.actors.office_titles import office_key
from standpunkt.actors.seed_files import circular, cycle_problems, issue_problems
from standpunkt.actors.tables import ISSUE_COLUMNS, OPTIONAL_ISSUE_COLUMNS, read_tables
from standpunkt.articles.rules import USER_TABLE, cleaning_rules
from standpunkt.csv_tables import Problem, Row, SeedTableError, read_table
from standpunkt.errors import StandpunktError

# Several people hold them at once, or may.
_SHARED_OFFICES = re.compile(
    r"(?:vorsitzende[rn]?|abgeordnete[rn]?|sprecher|vize\w*|stellvertret\w*|mitglied|senator|kommissar|sekretär"
    r"|staatsminister|bundesrat|nationalrat|ständerat|richter|berater|botschafter|chef|minister|beauftragte[rn]?)$"
)

_NO_COUNTRIES = {"EU", "EZ", "UN", "ZZ"}


class NoTables(StandpunktError):
    """There is nothing to check in the folder."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a user should look at, and where."""

    problem: Problem
    is_error: bool
    """Stops a run, or cannot be right; else it only looks like a mistake."""

    def __str__(self) -> str:
        kind = "error" if self.is_error else "warning"
        return f"{self.problem.file}:{self.problem.line}: {kind}: {self.problem.message}"


def check_tables(folder: Path) -> list[Finding]:
    """Findings by file and line; a folder of nothing but tables of issues is checked as such.

    Raises:
        NoTables: the folder has no CSV file.
    """
    if not any(folder.glob("*.csv")):
        raise NoTables(f"{folder} is no folder with CSV tables. Nothing was checked.")
    if not (folder / "actors.csv").exists() and _are_all_issues(folder):
        return sorted(Finding(one, True) for one in _subject_problems(folder))
    problems: list[Problem] = []
    raw = read_tables(folder, problems)
    try:
        cleaning_rules(folder)
    except SeedTableError as error:
        problems += [one for one in error.problems if one.file == f"{USER_TABLE}.csv"]
    problems += _country_problems(raw)
    problems += [
        row.problem(f"'{row['actor_id']}' is, over '{row['of_actor_id']}', part of itself")
        for _, _, row in circular([(row["actor_id"], row["of_actor_id"], row) for row in raw["memberships"]])
        if row["relation"] != "parent"
    ]
    errors = {Finding(one, True) for one in problems}
    doubts = {Finding(one, False) for one in (*_overlapping_holders(raw["offices"]), *_shared_ids(raw))}
    return sorted(errors | doubts)


def _are_all_issues(folder: Path) -> bool:
    texts = [path.read_text(encoding="utf-8-sig", errors="replace") for path in folder.glob("*.csv")]
    return all("issue_id" in text.partition("\n")[0] for text in texts)


def _subject_problems(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        rows = read_table(folder, path.stem, ISSUE_COLUMNS, True, problems, OPTIONAL_ISSUE_COLUMNS)
        first: dict[str, int] = {}
        for row in rows:
            line = first.setdefault(row["issue_id"], row.line)
            if line != row.line:
                problems.append(row.problem(f"issue_id '{row['issue_id']}' already stands in line {line}"))
            problems += [row.problem(f"{cell} is empty") for cell in ("issue_id", "label") if not row[cell]]
        for row in rows:
            if row["parent_issue_id"] and row["parent_issue_id"] not in first:
                problems.append(
                    row.problem(f"parent_issue_id '{row['parent_issue_id']}' does not stand in {row.file}")
                )
        problems += issue_problems(rows) + cycle_problems({"issues": rows, "memberships": []})
    return problems


def _country_problems(raw: dict[str, list[Row]]) -> Iterator[Problem]:
    """Countries that are no ISO 3166 code with two letters."""
    codes = {
        code for code in Locale("de").territories if re.fullmatch(r"[A-Z]{2}", str(code))
    } - _NO_COUNTRIES
    for table in ("actors", "outlets", DECISIONS):
        for row in raw[table]:
            if row["country"] and row["country"] not in codes:
                yield row.problem(f"country '{row['country']}' is no ISO 3166 code like DE, AT or CH")


def _overlapping_holders(offices: list[Row]) -> Iterator[Problem]:
    """Two actors that hold an office at once which usually one person holds."""
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in offices:
        if row["of_actor_id"] and not _SHARED_OFFICES.search(office_key(row["office"])):
            held[office_key(row["office"]), row["of_actor_id"]].append(row)
    for rows in held.values():
        for position, row in enumerate(rows):
            for other in rows[:position]:
                shared = _shared_days(row, other)
                if row["actor_id"] != other["actor_id"] and shared:
                    yield row.problem(
                        f"{row['actor_id']} and {other['actor_id']} (line {other.line}) are both "
                        f"{row['office']} of {row['of_actor_id']} from {shared[0] or 'the beginning'} to "
                        f"{shared[1] or 'today'}"
                    )
                elif row["actor_id"] == other["actor_id"] and shared and row["office"] == other["office"]:
                    yield row.problem(f"tells again, with shared days, what line {other.line} tells")


def _shared_days(one: Row, other: Row) -> tuple[str, str] | None:
    """First and last day of both, empty where open; None if they share at most the day of handing over."""
    try:
        first = max(_day(row["valid_from"], date.min) for row in (one, other))
        last = min(_day(row["valid_to"], date.max) for row in (one, other))
    except ValueError:
        return None
    if first >= last:
        return None
    return ("" if first == date.min else str(first), "" if last == date.max else str(last))


def _day(cell: str, otherwise: date) -> date:
    return date.fromisoformat(cell) if cell else otherwise


def _shared_ids(raw: dict[str, list[Row]]) -> Iterator[Problem]:
    """Wikidata items and domains that two lines claim, and items that are none."""
    for table, column in (("actors", "wikidata_id"), ("outlets", "domains")):
        first: dict[str, Row] = {}
        for row in raw[table]:
            for value in (part.strip() for part in row[column].split("|")):
                if not value:
                    continue
                if column == "wikidata_id" and not re.fullmatch(r"Q[1-9]\d*", value):
                    yield row.problem(f"wikidata_id '{value}' is not like Q183")
                elif (other := first.setdefault(value, row)) is not row:
                    yield row.problem(f"{column} '{value}' already stands in line {other.line}")
