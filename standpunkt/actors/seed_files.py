"""Reading one seed table, and the checks that need more than one line: ids, aliases, cycles."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from standpunkt.errors import StandpunktError


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in which line (1-based, as editors count) of which file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class SeedTableError(StandpunktError):
    """Seed tables that cannot be used; ``problems`` lists all that was found, not only the first."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"The seed tables in {folder} have {count} problem{'s' if count > 1 else ''}:\n{lines}\n"
            "Nothing was linked or loaded. Correct these lines and run again."
        )


class Row(dict[str, str]):
    """The cells of one line, by column, and where they stand."""

    def __init__(self, cells: dict[str, str], file: str, line: int) -> None:
        super().__init__(cells)
        self.file = file
        self.line = line

    def problem(self, message: str) -> Problem:
        """``message`` about this line."""
        return Problem(self.file, self.line, message)


def read_table(
    folder: Path,
    name: str,
    columns: tuple[str, ...],
    required: bool,
    problems: list[Problem],
    optional_columns: tuple[str, ...] = (),
) -> list[Row]:
    """Rows of ``folder/name.csv``, cells NFC and stripped; appends to ``problems`` instead of raising.

    Cells of ``optional_columns`` that the file lacks are empty.
    """
    file = f"{name}.csv"
    path = folder / file
    if not path.is_file():
        if required:
            problems.append(Problem(file, 1, f"this table is required, but {path} does not exist"))
        return []
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, "is not UTF-8: save the file as 'CSV UTF-8'"))
        return []
    lines = unicodedata.normalize("NFC", text).splitlines()
    header_line = lines[0] if lines else ""
    # Spreadsheets with German settings write semicolons.
    reader = csv.reader(lines, delimiter=";" if header_line.count(";") > header_line.count(",") else ",")
    header = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in columns if column not in header]
    if missing:
        problems.append(Problem(file, 1, f"lacks the column {', '.join(missing)}"))
        return []
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            problems.append(
                Problem(
                    file,
                    reader.line_num,
                    f"has {len(cells)} fields, the header {len(header)}",
                )
            )
            continue
        padded = cells + [""] * (len(header) - len(cells))
        values = {column: padded[header.index(column)].strip() for column in columns}
        values |= {
            column: padded[header.index(column)].strip() if column in header else ""
            for column in optional_columns
        }
        rows.append(Row(values, file, reader.line_num))
    return rows


def reference_problems(raw: dict[str, list[Row]]) -> list[Problem]:
    """Ids given twice, and ids that no table has."""
    problems: list[Problem] = []
    ids: dict[str, set[str]] = {}
    for table, column in (
        ("actors", "actor_id"),
        ("issues", "issue_id"),
        ("outlets", "outlet_id"),
    ):
        first_line: dict[str, int] = {}
        for row in raw[table]:
            known_line = first_line.setdefault(row[column], row.line)
            if known_line != row.line:
                problems.append(row.problem(f"{column} '{row[column]}' already stands in line {known_line}"))
        ids[table] = set(first_line)
    references = (
        ("aliases", "actor_id", "actors"),
        ("offices", "actor_id", "actors"),
        ("offices", "of_actor_id", "actors"),
        ("memberships", "actor_id", "actors"),
        ("memberships", "of_actor_id", "actors"),
        ("issues", "parent_issue_id", "issues"),
    )
    for table, column, target in references:
        optional = table != "memberships" and column != "actor_id"
        for row in raw[table]:
            if row[column] not in ids[target] and not (optional and not row[column]):
                problems.append(row.problem(f"{column} '{row[column]}' does not stand in {target}.csv"))
    return problems


def alias_problems(raw: dict[str, list[Row]]) -> list[Problem]:
    """Aliases of one kind that several actors claim without saying so, and lines given twice."""
    claims: dict[tuple[str, str], list[tuple[Row, str]]] = defaultdict(list)
    for row in raw["actors"]:
        claims["name", row["name"].casefold()].append((row, row["actor_id"]))
    for row in raw["aliases"]:
        claims[row["alias_kind"], row["alias"].casefold()].append((row, row["actor_id"]))
    problems: list[Problem] = []
    for (kind, _), claimants in claims.items():
        first, first_id = claimants[0]
        seen = {first_id: first}
        for row, actor_id in claimants[1:]:
            text = row.get("alias") or row["name"]
            if actor_id in seen:
                if row.file == seen[actor_id].file:
                    problems.append(row.problem(f"'{text}' already stands in line {seen[actor_id].line}"))
                continue
            seen[actor_id] = row
            declared = all("ambiguous" in re.findall(r"\w+", r.get("note", "")) for r in (first, row))
            if not declared:
                problems.append(
                    row.problem(
                        f"{kind} '{text}' is claimed by {first_id} ({first.file}:{first.line}) and "
                        f"{actor_id}: write 'ambiguous' in the note of both aliases if that is meant"
                    )
                )
    return problems


def issue_problems(rows: list[Row]) -> list[Problem]:
    """Words without a letter or number, and examples that stand in two issues or on both sides of one."""
    problems: list[Problem] = []
    seen: dict[str, Row] = {}
    for row in rows:
        for column in ("words", "words_must", "words_not", "counter_words"):
            for word in re.split(r"[|+]", row[column]) if row[column] else ():
                if not re.search(r"[^\W_]", word):
                    problems.append(row.problem(f"{column} has an empty alternative: '{row[column]}'"))
        for column in ("examples", "counter_examples"):
            for example in (part.strip().casefold() for part in row[column].split("|")):
                if example and example in seen:
                    other = seen[example]
                    problems.append(
                        row.problem(f"{column} has '{example}', which already stands in line {other.line}")
                    )
                elif example:
                    seen[example] = row
    return problems


def cycle_problems(raw: dict[str, list[Row]]) -> list[Problem]:
    """Issues and parent organisations that are, over any number of steps, their own parent."""
    edges = {
        "issues": [(row["issue_id"], row["parent_issue_id"], row) for row in raw["issues"]],
        "memberships": [
            (row["actor_id"], row["of_actor_id"], row)
            for row in raw["memberships"]
            if row["relation"] == "parent"
        ],
    }
    problems: list[Problem] = []
    for pairs in edges.values():
        parents: dict[str, set[str]] = defaultdict(set)
        for child, parent, _ in pairs:
            if parent:
                parents[child].add(parent)
        problems += [
            row.problem(f"'{child}' is, over '{parent}', its own parent")
            for child, parent, row in pairs
            if parent and child in _above(parent, parents)
        ]
    return problems


def _above(start: str, parents: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ids = [start]
    while open_ids:
        current = open_ids.pop()
        if current not in found:
            found.add(current)
            open_ids += parents.get(current, set())
    return found
