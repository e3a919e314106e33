"""Reads the corpora that a training names, each into examples.

A corpus is a reader's name and files below the corpora folder; ``CORPORA`` lists the known ones.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from standpunkt.language.labels import CLASSES, MEDIA, STANCE_CLASSES
from training.examples import (
    Annotate,
    Example,
    Held,
    Predicate,
    Said,
    Span,
    add_stances,
    add_statements,
    entity_bits,
    start_flags,
    word_range,
)
from training.name_corpora import SENTENCES_A_TEXT, bundestag, europarl, germeval, mobie, spaced

KINDS = {
    "Direct": "direct",
    "Indirect": "indirect",
    "Reported": "reported",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
}
MEDIUM_SETS = {
    "Speech": MEDIA[:1],
    "Writing": MEDIA[1:2],
    "Thought": MEDIA[2:],
    "SW": MEDIA[:2],
    "ST": (MEDIA[0], MEDIA[2]),
    "TW": MEDIA[1:],
}
OWN_PASSAGES = Path(__file__).parent / "corpus"
WAHLOMAT_SAMPLE = 3000
MAX_REASON_WORDS = 60


WORDS, HYPHENS_APART = re.compile(r"\S+"), re.compile(r"[^\s-]+|-")
APART = 0.2
"""Share of the sentences whose compounds are parted at the hyphen, as treebanks and bad exports do."""


def literature(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Sentence starts only."""
    yield from _texts([(sentence, None) for sentence in _sentences(path)], annotate, rng)


def treebank(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Sentence starts, and names by annotation of this project; a sentence that comes twice is read once."""
    names = read_standoff("treebanks")
    treebank_name = path.name.partition(".")[0]
    sentences: dict[str, list[tuple[Span, str]]] = {}
    for number, sentence in enumerate(_sentences(path)):
        own = names.get(f"{treebank_name}:{number}", {"entities": []})
        words = HYPHENS_APART if rng.random() < APART else WORDS
        respaced, entities = _respaced(list(words.finditer(sentence)), named(own["entities"]))
        sentences.setdefault(respaced, entities)
    yield from _texts(list(sentences.items()), annotate, rng)


def _sentences(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [line[9:].strip() for line in lines if line.startswith("# text = ")]


def _respaced(
    words: Sequence[re.Match[str]], entities: list[tuple[Span, str]]
) -> tuple[str, list[tuple[Span, str]]]:
    """The words with ordinary spacing, none before their marks, and the names where they stand then."""
    text, spans = spaced([word[0] for word in words])
    moved = []
    for (start, end), kind in entities:
        first = next(i for i, word in enumerate(words) if word.end() > start)
        last = next(i for i, word in enumerate(words) if word.end() >= end)
        span = (spans[first][0] + start - words[first].start(), spans[last][0] + end - words[last].start())
        moved.append((span, kind))
    return text, moved


def _texts(
    sentences: Sequence[tuple[str, list[tuple[Span, str]] | None]], annotate: Annotate, rng: random.Random
) -> Iterator[Example]:
    for first in range(0, len(sentences), SENTENCES_A_TEXT):
        text, starts, entities = "", [], []
        for sentence, names in sentences[first : first + SENTENCES_A_TEXT]:
            starts.append(len(text))
            entities += [((len(text) + start, len(text) + end), kind) for (start, end), kind in names or []]
            text += sentence + rng.choice((" ", " ", " ", "\n", "\n\n"))
        words = annotate(text.rstrip())
        example = Example("treebank", words, sentence_starts=start_flags(words, starts))
        if sentences[first][1] is not None:
            example.tags["entity"] = entity_bits(words, entities)
        yield example


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


RESTYLED = 0.3
"""Share of own texts whose marks are changed; the quotation corpus has one style only, so all of it is."""
STANCE_PARTS = ("cue", "target", "holder", "condition")
MARK_STYLES = (*["„“"] * 5, "„”", "»«", "«»", '""', '„"')


def restyled(text: str, rng: random.Random) -> str:
    """The text with its quotation marks in another style; every offset stays."""
    opening, closing = rng.choice(MARK_STYLES)
    return text.translate({ord("„"): opening, ord("“"): closing})


def read_standoff(name: str) -> dict[str, dict[str, Any]]:
    """Annotation made for this project over the texts of others: offsets only, by the text's id."""
    path = OWN_PASSAGES / "standoff" / f"{name}.jsonl"
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    return {row["id"]: row for row in rows}


def named(rows: Iterable[Sequence[Any]]) -> list[tuple[Span, str]]:
    """Names of a standoff row."""
    return [((start, end), kind) for start, end, kind in rows]


def quotations(
    path: Path, annotate: Annotate, rng: random.Random, stances: Path | None = None, restyle: bool = True
) -> Iterator[Example]:
    """Statements of the quotation corpus and, for the same articles, stances and names."""
    names = read_standoff("names")
    held: dict[str, list[Held]] = {}
    if stances is not None:
        for line in stances.read_text("utf8").splitlines():
            document = json.loads(line)
            held[document["doc"]] = [
                Held(
                    s["polarity"],
                    tuple(s["cue"]),
                    tuple(s["target"]),
                    tuple(s["holder"]) if s["holder"] else None,
                )
                for s in document["stances"]
                if s.get("cue")
            ]
    for line in path.read_text("utf8").splitlines():
        document = json.loads(line)
        text = restyled(document["text"], rng) if restyle else document["text"]
        words = annotate(text)
        example = Example("quotations", words)
        example.sentence_starts = start_flags(words, [start for start, _ in document["sentences"]])
        parts = ("quote", "speaker", "cue", "frame", "addressee")
        add_statements(
            example,
            [
                Said(KINDS[s["kind"]], *(_spans(s[p]) for p in parts), MEDIUM_SETS.get(s["medium"], MEDIA))
                for s in document["statements"]
            ],
        )
        if document["doc"] in held:
            add_stances(example, held[document["doc"]])
        if document["doc"] in names:
            example.tags["entity"] = entity_bits(words, named(names[document["doc"]]["entities"]))
        yield example


def find_snippet(text: str, snippet: str) -> Span:
    """Offsets of a snippet; ``snippet@2`` is its second occurrence.

    Raises ValueError if it is missing, or occurs more than once and no number tells which is meant.
    """
    wanted = None
    if snippet not in text and (numbered := re.fullmatch(r"(.*)@(\d+)", snippet, re.DOTALL)):
        snippet, wanted = numbered[1], int(numbered[2])
    places = [m.start() for m in re.finditer(f"(?={re.escape(snippet)})", text)]
    if not places or (wanted is None and len(places) > 1) or (wanted or 1) > len(places):
        raise ValueError(f"{snippet!r} occurs {len(places)} times in {text[:60]!r}")
    start = places[(wanted or 1) - 1]
    return start, start + len(snippet)


def passages(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Passages written for this project, all layers."""
    for line in path.read_text("utf8").splitlines():
        if not line.strip():
            continue
        passage = json.loads(line)
        text = passage["text"]

        def at(snippets: list[str], text: str = text) -> tuple[Span, ...]:
            return tuple(find_snippet(text, snippet) for snippet in snippets)

        statements = [
            Said(s["kind"], *(at(s.get(p) or []) for p in ("quote", "speaker", "cue", "frame", "addressee")))
            for s in passage["statements"]
        ]
        stances = [
            Held(
                s["polarity"],
                *at([s["cue"], s["target"]]),
                at([s["holder"]])[0] if s.get("holder") else None,
                at([s["condition"]])[0] if s.get("condition") else None,
            )
            for s in passage["stances"]
        ]
        entities = [(find_snippet(text, snippet), kind) for snippet, kind in passage["entities"]]
        words = annotate(restyled(text, rng) if rng.random() < RESTYLED else text)
        example = Example("passages", words)
        example.tags["entity"] = entity_bits(words, entities)
        add_statements(example, statements)
        add_stances(example, stances)
        _loosen_reported(example, statements)
        yield example


def _loosen_reported(example: Example, statements: Iterable[Said]) -> None:
    """Lets narrated speech acts also count as nothing: the passages hold more of them than news does."""
    for said in statements:
        if said.kind == "reported":
            for span in said.quote:
                first, last = word_range(example.words, span)
                example.tags["speech"][first:last] |= 1
    for predicate in example.predicates:
        if predicate.kind == "reported":
            predicate.classes |= 1 << CLASSES.index("none")


def _towards(example: Example, span: Span, classes: int) -> Example:
    first, last = word_range(example.words, span)
    if last > first:
        example.predicates.append(Predicate("target", np.arange(first, last), classes))
    return example


def snippets(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Snippets of news from GerNTSA with statements, stances and names annotated for this project."""
    texts = {row["id"]: row["opinion_snippet"] for row in json.loads(path.read_text("utf8"))}
    for key, row in read_standoff("snippets").items():
        text = texts[key]
        words = annotate(restyled(text, rng) if rng.random() < RESTYLED else text)
        example = Example("snippets", words)
        example.tags["entity"] = entity_bits(words, named(row["entities"]))
        parts = ("quote", "speaker", "cue", "frame", "addressee")
        statements = [Said(s["kind"], *(_spans(s[p]) for p in parts)) for s in row["statements"]]
        add_statements(example, statements)
        add_stances(
            example,
            [
                Held(s["polarity"], *(tuple(s[p]) if s[p] else None for p in STANCE_PARTS))
                for s in row["stances"]
            ],
        )
        _loosen_reported(example, statements)
        yield example


SENTIMENTS = {"positive": "support", "negative": "oppose"}


def gerntsa(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:  # noqa: ARG001
    """Sentiment towards a target in a news sentence; neutral says neither for nor against."""
    for row in json.loads(path.read_text("utf8")):
        label = SENTIMENTS.get(row["sentiment"]["polarity"])
        classes = 1 << STANCE_CLASSES.index(label) if label else 0b1001
        span = (row["target_anchor"]["from"], row["target_anchor"]["to"])
        yield _towards(Example("gerntsa", annotate(row["opinion_snippet"])), span, classes)


ANSWERS = {"Stimme zu": "support", "Stimme nicht zu": "oppose", "Neutral": "ambivalent"}


def wahlomat(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """A sample of party reasons: the thesis stands first, the class is the party's answer to it."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    fitting = [r for r in rows if r["stance"] in ANSWERS and 8 < len(r["text"].split()) <= MAX_REASON_WORDS]
    for row in rng.sample(fitting, min(WAHLOMAT_SAMPLE, len(fitting))):
        text = f"{row['target'].strip()}\n{row['text'].strip().strip(chr(34))}"
        yield _towards(
            Example("wahlomat", annotate(text)),
            (0, len(row["target"].strip())),
            1 << STANCE_CLASSES.index(ANSWERS[row["stance"]]),
        )


Reader = Callable[[Path, Annotate, random.Random], Iterator[Example]]


@dataclass(frozen=True)
class Corpus:
    """Where a corpus lies, how it is read, how often a training passes over it, and its terms of use."""

    read: Callable[..., Iterator[Example]]
    files: tuple[str, ...]
    passes: tuple[float, float]
    """In the first stage, which teaches names, sentences and polarity in general, and in the second."""
    licence: str


CORPORA = {
    "quotations": Corpus(
        quotations,
        ("statements/train.jsonl", "stances/train.jsonl"),
        (2, 8),
        "text CC BY 2.5, quotation annotation CC BY-NC-SA 4.0, stance annotation CC BY 4.0",
    ),
    "passages": Corpus(passages, (), (0, 8), "Apache-2.0, written for this project"),
    "snippets": Corpus(snippets, ("stances/gerntsa.json",), (0, 7), "text and annotation CC BY 4.0"),
    "germeval": Corpus(germeval, ("ner/germeval14_dev.tsv",), (4, 9), "CC BY 4.0"),
    "europarl": Corpus(
        europarl,
        ("ner/europarl_train.tsv", "ner/europarl_dev.tsv", "ner/europarl_test.tsv"),
        (1, 1),
        "none stated; research",
    ),
    "bundestag": Corpus(bundestag, ("ner/bundestag_gold.conll",), (1, 1.5), "Apache-2.0"),
    "mobie": Corpus(mobie, ("ner/mobie_train.conll",), (1, 0.5), "CC BY 4.0"),
    "treebanks": Corpus(
        treebank,
        tuple(
            f"treebanks/de_{name}.conllu.gz"
            for name in ("gsd-ud-dev", "gsd-ud-test", "hdt-ud-dev-part", "hdt-ud-test-part")
        ),
        (1.5, 4),
        "CC BY-SA 4.0, names CC BY 4.0",
    ),
    "literature": Corpus(literature, ("treebanks/de_lit-ud-test.conllu.gz",), (0.5, 0.3), "CC BY-SA 4.0"),
    "gerntsa": Corpus(gerntsa, ("stances/gerntsa.json",), (1, 0), "CC BY 4.0"),
    "wahlomat": Corpus(
        wahlomat, ("stances/wahlomat.jsonl.gz",), (0.5, 0.3), "none stated; for learning only"
    ),
}
assert CLASSES[0] == STANCE_CLASSES[0] == "none"
