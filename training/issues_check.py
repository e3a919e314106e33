"""Measures issues: do judged stance targets get theirs?

``issue_targets.csv`` (of the development articles) and ``issue_targets_train.csv`` (drawn from the training
articles) hold judged targets by offsets; ``seeds/subjects/politics.csv`` is the table of the 25 issues. The
development articles fall into two halves by a hash of their number: table, weights and threshold were chosen
on the half ``tune`` and on the training articles (``--fit`` prints what they give); the half ``report`` only
measures, and only if ``--report`` asks for it.

``python -m training.issues_check CORPORA``, with the folder that holds ``statements/dev.jsonl`` and
``statements/train.jsonl``.
"""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize

from standpunkt.actors.records import Issue
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.issues import likeness
from standpunkt.issues.assign import assign_issue
from standpunkt.issues.linking import link_issues
from standpunkt.issues.targets import TargetKind, target_kind
from standpunkt.issues.words import WordText
from standpunkt.language.viterbi import Floats
from standpunkt.resources import resource_folder

TARGETS = Path(__file__).with_name("issue_targets.csv")
DRAWN_TARGETS = Path(__file__).with_name("issue_targets_train.csv")
HALVES = ("tune", "report")
RIDGE = 1e-2
TELLING = tuple(range(len(likeness.EVIDENCE)))


@dataclass(frozen=True)
class Judged:
    """A stance target, the issue that a reader gave it (None for no issue), and the side of it."""

    doc: str
    place: likeness.Place
    polarity: str
    issue_id: str | None
    is_reverse: bool
    drawn: str = ""
    """Of targets of training articles: ``random``, or from articles ``rich`` in the issues' words."""

    @property
    def half(self) -> str:
        """``tune`` or ``report``, the same for all targets of an article."""
        return HALVES[int(sha256(self.doc.encode()).hexdigest(), 16) % 2]

    def stance(self, text: str) -> dict[str, object]:
        """The row that linking takes."""
        (start_char, end_char), (target_start, target_end) = self.place.sentence, self.place.target
        return {
            "start_char": start_char,
            "end_char": end_char,
            "sentence_text": text[start_char:end_char],
            "target_start_char": target_start,
            "target_end_char": target_end,
            "target_text": text[target_start:target_end],
            "polarity": self.polarity,
        }


@dataclass(frozen=True)
class Score:
    """How many targets got an issue, how many of these the right one, and how many have one."""

    assigned: int
    right: int
    wanted: int
    sided: int
    right_side: int

    @property
    def precision(self) -> float:
        """Share of the assigned issues that are right."""
        return self.right / max(1, self.assigned)

    @property
    def recall(self) -> float:
        """Share of the targets with an issue that got it."""
        return self.right / max(1, self.wanted)

    @property
    def sides(self) -> float:
        """Share of the rightly assigned ones with a side on which that side is right."""
        return self.right_side / max(1, self.sided)


def read_targets(path: Path = TARGETS) -> list[Judged]:
    """The judged targets."""
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Judged(
            row["doc"],
            likeness.Place(
                (int(row["target_start"]), int(row["target_end"])),
                (int(row["sentence_start"]), int(row["sentence_end"])),
            ),
            row["polarity"],
            row["issue_id"] or None,
            row["side"] == "reverse",
            row.get("drawn", ""),
        )
        for row in rows
    ]


def read_texts(corpora: Path) -> dict[str, str]:
    """Texts of the development and training articles by number."""
    files = [corpora / "statements" / f"{split}.jsonl" for split in ("dev", "train")]
    rows = [json.loads(line) for file in files for line in file.read_text("utf8").splitlines()]
    return {str(row["doc"]): row["text"] for row in rows}


def tables_of(subject: str) -> Tables:
    """The shipped seed tables with another table of issues, ``seeds/subjects/SUBJECT.csv``."""
    seeds = resource_folder("seeds")
    with TemporaryDirectory() as scratch:
        folder = copytree(seeds, Path(scratch) / "seeds", ignore=lambda *_: {"articles", "subjects"})
        copyfile(seeds / "subjects" / f"{subject}.csv", folder / "issues.csv")
        return load_tables(folder)


def score(targets: Sequence[Judged], texts: dict[str, str], tables: Tables) -> Score:
    """Link the targets' stances, article by article, and compare."""
    assigned = right = sided = right_side = 0
    for doc in sorted({one.doc for one in targets}):
        own = [one for one in targets if one.doc == doc]
        rows = link_issues(texts[doc], [one.stance(texts[doc]) for one in own], tables)
        for one, row in zip(own, rows, strict=True):
            assigned += row["issue_id"] is not None
            if row["issue_id"] is None or row["issue_id"] != one.issue_id:
                continue
            right += 1
            if one.polarity != "ambivalent" and row["issue_polarity"] is not None:
                sided += 1
                right_side += (row["issue_polarity"] != one.polarity) == one.is_reverse
    wanted = sum(one.issue_id is not None for one in targets)
    return Score(assigned, right, wanted, sided, right_side)


def fit(targets: Sequence[Judged], texts: dict[str, str], tables: Tables) -> dict[str, likeness.Weights]:
    """Weights that make the judged issues most likely: of telling and pointing targets, and of issues without
    words.

    The first two from the targets that no issue's words name, since only those are left to likeness. Each
    target is taken twice, with the table as it is and without its examples, since many tables have none.
    """
    numbers = {issue_id: number for number, issue_id in enumerate(tables.issues)}
    bare = replace(tables, issues={key: _bare(one) for key, one in tables.issues.items()})
    evidence, wanted, kinds, named = [], [], [], []
    for form in (tables, bare):
        issues = likeness.IssueVectors(tuple(form.issues.values()), tables.index)
        for one in targets:
            text = texts[one.doc]
            row = one.stance(text)
            target = str(row["target_text"])
            evidence.append(issues.evidence(text, WordText(text), [one.place])[0])
            wanted.append(numbers.get(one.issue_id or "", len(numbers)))
            kinds.append(TargetKind.actor if tables.index.find(target) else target_kind(target))
            named.append(assign_issue(target, str(row["sentence_text"]), tables)[0] is not None)
    known, issue = np.stack(evidence), np.asarray(wanted)
    open_rows = ~np.asarray(named)
    telling = np.asarray([kind is TargetKind.telling for kind in kinds])
    pointing = np.asarray([kind is TargetKind.pointing for kind in kinds])
    return {
        "TELLING": _weights(known[open_rows & telling], issue[open_rows & telling], TELLING),
        "POINTING": _weights(known[open_rows & pointing], issue[open_rows & pointing], TELLING[1:]),
        "WORDLESS": _weights(known[telling | pointing], issue[telling | pointing], TELLING[:3]),
    }


def _bare(issue: Issue) -> Issue:
    return replace(issue, examples=(), counter_examples=())


def _weights(known: Floats, issue: npt.NDArray[np.int64], columns: Sequence[int]) -> likeness.Weights:
    """A conditional logit with "none" as last alternative; no evidence counts against an issue."""
    spread = known.std((0, 1))
    scaled, rows = known / np.maximum(spread, 1e-9), np.arange(len(known))

    def loss(weights: Floats) -> float:
        worth = scaled[:, :, columns] @ weights[:-1]
        worth = np.concatenate([worth, np.full((len(worth), 1), weights[-1])], 1)
        top = worth.max(1, keepdims=True)
        logs = worth - top - np.log(np.exp(worth - top).sum(1, keepdims=True))
        return float(-logs[rows, issue].mean() + RIDGE * (weights[:-1] ** 2).sum())

    start = np.full(len(columns) + 1, 0.1)
    bounds = [(0, None)] * len(columns) + [(None, None)]
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x
    evidence = np.zeros(known.shape[2])
    evidence[list(columns)] = found[:-1] / spread[list(columns)]
    return likeness.Weights(tuple(evidence.round(2).tolist()), round(float(found[-1]), 2))


def main(
    corpora: Path,
    refit: Annotated[
        bool, typer.Option("--fit", help="Print the weights that the tuning sets give.")
    ] = False,
    show: Annotated[bool, typer.Option("--errors", help="List the mistakes in the tuning sets.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Measure the half too that nothing was chosen on.")
    ] = False,
) -> None:
    """Print precision and recall of each set, by words alone and by words and likeness."""
    judged, drawn = read_targets(), read_targets(DRAWN_TARGETS)
    texts, tables = read_texts(corpora), tables_of("politics")
    sets = {
        "tune": [one for one in judged if one.half == HALVES[0]],
        "train, random": [one for one in drawn if one.drawn == "random"],
        "train, rich": [one for one in drawn if one.drawn == "rich"],
    }
    tuning = [one for some in sets.values() for one in some]
    if refit:
        for name, weights in fit(tuning, texts, tables).items():
            typer.echo(f"{name} = {weights}")
    if report:
        sets["report"] = [one for one in judged if one.half == HALVES[1]]
    without = replace(tables, issues={key: replace(one, words=()) for key, one in tables.issues.items()})
    measured: dict[str, Callable[[Sequence[Judged]], Score]] = {
        "words and likeness": lambda some: score(some, texts, tables),
        "likeness alone": lambda some: score(some, texts, without),
    }
    typer.echo(f"{'':34}{'targets':>8}{'assigned':>9}{'P':>7}{'R':>7}{'sides':>7}{'right':>7}")
    for name, some in sets.items():
        for means, measure in measured.items():
            one = measure(some)
            typer.echo(
                f"{name + ', ' + means:34}{len(some):8}{one.assigned:9}{one.precision:7.3f}{one.recall:7.3f}"
                f"{one.sided:7}{one.sides:7.3f}"
            )
    if show:
        _show_errors(tuning, texts, tables)


def _show_errors(targets: Sequence[Judged], texts: dict[str, str], tables: Tables) -> None:
    for one in targets:
        text = texts[one.doc]
        (row,) = link_issues(text, [one.stance(text)], tables)
        if row["issue_id"] != one.issue_id or (
            row["issue_polarity"] and (row["issue_polarity"] != one.polarity) != one.is_reverse
        ):
            side = "reverse" if one.is_reverse else "same"
            typer.echo(
                f"{one.doc} {one.issue_id} {side} {one.polarity} | {row['issue_id']} {row['issue_polarity']} "
                f"| {row['target_text']}"
            )


if __name__ == "__main__":
    typer.run(main)
