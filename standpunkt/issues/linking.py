"""Stances of one article -> the same with issue and polarity towards the issue.

A target whose own words an issue names belongs to it. Any other goes to the issue that it, the text around
its sentence and the article make likely enough, unless it is just an actor: who is against "die Regierung"
need not be against what the article is about.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from standpunkt.actors.names import AliasIndex
from standpunkt.actors.records import Issue, Negation
from standpunkt.actors.tables import Tables
from standpunkt.issues.assign import assign_issue
from standpunkt.issues.likeness import IssueVectors, Place
from standpunkt.issues.negation import names_opposite, negates_all
from standpunkt.issues.targets import TargetKind, target_kind
from standpunkt.issues.words import WordText, parents_of, tokens_of
from standpunkt.language.viterbi import Floats

LIKELY = 0.58
"""Least probability of an issue, those that are part of it included."""
SIDED = 0.3
"""Least cosine of a target and an issue's nearest text for telling on which side of it the target is."""
_FLIPPED = {"support": "oppose", "oppose": "support"}


def link_issues(
    text: str, stances: Sequence[Mapping[str, Any]], tables: Tables
) -> tuple[dict[str, Any], ...]:
    """``stances`` of the article ``text`` with ``issue_id`` and ``issue_polarity``.

    Stances need the contract's columns of evidence and target. ``issue_polarity`` is null where the issue is
    null, and where the target belongs to it but does not say on which side ("diese Entscheidung").
    """
    if not stances:
        return ()
    words = WordText(text)
    found = [assign_issue(row["target_text"], row["sentence_text"], tables, words) for row in stances]
    sides: list[tuple[str | None, bool | None]] = list(found)
    kinds = [target_kind(row["target_text"]) for row in stances]
    open_rows = [
        number
        for number, row in enumerate(stances)
        if sides[number][0] is None
        and kinds[number] is not TargetKind.actor
        and row.get("target_actor_id") is None
        and not tables.index.find(row["target_text"])
    ]
    places = [_place(stances[number], kinds[number]) for number in open_rows]
    for number, assigned in zip(open_rows, likely_issues(text, places, tables, words), strict=True):
        sides[number] = assigned
    return tuple(
        {**row, "issue_id": issue_id, "issue_polarity": _towards(row["polarity"], issue_id, flipped)}
        for row, (issue_id, flipped) in zip(stances, sides, strict=True)
    )


def likely_issues(
    text: str, places: Sequence[Place], tables: Tables, words: WordText | None = None
) -> list[tuple[str | None, bool | None]]:
    """For each target its issue or None, and whether it negates it (None: not said)."""
    if not places or not tables.issues:
        return [(None, None)] * len(places)
    issues = _issue_vectors(tuple(tables.issues.values()), tables.index)
    vectors = issues.of_targets(text, places)
    shares = issues.probabilities(text, words or WordText(text), places, vectors)
    found: list[tuple[str | None, bool | None]] = []
    for place, share, vector in zip(places, shares, vectors, strict=True):
        number = _likely(issues.issues, share, tables)
        if number is None:
            found.append((None, None))
        else:
            target = text[slice(*place.target)]
            flipped = _is_flipped(issues, number, target, vector, tables.negations)
            found.append((issues.issues[number].issue_id, flipped))
    return found


@lru_cache(maxsize=8)
def _issue_vectors(issues: tuple[Issue, ...], index: AliasIndex) -> IssueVectors:
    return IssueVectors(issues, index)


def _likely(issues: Sequence[Issue], shares: Floats, tables: Tables) -> int | None:
    """The issue that is likely with its parts, but none of its parts alone is."""
    masses = shares.copy()
    numbers = {issue.issue_id: number for number, issue in enumerate(issues)}
    above = [[numbers[parent] for parent in parents_of(issue, tables.issues)] for issue in issues]
    for number, parents in enumerate(above):
        masses[parents] += shares[number]
    likely = [number for number, mass in enumerate(masses) if mass >= LIKELY]
    inner = [number for number in likely if not any(number in above[other] for other in likely)]
    return max(inner, key=lambda number: masses[number], default=None)


def _is_flipped(
    issues: IssueVectors, number: int, target: str, vector: Floats, negations: tuple[Negation, ...]
) -> bool | None:
    tokens = tokens_of(target)
    if names_opposite(issues.issues[number], tokens):
        return not negates_all(tokens, negations)
    nearest, is_counter, cosine = issues.nearest_text(vector, number)
    if cosine < SIDED:
        return None
    return negates_all(tokens, negations) ^ negates_all(tokens_of(nearest), negations) ^ is_counter


def _place(row: Mapping[str, Any], kind: TargetKind) -> Place:
    return Place(
        (row["target_start_char"], row["target_end_char"]),
        (row["start_char"], row["end_char"]),
        kind is TargetKind.pointing,
    )


def _towards(polarity: str, issue_id: str | None, flipped: bool | None) -> str | None:
    if issue_id is None or flipped is None:
        return None
    return _FLIPPED.get(polarity, polarity) if flipped else polarity
