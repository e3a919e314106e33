"""Measures vectors: is the description of its own issue the nearest to a stance target?

``issues.jsonl`` holds 25 issues of German and European politics, each with a description and eight invented
sentences with a target. ``python -m training.vectors_check FOLDER WHEEL`` ranks the descriptions by their
cosine with each target, for a model and for the untouched encoder that they started from.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import typer

from standpunkt.language.pieces import Pieces
from standpunkt.language.tokenizer import blank
from standpunkt.language.vectors import PieceVectors
from standpunkt.language.viterbi import Floats
from standpunkt.language.windows import read_words
from training.encoder_weights import read_wheel
from training.teacher import Teacher

ISSUES = Path(__file__).with_name("issues.jsonl")


@dataclass(frozen=True)
class Target:
    """A stance target in its sentence, and the number of the issue that it belongs to."""

    sentence: str
    start_char: int
    end_char: int
    issue: int

    @property
    def text(self) -> str:
        """The target's own words."""
        return self.sentence[self.start_char : self.end_char]


def read_issues(path: Path = ISSUES) -> tuple[list[str], list[Target]]:
    """Descriptions of the issues, and the targets of all.

    Raises ValueError if a target does not stand in its sentence.
    """
    issues = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    targets = []
    for number, issue in enumerate(issues):
        for row in issue["targets"]:
            start = row["sentence"].index(row["target"])
            targets.append(Target(row["sentence"], start, start + len(row["target"]), number))
    return [issue["description"] for issue in issues], targets


def model_vectors(folder: Path, spans: Sequence[tuple[str, int, int]]) -> Floats:
    """(spans, width): for each text and range of characters the vector of its words."""
    nlp, pieces, vectors = blank(), Pieces(folder / "pieces.model"), PieceVectors(folder / "vectors.npz")
    found = []
    for text, start, end in spans:
        words = read_words(text, [(token.idx, token.text) for token in nlp(text)], pieces)
        inside = np.flatnonzero((words.ends > start) & (words.starts < end))
        found.append(vectors.of(words, [(int(inside[0]), int(inside[-1]) + 1)])[0])
    return np.stack(found)


def ranks(found: Floats, descriptions: Floats, issues: Sequence[int]) -> Floats:
    """Rank of each vector's own description, 1 the best; of equal cosines the own one counts as the last."""
    similar = found @ descriptions.T
    own = similar[np.arange(len(issues)), issues]
    # Not "similar >= own": a model that gives no numbers at all shall come last, not first.
    return (~(similar < own[:, None])).sum(1)


def check(folder: Path, wheel: Path) -> dict[str, float]:
    """Prints and returns, for the model in ``folder`` and the encoder in ``wheel``, from 0 to 1:

    ``…_first``, the share of targets whose own description comes first, and ``…_mrr``, the mean reciprocal
    rank. A ``target`` is read alone; ``sentence`` takes the vector of the whole sentence instead.
    """
    descriptions, targets = read_issues()
    model_descriptions = model_vectors(folder, [(text, 0, len(text)) for text in descriptions])
    in_sentence = [(target.sentence, target.start_char, target.end_char) for target in targets]
    whole = [(target.sentence, 0, len(target.sentence)) for target in targets]
    with TemporaryDirectory() as scratch:
        teacher = Teacher(read_wheel(wheel), Path(scratch))
        encoder_descriptions = teacher.vectors(descriptions).numpy()
        encoder_targets = teacher.vectors([target.text for target in targets]).numpy()
        encoder_sentences = teacher.vectors([target.sentence for target in targets]).numpy()
    compared = {
        "model_target": (model_vectors(folder, in_sentence), model_descriptions),
        "model_sentence": (model_vectors(folder, whole), model_descriptions),
        "encoder_target": (encoder_targets, encoder_descriptions),
        "encoder_sentence": (encoder_sentences, encoder_descriptions),
    }
    measured: dict[str, float] = {}
    typer.echo(f"{'':18}{'first':>7}{'MRR':>7}")
    for name, (found, own_descriptions) in compared.items():
        at = ranks(found, own_descriptions, [target.issue for target in targets])
        first, mrr = float((at == 1).mean()), float((1 / at).mean())
        measured |= {f"{name}_first": first, f"{name}_mrr": mrr}
        typer.echo(f"{name.replace('_', ', '):18}{first:7.3f}{mrr:7.3f}")
    return measured


if __name__ == "__main__":
    typer.run(check)
