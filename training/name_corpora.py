"""Reads the corpora of names: sentences with entity tags, joined to short texts."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from training.examples import Annotate, Example, Span, entity_bits, start_flags, word_range

SENTENCES_A_TEXT = 8
HELD_OUT_EVERY = 5
"""Of ``germeval14_dev`` every fifth block of forty sentences stays for development."""
BLOCK = 40
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


COMMON = {
    "Bundesregierung", "Landesregierung", "Regierung", "Bund", "Union", "Fraktion", "Koalition", "Kommission",
    "Parlament", "Parlaments", "Rat", "Rates", "Ministerrat", "Ausschuß", "Ausschuss", "Hohen Hauses",
    "Hohen Hause", "Hohes Haus", "Gemeinschaft", "Polizei", "Feuerwehr", "Opposition",
}  # fmt: skip
"""What some corpora of debates tag as organisations, and news corpora do not."""


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
                    name = text_of(piece, shift, span)
                    if kind == "?" or name in COMMON:
                        unsure.append(span)
                    else:
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
    """MobIE without short messages; stops, routes and streets are no names elsewhere, so they say nothing."""
    sentences = [
        Tagged(words, [f"{t[:2]}{MOBIE[t[2:]]}" if t[2:] in MOBIE else "O" for t in tags])
        for words, tags in _columns(path, 0, 3)
    ]
    sentences = [
        s for s in sentences if any(t != "O" for t in s.tags) and not any(w[0] in "#@_" for w in s.words)
    ]
    yield from tagged_examples("mobie", sentences, annotate, ("other",), rng)
