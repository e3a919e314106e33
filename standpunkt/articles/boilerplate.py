"""Lines that belong to the page and not to the article: the line rules of ``articles.rules`` at work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from standpunkt.articles.rules import LINE_KINDS, Rule, active_rules

MAX_WORDS = 25
_QUOTING_TEASER_WORDS = 12
_MAX_BLOCK_LINES = 60

_QUOTATION = re.compile('[„“”"«»‚‘‹›]')
_QUOTING = "„“”\"‚‘’'«»‹›"
_KEPT_AT_EDGES = frozenset(_QUOTING + "()[]{}©@#?")
_SENTENCE_END = re.compile(r"[.!?…][)\]“”\"«»’‘]*$")
_SEVERAL_SENTENCES = re.compile(r"\w{3,}[.!?…][)\]“”\"«»’‘]*\s+[A-ZÄÖÜ„\"»«]")


@dataclass(frozen=True)
class RemovedLine:
    """A line, or a part of one, that left the text, and the rule that sent it away."""

    line: str
    rule_id: str
    line_no: int = 0
    """Number of lines in front of it: of those given here, of the stored text's elsewhere."""


def without_boilerplate(
    lines: Sequence[str], rules: Sequence[Rule] | None = None
) -> tuple[list[str], list[RemovedLine]]:
    """The lines that stay (empty ones among them) and those removed, both in order.

    A text is never emptied of real sentences: if nothing would stay, lines that are sentences do.
    """
    removed = removed_lines(lines, active_rules() if rules is None else tuple(rules))
    kept = [line for number, line in enumerate(lines) if number not in removed]
    return kept, [RemovedLine(lines[number], removed[number], number) for number in sorted(removed)]


def removed_lines(lines: Sequence[str], rules: tuple[Rule, ...]) -> dict[int, str]:
    """Number of each line that goes, and the rule that sends it away."""
    any_rule, bold_rule = _expression(rules, False), _expression(rules, True)
    hits = [_first_hit(line, rules, any_rule, bold_rule) for line in lines]
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
        if rule.action == "remove_rest" and _is_shorter(lines[number:], lines[:number]):
            removed |= {at: rule.rule_id for at in range(number, len(lines)) if lines[at]}
            break
        if rule.action == "remove_until":
            removed |= _block(lines, number, rule)
        if rule.action == "remove_to_end" and is_headed and number >= only_teasers_from:
            removed.update((at, rule.rule_id) for at in range(number, len(lines)) if lines[at])
            break
        following = next((at for at in range(number + 1, len(lines)) if lines[at]), None)
        if rule.action == "remove_to_end" and following is not None and is_teaser(lines[following]):
            removed[following] = rule.rule_id
    if not any(line for number, line in enumerate(lines) if number not in removed):
        removed = {number: rule_id for number, rule_id in removed.items() if not _is_sentence(lines[number])}
    return removed


def without_parts(line: str, rules: tuple[Rule, ...]) -> tuple[str, list[tuple[str, str]]]:
    """The line without the parts that rules cut, and each part with its rule; never an empty line."""
    parts: list[tuple[str, str]] = []
    for rule in rules:
        if rule.kind != "part_matches":
            continue
        match = _part(rule.pattern).search(line)
        if match is None:
            continue
        left = f"{line[: match.start()].rstrip()} {line[match.end() :].lstrip()}".strip()
        if left:
            parts.append((match.group().strip(), rule.rule_id))
            line = left
    return line, parts


def _is_shorter(lines: Sequence[str], others: Sequence[str]) -> bool:
    return sum(map(len, lines)) < sum(map(len, others))


def _block(lines: Sequence[str], number: int, rule: Rule) -> dict[int, str]:
    """The lines behind ``number`` to the one that ends the block; none if nothing ends it."""
    until = re.compile(rule.until, re.IGNORECASE)
    for end in range(number + 1, min(len(lines), number + _MAX_BLOCK_LINES)):
        if lines[end] and until.fullmatch(_bare(lines[end])):
            return {at: rule.rule_id for at in range(number + 1, end + 1) if lines[at]}
    return {}


def _first_hit(
    line: str, rules: tuple[Rule, ...], any_rule: re.Pattern[str], bold_rule: re.Pattern[str]
) -> Rule | None:
    # »…« is a quotation, a single » an arrow.
    bare = _bare(line, arrows="" if re.search("[«‹]", line) else "»›")
    is_plain = len(line.split()) <= MAX_WORDS and not _QUOTATION.search(bare)
    # Nearly every line is hit by none, which one expression for all of them tells at once.
    if not line or not (any_rule if is_plain else bold_rule).fullmatch(bare):
        return None
    applicable = (rule for rule in rules if _is_applicable(rule, only_any=not is_plain))
    hit = next(rule for rule in applicable if _expression((rule,), False).fullmatch(bare))
    return None if hit.action == "keep" else hit


def _is_applicable(rule: Rule, only_any: bool) -> bool:
    return rule.kind in LINE_KINDS and (not only_any or rule.action in ("remove_any", "keep"))


@cache
def _expression(rules: tuple[Rule, ...], only_any: bool) -> re.Pattern[str]:
    """One that matches a whole line if a rule hits it, be it every rule or only the boldest."""
    chosen = [rule for rule in rules if _is_applicable(rule, only_any)]
    # Without any rule, an expression that matches nothing.
    either = "|".join(f"(?:{_as_expression(rule)})" for rule in chosen) or "(?!)"
    return re.compile(either, re.IGNORECASE)


@cache
def _part(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


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


def has_sentence(line: str, words: int = 6) -> bool:
    """Whether there is a full sentence in the line: ended by a mark, of so many words at least."""
    if _SENTENCE_END.search(line) is not None:
        return len(line.split()) >= words
    return _SEVERAL_SENTENCES.search(line) is not None and len(line.split()) >= 2 * words


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 6 and _SENTENCE_END.search(line) is not None
