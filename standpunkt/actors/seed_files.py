"""The checks of seed tables that need more than one line: ids, aliases, cycles."""

import re
from collections import defaultdict

from standpunkt.csv_tables import Problem, Row, SeedTableError, read_table

__all__ = [
    "Problem",
    "Row",
    "SeedTableError",
    "alias_problems",
    "cycle_problems",
    "read_table",
    "reference_problems",
]


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
        ("office_titles", "of_actor_id", "actors"),
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
            declared = kind == "noun" or all(
                "ambiguous" in re.findall(r"\w+", r.get("note", "")) for r in (first, row)
            )
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
    return [
        row.problem(f"'{child}' is, over '{parent}', its own parent")
        for pairs in edges.values()
        for child, parent, row in circular(pairs)
    ]


def circular(edges: list[tuple[str, str, Row]]) -> list[tuple[str, str, Row]]:
    """Those edges (part, whole, line) that lead over any number of steps back to their beginning."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for part, whole, _ in edges:
        if whole:
            wholes[part].add(whole)
    return [(part, whole, row) for part, whole, row in edges if whole and part in _above(whole, wholes)]


def _above(start: str, parents: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ids = [start]
    while open_ids:
        current = open_ids.pop()
        if current not in found:
            found.add(current)
            open_ids += parents.get(current, set())
    return found
