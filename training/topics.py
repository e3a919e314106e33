"""Vectors that tell subjects apart: one for every piece of the vocabulary, added up over a text.

They start from what the untouched encoder makes of each piece alone, and learn from pairs of texts about one
subject: a thesis and a party's reason for its answer, two reasons, neighbouring sentences of a debate. Each
text has to find its partner among all of a batch (InfoNCE, van den Oord and others 2018); the idea of
piece vectors taken from a large encoder is that of Model2Vec (2024).
"""

import gzip
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import sentencepiece
import torch
from torch import Tensor, nn
from torch.nn import functional

from standpunkt.language.vectors import write_table
from training.encoder_weights import read_wheel
from training.teacher import Teacher
from training.vocabulary import bundestag_paragraphs

WIDTH = 256
BATCH = 1024
PASSES = 2
RATE = 3e-3
TEMPERATURE = 0.12
RARE = 1e-4
"""A piece of this frequency counts half: frequent ones say little (Arora and others 2017)."""
MAX_PIECES = 120
MAX_CHARACTERS = 600
FRAGMENTS = 0.5
"""Share of the debate's sentences of which only a few words are taken, as short as a stance's target is."""
MIN_REASON_WORDS = 8
MIN_SENTENCE, MIN_PARAGRAPH = 40, 250
Pair = tuple[str, str]


class NoPairs(ValueError):
    """The corpora hold no texts to learn subjects from."""


def reason_pairs(path: Path, rng: random.Random) -> Iterator[Pair]:
    """Theses of the Wahl-O-Mat with reasons, and reasons for one thesis with each other."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    by_thesis: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        if len(row["text"].split()) > MIN_REASON_WORDS:
            by_thesis.setdefault((row["election"], row["target"]), []).append(row)
    for own in by_thesis.values():
        for row in own:
            text = row["text"].strip('"')[:MAX_CHARACTERS]
            yield (row["topic"] if rng.random() < 0.6 else row["target"]), text
            other = rng.choice(own)
            if other is not row:
                yield text[: MAX_CHARACTERS // 2], other["text"].strip('"')[:MAX_CHARACTERS]
            if row["topic"] != row["target"] and rng.random() < 0.1:
                yield row["topic"], row["target"]


def debate_pairs(path: Path, rng: random.Random) -> Iterator[Pair]:
    """Sentences of parliamentary debates, some cut to a few words, each with the two that follow."""
    for block in bundestag_paragraphs(path):
        for paragraph in block.split("\n"):
            if len(paragraph) < MIN_PARAGRAPH or paragraph.lstrip().startswith("("):
                continue
            sentences = re.split(r"(?<=[.!?]) +(?=[A-ZÄÖÜ])", paragraph.strip())
            sentences = [sentence for sentence in sentences if len(sentence) > MIN_SENTENCE]
            for i in range(len(sentences) - 1):
                yield _fragment(sentences[i], rng), " ".join(sentences[i + 1 : i + 3])


def _fragment(sentence: str, rng: random.Random) -> str:
    if rng.random() >= FRAGMENTS:
        return sentence
    words = sentence.split()
    size = rng.randint(2, 6)
    first = rng.randrange(max(1, len(words) - size))
    return " ".join(words[first : first + size])


def fit_topics(corpora: Path, wheel: Path, folder: Path, seed: int, say: Callable[[str], None]) -> Path:
    """Writes ``vectors.npz`` for the ``pieces.model`` of ``folder``; minutes on two cores.

    Raises NoPairs if the corpora folder has neither the Wahl-O-Mat nor the debates.
    """
    rng = random.Random(f"{seed}/topics")
    torch.manual_seed(seed)
    sources = {
        corpora / "stances" / "wahlomat.jsonl.gz": reason_pairs,
        corpora / "text" / "bundestag_60.txt.xz": debate_pairs,
    }
    pairs = [list(read(path, rng)) for path, read in sources.items() if path.exists()]
    if not any(pairs):
        raise NoPairs(f"{' and '.join(map(str, sources))} are missing; one of them is needed")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
    table = nn.EmbeddingBag.from_pretrained(_first_table(processor, wheel), freeze=False, mode="sum")
    batches = [_encoded(processor, batch) for _ in range(PASSES) for batch in _batches(pairs, rng)]
    say(f"{sum(map(len, pairs)):,} pairs, {len(batches)} batches")
    _learn(table, batches, say)
    write_table(folder / "vectors.npz", table.weight.detach().numpy())
    return folder / "vectors.npz"


def _first_table(processor: sentencepiece.SentencePieceProcessor, wheel: Path) -> Tensor:
    """(pieces, WIDTH): what the encoder makes of each alone, on its main axes; rare ones are longer."""
    size = processor.get_piece_size()
    texts = [processor.id_to_piece(i).replace("▁", " ").strip() or "." for i in range(size)]
    with TemporaryDirectory() as scratch:
        alone = Teacher(read_wheel(wheel), Path(scratch)).vectors(texts)
    centred = alone - alone.mean(0)
    axes = torch.linalg.svd(centred, full_matrices=False).Vh[:WIDTH]
    table = centred @ axes.T
    frequency = torch.tensor([processor.get_score(i) for i in range(size)]).exp()
    weight = RARE / (RARE + frequency / frequency.sum())
    return (table / table.norm(dim=1).mean() * weight[:, None]).float().contiguous()


def _batches(sources: Sequence[list[Pair]], rng: random.Random) -> list[list[Pair]]:
    """Whole batches, each of one source, in random order."""
    found = []
    for pairs in sources:
        mixed = rng.sample(pairs, len(pairs))
        found += [mixed[i : i + BATCH] for i in range(0, len(mixed) - BATCH + 1, BATCH)] or [mixed]
    rng.shuffle(found)
    return found


Encoded = tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]


def _encoded(processor: sentencepiece.SentencePieceProcessor, batch: Sequence[Pair]) -> Encoded:
    """Pieces and offsets of the first texts, and of their partners."""

    def side(texts: list[str]) -> tuple[Tensor, Tensor]:
        rows = processor.encode([" " + unicodedata.normalize("NFKC", text) for text in texts])
        rows = [row[:MAX_PIECES] or [0] for row in rows]
        lengths = torch.tensor([0, *map(len, rows[:-1])])
        return torch.tensor([piece for row in rows for piece in row]), lengths.cumsum(0)

    return side([one for one, _ in batch]), side([other for _, other in batch])


def _learn(table: nn.EmbeddingBag, batches: Sequence[Encoded], say: Callable[[str], None]) -> None:
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / len(batches))
    began = time.monotonic()
    for step, (ones, others) in enumerate(batches, 1):
        similar = functional.normalize(table(*ones)) @ functional.normalize(table(*others)).T / TEMPERATURE
        own = torch.arange(len(similar))
        loss = functional.cross_entropy(similar, own) + functional.cross_entropy(similar.T, own)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        if step % 100 == 0:
            say(f"step {step}/{len(batches)} {time.monotonic() - began:.0f} s, loss {loss.item():.2f}")
