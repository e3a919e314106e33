"""A choice among those a pronoun or a description may mean, by what the text shows of each.

A conditional logit (McFadden 1974): every alternative has a score, the weighted sum of its evidence, and so
has "none of them"; their shares of the exponentials are probabilities. The weights were fitted on annotated
articles (``python -m training.antecedents``). Whoever is not probable enough is not taken.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from standpunkt.actors.rows import ActorRow, Range

WEIGHTS = Path(__file__).with_name("choice_weights.csv")

Evidence = dict[str, float]
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Alternative:
    """Somebody named before, known or open, with what speaks for him."""

    actor: ActorRow | None
    latest: Range
    """Where he was named last."""
    evidence: Evidence


@dataclass(frozen=True)
class Decision:
    """Whom an anaphor means, and between whom that was decided."""

    span: Range
    task: str
    """pronoun or description: each has weights of its own."""
    among: tuple[Alternative, ...]
    nobody: Evidence
    actor: ActorRow | None


def decide(
    span: Range,
    task: str,
    among: Sequence[Alternative],
    nobody: Evidence,
    least: float,
    least_without_rule: float | None = None,
) -> Decision:
    """The most probable alternative if it reaches ``least``, or what is asked of whom no rule takes."""
    odds = probabilities(shipped_weights().get(task, {}), among, nobody)
    best = max(range(len(odds)), key=odds.__getitem__)
    if best < len(among) and least_without_rule is not None and "by_rule" not in among[best].evidence:
        least = least_without_rule
    taken = among[best].actor if best < len(among) and odds[best] >= least else None
    return Decision(span, task, tuple(among), nobody, taken)


def marks(which: Mapping[str, bool]) -> Evidence:
    """What holds of these, as evidence."""
    return {name: 1.0 for name, holds in which.items() if holds}


def probabilities(weights: Weights, among: Sequence[Alternative], nobody: Evidence) -> list[float]:
    """Of each of ``among``, and last of ``nobody``; they sum to one."""
    scores = [score(weights, one.evidence) for one in among] + [score(weights, nobody)]
    highest = max(scores)
    odds = [math.exp(one - highest) for one in scores]
    return [one / sum(odds) for one in odds]


def score(weights: Weights, evidence: Evidence) -> float:
    """The weighted sum of the evidence; what has no weight says nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in evidence.items())


@cache
def shipped_weights() -> dict[str, dict[str, float]]:
    """Weight by evidence, for each task."""
    weights: dict[str, dict[str, float]] = {}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weights.setdefault(row["task"], {})[row["evidence"]] = float(row["weight"])
    return weights
