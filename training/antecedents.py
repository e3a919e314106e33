"""Fits the weights by which linking chooses whom a pronoun or a description means.

``python -m training.antecedents GOLD... --statements FILE --stances FILE`` reads annotated articles (see
``docs/evaluation.md``), lets linking list the alternatives of every choice, and writes the weights that make
the annotated one most probable to ``standpunkt/actors/choice_weights.csv``. Choices depend on those before
them, so it goes over the articles a few times. With ``--folds`` nothing is written: each part of the articles
is measured with weights of the others.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize

from benchmarks.actors import gold_rows, read
from standpunkt.actors import choice
from standpunkt.actors.choice import Decision, probabilities
from standpunkt.actors.linking import find_voices
from standpunkt.actors.rows import Range, voice_range
from standpunkt.actors.tables import load_tables
from standpunkt.resources import resource_folder

RIDGE = 2.0
ROUNDS = 3
UNMARKED = 0.5
"""What a choice counts for a word that the annotators did not mark: most mean nobody, some were missed."""
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A choice with what is right: for each alternative whether gold has the same actor there."""

    doc: str
    decision: Decision
    right: tuple[bool, ...]
    is_marked: bool


@dataclass(frozen=True)
class Gold:
    """Annotated articles with their statements and stances."""

    articles: tuple[dict[str, Any], ...]
    documents: dict[str, dict[str, Any]]
    stances: dict[str, list[dict[str, Any]]]


def read_gold(files: Sequence[Path], statements: Sequence[Path], stances: Sequence[Path]) -> Gold:
    """The articles of ``files``."""
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in (row for path in stances for row in read(path)):
        held[one["doc"]] += one["stances"]
    documents = {one["doc"]: one for path in statements for one in read(path)}
    return Gold(tuple(one for path in files for one in read(path)), documents, held)


def judge(gold: Gold) -> list[Judged]:
    """Every choice that linking makes in the articles, with the weights it has now."""
    tables = load_tables(resource_folder("seeds"))
    judged = []
    for one in gold.articles:
        document = gold.documents[one["doc"]]
        rows = gold_rows(one, document["statements"], gold.stances[one["doc"]], document["text"])
        article = {"article_id": one["doc"], "text": document["text"]}
        *_, voices = find_voices(article, rows, tables, None)
        meant = _Meant([*one["mentions"], *_voices(one, document["statements"], gold.stances[one["doc"]])])
        seen: set[tuple[str, Range]] = set()
        for decision in voices.decisions:
            inside_word = document["text"][decision.span[0] - 1 : decision.span[0]].isalpha()
            if decision.among and not inside_word and (decision.task, decision.span) not in seen:
                seen.add((decision.task, decision.span))
                keys = meant.exactly(decision.span)
                right = tuple(bool(keys & meant.at(other.latest)) for other in decision.among)
                judged.append(Judged(one["doc"], decision, right, bool(keys)))
    return judged


def _voices(
    gold: dict[str, Any], statements: Iterable[dict[str, Any]], stances: Iterable[dict[str, Any]]
) -> Iterable[list[Any]]:
    """Speakers and holders as mentions, one for each actor."""
    for statement, keys in zip(statements, gold["speakers"], strict=True):
        if statement["speaker"]:
            span = voice_range([{"start_char": s, "end_char": e} for s, e in statement["speaker"]])
            yield from ([*span, "voice", key] for key in keys if span)
    for stance, keys in zip(stances, gold["holders"], strict=True):
        if stance.get("holder"):
            yield from ([*stance["holder"], "voice", key] for key in keys)


class _Meant:
    """Which actors gold has at ranges of one article."""

    def __init__(self, mentions: Iterable[list[Any]]) -> None:
        self._keys: dict[Range, set[str]] = defaultdict(set)
        for start_char, end_char, _, key in mentions:
            self._keys[start_char, end_char].add(key)

    def exactly(self, span: Range) -> set[str]:
        return self._keys.get(span, set())

    def at(self, span: Range) -> set[str]:
        """Of the same range, the first mention within it, or the shortest around it."""
        if span in self._keys:
            return self._keys[span]
        touching = [one for one in self._keys if one[0] < span[1] and span[0] < one[1]]
        within = [one for one in touching if span[0] <= one[0]]
        around = [one for one in touching if one[0] <= span[0] and span[1] <= one[1]]
        if within:
            return self._keys[min(within)]
        return self._keys[min(around, key=lambda one: one[1] - one[0])] if around else set()


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """Weights under which what is right is most probable, small ones preferred."""
    names: dict[str, int] = {}
    for one in judged:
        for evidence in (*(other.evidence for other in one.decision.among), one.decision.nobody):
            for name in evidence:
                names.setdefault(name, len(names))
    rows = [(_matrix(one, names), _rights(one), 1.0 if one.is_marked else UNMARKED) for one in judged]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE / 2 * float(weights @ weights), RIDGE * weights
        for matrix, rights, counts in rows:
            scores = matrix @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            share = float(odds @ rights) + 1e-12
            total -= counts * np.log(share)
            slope = slope - counts * (matrix.T @ (odds * rights / share - odds))
        return total, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: float(found.x[number]) for name, number in names.items()}


def _matrix(one: Judged, names: dict[str, int]) -> Floats:
    evidence = [*(other.evidence for other in one.decision.among), one.decision.nobody]
    matrix = np.zeros((len(evidence), len(names)))
    for row, named in enumerate(evidence):
        for name, value in named.items():
            matrix[row, names[name]] = value
    return matrix


def _rights(one: Judged) -> Floats:
    return np.array([*one.right, not any(one.right)], float)


def measure(judged: Iterable[Judged], weights: dict[str, float], least: float) -> Counter[str]:
    """Counts of right, wrong and open choices of marked words, and of unmarked ones given an actor."""
    counts: Counter[str] = Counter()
    for one in judged:
        odds = probabilities(weights, one.decision.among, one.decision.nobody)
        best = int(np.argmax(odds))
        taken = best < len(one.right) and odds[best] >= least
        taken = taken and one.decision.among[best].actor is not None
        if not one.is_marked:
            counts["unmarked taken" if taken else "unmarked"] += 1
        else:
            counts["open" if not taken else "right" if one.right[best] else "wrong"] += 1
    return counts


def write(weights: dict[str, dict[str, float]], path: Path) -> None:
    """The table that linking reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("task", "evidence", "weight"))
        for task in sorted(weights):
            rows.writerows((task, name, f"{weights[task][name]:.3f}") for name in sorted(weights[task]))
    choice.shipped_weights.cache_clear()


def fit_all(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Weights of every task."""
    tasks = sorted({one.decision.task for one in judged})
    return {task: fit([one for one in judged if one.decision.task == task]) for task in tasks}


def show_folds(judged: Sequence[Judged], folds: int) -> None:
    """Print what weights of the other articles give on each part."""
    docs = sorted({one.doc for one in judged})
    for task in sorted({one.decision.task for one in judged}):
        own = [one for one in judged if one.decision.task == task]
        counts = {least: Counter[str]() for least in THRESHOLDS}
        for fold in range(folds):
            part = set(docs[fold::folds])
            weights = fit([one for one in own if one.doc not in part])
            for least in THRESHOLDS:
                counts[least] += measure((one for one in own if one.doc in part), weights, least)
        for least, total in counts.items():
            print(f"{task} from {least}: {dict(sorted(total.items()))}")


def main(
    gold: list[Path],
    statements: Annotated[list[Path], typer.Option()],
    stances: Annotated[list[Path], typer.Option()],
    folds: int = 0,
) -> None:
    """Fit and write the weights, or measure them on parts of the articles."""
    articles = read_gold(gold, statements, stances)
    if folds:
        show_folds(judge(articles), folds)
        return
    for _ in range(ROUNDS):
        judged = judge(articles)
        write(fit_all(judged), choice.WEIGHTS)
        print(f"{len(judged)} choices of {len(articles.articles)} articles")


if __name__ == "__main__":
    typer.run(main)
