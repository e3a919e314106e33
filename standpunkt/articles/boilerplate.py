"""Lines that belong to the page and not to the article: the rules of ``boilerplate.csv``.

A rule hits whole lines. Its ``kind`` says how ``pattern`` is compared: ``line_is``, ``line_starts`` and
``line_contains`` as they are, ``line_matches`` as a regular expression for the whole line. Upper and lower
case, bullets around the line and a colon or full stops after it do not count. Its ``action`` says how
bold it is:

- ``remove``: only a line of at most 25 words without a quotation mark;
- ``remove_any``: any line, since the pattern itself names it beyond doubt;
- ``remove_in_run``: as ``remove``, and only beside another line that a rule hits;
- ``remove_to_end``: as ``remove``, with everything behind it if that is nothing but teasers (short
  lines that are no sentences and no quotations), else with one teaser that follows.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from standpunkt.errors import StandpunktError

MAX_WORDS = 25
_QUOTING_TEASER_WORDS = 12
TABLE = Path(__file__).with_name("boilerplate.csv")

KINDS = ("line_is", "line_starts", "line_contains", "line_matches")
ACTIONS = ("remove", "remove_any", "remove_in_run", "remove_to_end")

_QUOTATION = re.compile('[„“”"«»‚‘‹›]')
_QUOTING = "„“”\"‚‘’'«»‹›"
_KEPT_AT_EDGES = frozenset(_QUOTING + "()[]{}©@#?")
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
            _expression((rule,), False)
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
    applied = boilerplate_rules() if rules is None else tuple(rules)
    hits = [_first_hit(line, applied) for line in lines]
    only_teasers_from = _only_teasers_from(lines, hits)
    removed: dict[int, str] = {}
    is_headed = False
    for number, (line, rule) in enumerate(zip(lines, hits, strict=True)):
        if number in removed:
            continue
        if rule is None or (rule.action == "remove_in_run" and not _in_run(lines, hits, number)):
            is_headed = is_headed or bool(line)
            continue
        removed[number] = rule.rule_id
        if rule.action == "remove_to_end" and is_headed and number >= only_teasers_from:
            removed.update((at, rule.rule_id) for at in range(number, len(lines)) if lines[at])
            break
        following = next((at for at in range(number + 1, len(lines)) if lines[at]), None)
        if rule.action == "remove_to_end" and following is not None and is_teaser(lines[following]):
            removed[following] = rule.rule_id
    if not any(line for number, line in enumerate(lines) if number not in removed):
        removed = {number: rule_id for number, rule_id in removed.items() if not _is_sentence(lines[number])}
    kept = [line for number, line in enumerate(lines) if number not in removed]
    return kept, [RemovedLine(lines[number], removed[number]) for number in sorted(removed)]


def _first_hit(line: str, rules: tuple[Rule, ...]) -> Rule | None:
    # »…« is a quotation, a single » an arrow.
    bare = _bare(line, arrows="" if re.search("[«‹]", line) else "»›")
    is_plain = len(line.split()) <= MAX_WORDS and not _QUOTATION.search(bare)
    # Nearly every line is hit by none, which one expression for all of them tells at once.
    if not line or not _expression(rules, not is_plain).fullmatch(bare):
        return None
    applicable = (rule for rule in rules if is_plain or rule.action == "remove_any")
    return next(rule for rule in applicable if _expression((rule,), False).fullmatch(bare))


@cache
def _expression(rules: tuple[Rule, ...], only_any: bool) -> re.Pattern[str]:
    """One that matches a whole line if a rule hits it, be it every rule or only the boldest."""
    chosen = [rule for rule in rules if not only_any or rule.action == "remove_any"]
    # Without any rule, an expression that matches nothing.
    either = "|".join(f"(?:{_as_expression(rule)})" for rule in chosen) or "(?!)"
    return re.compile(either, re.IGNORECASE)


def _as_expression(rule: Rule) -> str:
    if rule.kind == "line_matches":
        return rule.pattern
    if rule.kind == "line_is":
        return re.escape(_bare(rule.pattern))
    if rule.kind == "line_contains":
        return f".*{re.escape(rule.pattern)}.*"
    # A word that goes on is another word: "Anzeigen" does not start with "Anzeige".
    boundary = r"(?!\w)" if rule.pattern[-1].isalnum() else ""
    return f"{re.escape(rule.pattern)}{boundary}.*"


def _bare(line: str, arrows: str = "") -> str:
    """Without bullets, arrows and pictures around it, a colon or full stops after it."""
    start, end = 0, len(line)
    while start < end and _is_ornament(line[start], arrows):
        start += 1
    while start < end and _is_ornament(line[end - 1], arrows):
        end -= 1
    return line[start:end]


def _is_ornament(char: str, arrows: str) -> bool:
    return char in arrows or not (char.isalnum() or char in _KEPT_AT_EDGES)


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
    while at and (not lines[at - 1] or hits[at - 1] or is_teaser(lines[at - 1])):
        at -= 1
    return at


def is_teaser(line: str) -> bool:
    """Whether a line may be a link to another story: short, no sentence, no quotation."""
    # Neuer Kran „Wilma“ hebt 900 Tonnen: a teaser; a line that begins or ends with the mark: a quotation.
    is_quotation = line[:1] in _QUOTING or line[-1:] in _QUOTING
    limit = _QUOTING_TEASER_WORDS if _QUOTATION.search(line) else MAX_WORDS
    return len(line.split()) <= limit and not is_quotation and not _SENTENCE_END.search(line)


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 6 and _SENTENCE_END.search(line) is not None
