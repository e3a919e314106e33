"""The cleaning rules: ``boilerplate.csv`` beside this module, and ``cleaning.csv`` of the user's seed tables.

``kind`` says what ``pattern`` is compared with. ``line_is``, ``line_starts``, ``line_contains`` (as they
are) and ``line_matches`` (a regular expression) hit whole lines: upper and lower case, bullets around the
line and a colon or full stops after it do not count. ``part_matches`` finds a part of a line. ``element``
is searched in what an HTML element calls itself, word by word: ``<tag> role=… itemprop=…``, then its
classes and its id in lower case with hyphens (``AuthorBox`` is ``author-box``).

``action`` says how bold the rule is:

- ``remove``: a line of at most 25 words without a quotation mark; an element that holds neither the
  headline nor most of the page's sentences;
- ``remove_any``: any line or element, since the pattern itself names it beyond doubt;
- ``remove_in_run``: as ``remove``, and only beside another line that a rule hits;
- ``remove_to_end``: as ``remove``, with everything behind it if that is nothing but teasers (short
  lines that are no sentences and no quotations), else with one teaser that follows;
- ``remove_rest``: as ``remove``, with everything behind it, if that is less than what stands in front;
- ``remove_until``: as ``remove``, with all lines to the first one that matches ``until``;
- ``remove_linked``: an element as with ``remove``, and only if a link or a button is in it;
- ``cut``: only the part of the line that matches;
- ``keep``: no other rule may touch the line or element.

``domain`` restricts a rule to an outlet's addresses (``alpenbote.example`` and the hosts below it).
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from standpunkt.csv_tables import Problem, Row, SeedTableError, read_table
from standpunkt.errors import StandpunktError

SHIPPED = Path(__file__).with_name("boilerplate.csv")
USER_TABLE = "cleaning"
"""Name of the user's table in the folder of seed tables."""

LINE_KINDS = ("line_is", "line_starts", "line_contains", "line_matches")
ACTIONS = {
    **dict.fromkeys(
        LINE_KINDS,
        ("remove", "remove_any", "remove_in_run", "remove_to_end", "remove_rest", "remove_until", "keep"),
    ),
    "part_matches": ("cut",),
    "element": ("remove", "remove_any", "remove_linked", "keep"),
}
"""What each kind of rule may do."""

_COLUMNS = ("rule_id", "domain", "kind", "pattern", "until", "action", "note")
_DOMAIN = re.compile(r"(?:[a-z0-9äöüß-]+\.)+[a-z]{2,}")


class BrokenRuleTable(StandpunktError):
    """A table of cleaning rules that cannot be used."""


# Compared by identity: the caches below look a whole table up for every article.
@dataclass(frozen=True, eq=False)
class Rule:
    """One row of a table."""

    rule_id: str
    kind: str
    pattern: str
    action: str
    note: str = ""
    domain: str = ""
    until: str = ""


@cache
def boilerplate_rules(table: Path = SHIPPED) -> tuple[Rule, ...]:
    """The rules of one table; raises ``BrokenRuleTable`` naming its lines."""
    problems: list[Problem] = []
    rules = _read(table, problems, required=True)
    if problems:
        lines = "\n".join(f"  {problem}" for problem in sorted(problems))
        raise BrokenRuleTable(f"{table} cannot be used:\n{lines}\nCorrect these lines and run again.")
    return rules


def cleaning_rules(tables: Path | None = None) -> tuple[Rule, ...]:
    """The user's rules in ``tables/cleaning.csv``, if there are any, before the shipped ones.

    A user's rule with the id and the domain of a shipped one takes its place. Raises `SeedTableError`
    with file and line of every problem.
    """
    shipped = boilerplate_rules()
    if tables is None or not (tables / f"{USER_TABLE}.csv").is_file():
        return shipped
    return _with_users(shipped, tables, (tables / f"{USER_TABLE}.csv").read_bytes())


@cache
def _with_users(shipped: tuple[Rule, ...], tables: Path, content: bytes) -> tuple[Rule, ...]:
    # The content is part of the key: a table may change while a worker process lives.
    del content
    problems: list[Problem] = []
    own = _read(tables / f"{USER_TABLE}.csv", problems, required=False)
    if problems:
        raise SeedTableError(tables, problems)
    replaced = {(rule.rule_id, rule.domain) for rule in own}
    return (*own, *(rule for rule in shipped if (rule.rule_id, rule.domain) not in replaced))


def rules_version(rules: Sequence[Rule]) -> str:
    """Short hash that changes with any rule."""
    return sha256("\n".join(map(repr, rules)).encode()).hexdigest()[:8]


def rules_for(rules: Sequence[Rule], url: str | None) -> tuple[Rule, ...]:
    """Those for every outlet and those for the host of ``url``, exceptions first."""
    return _for_host(tuple(rules), _host(url))


@cache
def _for_host(rules: tuple[Rule, ...], host: str) -> tuple[Rule, ...]:
    chosen = [
        rule for rule in rules if not rule.domain or host == rule.domain or host.endswith(f".{rule.domain}")
    ]
    return tuple(sorted(chosen, key=lambda rule: (rule.action != "keep", not rule.domain)))


_active: ContextVar[tuple[Rule, ...] | None] = ContextVar("cleaning_rules", default=None)


def active_rules() -> tuple[Rule, ...]:
    """The rules that readers and cleaning apply in this context: the shipped ones unless told otherwise."""
    rules = _active.get()
    return boilerplate_rules() if rules is None else rules


@contextmanager
def using_rules(rules: Sequence[Rule] | None) -> Iterator[None]:
    """Let this context clean with ``rules``; None leaves them as they are."""
    token = _active.set(_active.get() if rules is None else tuple(rules))
    try:
        yield
    finally:
        _active.reset(token)


def _read(table: Path, problems: list[Problem], required: bool) -> tuple[Rule, ...]:
    rows = read_table(table.parent, table.stem, _COLUMNS, required, problems)
    first_line: dict[tuple[str, str], int] = {}
    for row in rows:
        problems += _row_problems(row)
        known_line = first_line.setdefault((row["rule_id"], row["domain"]), row.line)
        if known_line != row.line:
            problems.append(row.problem(f"rule_id '{row['rule_id']}' already stands in line {known_line}"))
    return tuple(
        Rule(
            row["rule_id"],
            row["kind"],
            row["pattern"],
            row["action"],
            row["note"],
            row["domain"].lower(),
            row["until"],
        )
        for row in rows
    )


def _row_problems(row: Row) -> Iterator[Problem]:
    for column in ("rule_id", "pattern"):
        if not row[column]:
            yield row.problem(f"{column} is empty")
    if row["domain"] and not _DOMAIN.fullmatch(row["domain"].lower()):
        yield row.problem(f"domain '{row['domain']}' is no domain like alpenbote.example")
    if row["kind"] not in ACTIONS:
        yield row.problem(f"kind '{row['kind']}' is not one of {', '.join(ACTIONS)}")
    elif row["action"] not in ACTIONS[row["kind"]]:
        allowed = ", ".join(ACTIONS[row["kind"]])
        yield row.problem(f"action '{row['action']}' is not one of {allowed}, which {row['kind']} may have")
    if (row["action"] == "remove_until") != bool(row["until"]):
        yield row.problem("until is filled exactly where action is remove_until")
    patterns = {"until": row["until"]}
    if row["kind"] in ("line_matches", "part_matches", "element"):
        patterns["pattern"] = row["pattern"]
    for column, pattern in patterns.items():
        try:
            matches_nothing = bool(pattern) and re.fullmatch(pattern, "") is not None
        except re.error as error:
            yield row.problem(f"{column} is no regular expression ({error})")
        else:
            if matches_nothing:
                yield row.problem(f"{column} matches an empty line")


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
