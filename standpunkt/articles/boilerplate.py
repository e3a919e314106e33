"""Lines that belong to the page and not to the article: the rules of ``boilerplate.csv``.

A rule hits whole lines. Its ``kind`` says how ``pattern`` is compared: ``line_is``, ``line_starts`` and
``line_contains`` in folded case, ``line_matches`` as a regular expression for the whole line; bullets
around the line and a colon or dots after it do not count. Its ``action`` says how bold it is:

- ``remove``: only a line of at most 25 words without a quotation mark;
- ``remove_any``: any line, since the pattern itself names it beyond doubt;
- ``remove_in_run``: as ``remove``, and only beside another line that a rule hits;
- ``remove_to_end``: as ``remove``, with everything behind it if that is nothing but teasers.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from standpunkt.errors import StandpunktError

MAX_WORDS = 25
TABLE = Path(__file__).with_name("boilerplate.csv")

KINDS = ("line_is", "line_starts", "line_contains", "line_matches")
ACTIONS = ("remove", "remove_any", "remove_in_run", "remove_to_end")

_QUOTATION = re.compile('[„“”"«»‚‘‹›]')
_BULLETS = " •·*|+>▶►→–—-"
_ENDINGS = _BULLETS + ":.…!"
_SENTENCE_END = re.compile(r"[.!?…][)\]“”\"«»’‘]*$")


class BrokenRuleTable(StandpunktError):
    """A table of boilerplate rules that cannot be used."""


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    rule_id: str
    kind: str
    pattern: str
    action: str
    note: str = ""


@dataclass(frozen=True)
class RemovedLine:
    """A line that left the text, and the rule that sent it away."""

    line: str
    rule_id: str


@cache
def boilerplate_rules(table: Path = TABLE) -> tuple[Rule, ...]:
    """The rules of a table; raises ``BrokenRuleTable`` naming the row."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rules = []
    for number, row in enumerate(rows, start=2):
        if row.get("kind") not in KINDS or row.get("action") not in ACTIONS or not row.get("pattern"):
            raise BrokenRuleTable(
                f"{table}, row {number}: kind must be one of {', '.join(KINDS)}, action one of "
                f"{', '.join(ACTIONS)}, and pattern not empty. Correct the row and run again."
            )
        rule = Rule(row["rule_id"], row["kind"], row["pattern"], row["action"], row.get("note") or "")
        try:
            _matcher(rule)
        except re.error as error:
            raise BrokenRuleTable(
                f"{table}, row {number}: the pattern is no regular expression ({error}). "
                "Correct the row and run again."
            ) from error
        rules.append(rule)
    return tuple(rules)


def without_boilerplate(
    lines: Sequence[str], rules: Sequence[Rule] | None = None
) -> tuple[list[str], list[RemovedLine]]:
    """The lines that stay (empty ones among them) and those removed, both in order.

    A text is never emptied of real sentences: if nothing would stay, lines that are sentences do.
    """
    rules = boilerplate_rules() if rules is None else rules
    hits = [_first_hit(line, rules) for line in lines]
    only_teasers_from = _only_teasers_from(lines, hits)
    removed: dict[int, str] = {}
    is_headed = False
    for number, (line, rule) in enumerate(zip(lines, hits, strict=True)):
        if rule is None or (rule.action == "remove_in_run" and not _in_run(lines, hits, number)):
            is_headed = is_headed or bool(line)
            continue
        removed[number] = rule.rule_id
        if rule.action == "remove_to_end" and is_headed and number >= only_teasers_from:
            removed.update((at, rule.rule_id) for at in range(number, len(lines)) if lines[at])
            break
    if not any(line for number, line in enumerate(lines) if number not in removed):
        removed = {number: rule_id for number, rule_id in removed.items() if not _is_sentence(lines[number])}
    kept = [line for number, line in enumerate(lines) if number not in removed]
    return kept, [RemovedLine(lines[number], removed[number]) for number in sorted(removed)]


def _first_hit(line: str, rules: Sequence[Rule]) -> Rule | None:
    if not line:
        return None
    # »…« is a quotation, a single » an arrow.
    bare = _bare(line, arrows="" if re.search("[«‹]", line) else "»›")
    is_plain = len(line.split()) <= MAX_WORDS and not _QUOTATION.search(bare)
    for rule in rules:
        if (is_plain or rule.action == "remove_any") and _matcher(rule)(bare):
            return rule
    return None


def _bare(line: str, arrows: str = "") -> str:
    return line.lstrip(_BULLETS + arrows).rstrip(_ENDINGS + arrows)


@cache
def _matcher(rule: Rule) -> Callable[[str], bool]:
    if rule.kind == "line_matches":
        match = re.compile(rule.pattern, re.IGNORECASE).fullmatch
        return lambda line: match(line) is not None
    pattern = _bare(rule.pattern).casefold() if rule.kind == "line_is" else rule.pattern.casefold()
    if rule.kind == "line_is":
        return lambda line: line.casefold() == pattern
    if rule.kind == "line_contains":
        return lambda line: pattern in line.casefold()
    # A word that goes on is another word: "Anzeigen" does not start with "Anzeige".
    return lambda line: re.match(re.escape(pattern) + r"(?!\w)", line.casefold()) is not None


def _in_run(lines: Sequence[str], hits: Sequence[Rule | None], number: int) -> bool:
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(lines) and not lines[at]:
            at += step
        if 0 <= at < len(lines) and hits[at] is not None:
            return True
    return False


def _only_teasers_from(lines: Sequence[str], hits: Sequence[Rule | None]) -> int:
    """Number of the first line from which on nothing but boilerplate and teasers comes."""
    at = len(lines)
    while at and (not lines[at - 1] or hits[at - 1] or _is_teaser(lines[at - 1])):
        at -= 1
    return at


def _is_teaser(line: str) -> bool:
    is_short = len(line.split()) <= MAX_WORDS
    return is_short and not _SENTENCE_END.search(line) and not _QUOTATION.search(line)


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 6 and _SENTENCE_END.search(line) is not None
