"""Reads the corpora that a training names, each into examples.

A corpus is a reader's name and files below the corpora folder; ``CORPORA`` lists the known ones.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from babel import Locale

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
SENTENCES_A_TEXT = 8
HELD_OUT_EVERY = 5
"""Of ``germeval14_dev`` every fifth block of forty sentences stays for development."""
BLOCK = 40
WAHLOMAT_SAMPLE = 3000
MAX_REASON_WORDS = 60
OPEN_MARKS, CLOSE_MARKS = {"(", "[", "„", "«", "‚"}, set(".,;:!?)]“”»…%")

_CLDR = set(Locale("de").territories.values())
_FURTHER = {
    "USA", "Vereinigten Staaten", "Vereinigte Staaten", "Vereinigten Staaten von Amerika", "US", "Russland",
    "Rußland", "Großbritannien", "Vereinigte Königreich", "Vereinigten Königreich",
    "Vereinigtes Königreich", "England", "DDR", "Bundesrepublik", "Bundesrepublik Deutschland", "BRD",
    "Sowjetunion", "UdSSR", "Jugoslawien", "Tschechoslowakei", "Tschechische Republik",
    "Tschechischen Republik", "Südkorea", "Nordkorea", "Volksrepublik China", "China", "Weißrussland",
    "Weißrußland", "Burma", "Birma", "Myanmar", "Holland", "Mazedonien", "Elfenbeinküste", "Kosovo",
    "Taiwan", "Palästina", "Republik Irland", "Slowakische Republik", "Türkische Republik", "Syrien",
    "Libyen",
}  # fmt: skip
COUNTRIES = {name for name in _CLDR if not name.startswith(("EU", "Euro", "UN"))} | _FURTHER


def place_or_country(name: str) -> str:
    """``country`` for the name of a state, also in the genitive, else ``place``."""
    return "country" if name in COUNTRIES or name.removesuffix("s") in COUNTRIES else "place"


@dataclass(frozen=True)
class Tagged:
    """One tokenised sentence; tags in BIO, ``?`` where the corpus does not say."""

    words: list[str]
    tags: list[str]


def spaced(sentence: list[str]) -> tuple[str, list[Span]]:
    """Text of tokenised words with ordinary German spacing, and the offsets of each."""
    text, spans = "", []
    open_quote = False
    for word in sentence:
        straight = word == '"'
        joins = (
            not text
            or text[-1] in OPEN_MARKS
            or (text[-1] == '"' and open_quote)
            or word in CLOSE_MARKS
            or (straight and open_quote)
        )
        text += word if joins else f" {word}"
        spans.append((len(text) - len(word), len(text)))
        if straight:
            open_quote = not open_quote
    return text, spans


def tagged_examples(
    source: str, sentences: Iterable[Tagged], annotate: Annotate, unknown: tuple[str, ...], rng: random.Random
) -> Iterator[Example]:
    """Joins sentences to short texts; ``unknown`` names kinds that the corpus does not annotate."""
    group: list[Tagged] = []
    for sentence in [*sentences, None]:
        if sentence is not None:
            group.append(sentence)
        if group and (sentence is None or len(group) >= SENTENCES_A_TEXT):
            text, spans, starts, unsure = "", [], [], []
            for one in group:
                piece, offsets = spaced(one.words)
                shift = len(text)
                starts.append(shift)
                for first, last, kind in _bio(one.tags):
                    span = (shift + offsets[first][0], shift + offsets[last][1])
                    if kind == "?":
                        unsure.append(span)
                    else:
                        name = text_of(piece, shift, span)
                        spans.append((span, place_or_country(name) if kind == "place" else kind))
                text += piece + rng.choice((" ", " ", " ", "\n"))
            words = annotate(text.rstrip())
            example = Example(source, words, sentence_starts=start_flags(words, starts))
            bits = entity_bits(words, spans, unknown)
            for span in unsure:
                first, last = word_range(words, span)
                bits[first:last] = 0
            example.tags["entity"] = bits
            yield example
            group = []


def text_of(piece: str, shift: int, span: Span) -> str:
    """The words of a span of the whole text inside one piece of it."""
    return piece[span[0] - shift : span[1] - shift]


def _bio(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start = kind = None
    for i, tag in enumerate([*tags, "O"]):
        if kind is not None and tag != f"I-{kind}":
            yield start or 0, i - 1, kind
            kind = None
        if tag.startswith("B-") or (tag.startswith("I-") and kind is None):
            start, kind = i, tag[2:]


def _columns(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf8") as lines:
        for line in [*lines, "\n"]:
            cells = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            if len(cells) <= max(word, tag) or line.startswith(("#\t", "# ", "-DOCSTART-")):
                if words:
                    yield words, tags
                words, tags = [], []
            else:
                words.append(cells[word])
                tags.append(cells[tag])


NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "other", "MISC": "?"}


def germeval(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """GermEval-14, outer tags, without the blocks held out for development."""
    sentences = [
        Tagged(words, [f"{t[:2]}{NAMES[t[2:]]}" if t[2:] in NAMES else "O" for t in tags])
        for words, tags in _columns(path, 1, 2)
    ]
    kept = [s for i, s in enumerate(sentences) if (i // BLOCK) % HELD_OUT_EVERY != HELD_OUT_EVERY - 1]
    rng.shuffle(kept)
    yield from tagged_examples("germeval", kept, annotate, (), rng)


def europarl(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """EuroParl: MISC counts adjectives too, so it says nothing here."""
    sentences = [
        Tagged(words, [f"I-{NAMES[t[2:]]}" if t[2:] in NAMES else "O" for t in tags])
        for words, tags in _columns(path, 0, 4)
    ]
    yield from tagged_examples("europarl", sentences, annotate, ("other",), rng)


def bundestag(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Bundestag sittings."""
    sentences = [
        Tagged(words, [f"{t[:2]}{NAMES[t[2:]]}" if t[2:] in NAMES else "O" for t in tags])
        for words, tags in _columns(path, 1, 4)
    ]
    yield from tagged_examples("bundestag", sentences, annotate, ("other",), rng)


MOBIE = {
    "person": "person",
    "organization": "organisation",
    "organization-company": "organisation",
    "location": "?",
    "location-city": "place",
    "location-street": "?",
    "location-stop": "?",
    "location-route": "?",
}


def mobie(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """MobIE: stops, routes and streets are no names elsewhere, so they say nothing here."""
    sentences = [
        Tagged(words, [f"{t[:2]}{MOBIE[t[2:]]}" if t[2:] in MOBIE else "O" for t in tags])
        for words, tags in _columns(path, 0, 3)
    ]
    sentences = [s for s in sentences if any(t != "O" for t in s.tags)]
    yield from tagged_examples("mobie", sentences, annotate, ("other",), rng)


def treebank(path: Path, annotate: Annotate, rng: random.Random) -> Iterator[Example]:
    """Sentence starts only."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        sentences = [line[9:].strip() for line in lines if line.startswith("# text = ")]
    for first in range(0, len(sentences), SENTENCES_A_TEXT):
        text, starts = "", []
        for sentence in sentences[first : first + SENTENCES_A_TEXT]:
            starts.append(len(text))
            text += sentence + rng.choice((" ", " ", " ", "\n", "\n\n"))
        words = annotate(text.rstrip())
        yield Example("treebank", words, sentence_starts=start_flags(words, starts))


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


MARK_STYLES = (*["„“"] * 5, "„”", "»«", "«»", '""', '„"')


def restyled(text: str, rng: random.Random) -> str:
    """The text with its quotation marks in another style; every offset stays."""
    opening, closing = rng.choice(MARK_STYLES)
    return text.translate({ord("„"): opening, ord("“"): closing})


def quotations(
    path: Path, annotate: Annotate, rng: random.Random, stances: Path | None = None, restyle: bool = True
) -> Iterator[Example]:
    """Statements of the quotation corpus and, for the same articles, stances."""
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
        words = annotate(restyled(text, rng) if rng.random() < 0.3 else text)
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
        (3, 6),
        "text CC BY 2.5, quotation annotation CC BY-NC-SA 4.0, stance annotation CC BY 4.0",
    ),
    "passages": Corpus(passages, (), (0, 5), "Apache-2.0, written for this project"),
    "germeval": Corpus(germeval, ("ner/germeval14_dev.tsv",), (2, 12), "CC BY 4.0"),
    "europarl": Corpus(
        europarl,
        ("ner/europarl_train.tsv", "ner/europarl_dev.tsv", "ner/europarl_test.tsv"),
        (1.5, 1.2),
        "none stated; research",
    ),
    "bundestag": Corpus(bundestag, ("ner/bundestag_gold.conll",), (1, 1.5), "Apache-2.0"),
    "mobie": Corpus(mobie, ("ner/mobie_train.conll",), (1, 0.5), "CC BY 4.0"),
    "treebanks": Corpus(
        treebank,
        tuple(
            f"treebanks/de_{name}.conllu.gz"
            for name in ("gsd-ud-dev", "gsd-ud-test", "hdt-ud-dev-part", "hdt-ud-test-part", "lit-ud-test")
        ),
        (0.5, 0),
        "CC BY-SA 4.0",
    ),
    "gerntsa": Corpus(gerntsa, ("stances/gerntsa.json",), (1, 0), "CC BY 4.0"),
    "wahlomat": Corpus(wahlomat, ("stances/wahlomat.jsonl.gz",), (0.5, 0), "none stated; for learning only"),
}
assert CLASSES[0] == STANCE_CLASSES[0] == "none"
