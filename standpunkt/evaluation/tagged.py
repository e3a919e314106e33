"""Gold names from tagged sentences: one word a line, with index, word and tag divided by tabs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from standpunkt.evaluation.gold import BrokenGoldLine, GoldDocument, Name
from standpunkt.language import CharSpan

SENTENCES_A_DOCUMENT = 40
"""The sentences come without their articles; so many in a row make one text."""

ENTITY_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "other"}
"""Tag, and the kind it stands for."""

WORD_LINE = re.compile(r"[\d.-]+\t[^\t]+\t(?:O|[BI]-\w+)(?:\t|$)")
TAG = re.compile(r"O|[BI]-(?:PER|ORG|LOC|OTH)")
NO_NAMES = ("deriv", "part")
"""Ends of tags on words that only contain a name or derive from one: "deutsche", "EU-Budget"."""

OPENING_MARKS = ("(", "[", "„", "«")
CLOSING_MARKS = frozenset(".,;:!?)]“»")
STRAIGHT_QUOTE = '"'


class Word(NamedTuple):
    """One word and its tag."""

    text: str
    tag: str


class Sentence(NamedTuple):
    """Tagged words, and the line of the first."""

    line: int
    words: list[Word]


def is_tagged(lines: Iterable[str]) -> bool:
    """Whether the first line that is neither empty nor a comment is a tagged word."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return WORD_LINE.match(first) is not None


def read_tagged(path: Path, content: str) -> tuple[GoldDocument, ...]:
    """The documents that the sentences make, with text and names.

    Raises:
        BrokenGoldLine: a tag is none of those that are understood.
    """
    sentences = _sentences(path, content)
    return tuple(
        _document(sentences[first : first + SENTENCES_A_DOCUMENT], first + 1)
        for first in range(0, len(sentences), SENTENCES_A_DOCUMENT)
    )


def detokenise(words: Sequence[str]) -> tuple[str, list[CharSpan]]:
    """The words as one line with ordinary German spacing, and where each of them stands in it.

    A straight quotation mark opens and closes in turn; every other mark always does the same.
    """
    text = ""
    spans = []
    before = ""
    is_quote_open = False
    for word in words:
        begins_quote = is_quote_open and before.endswith(STRAIGHT_QUOTE)
        ends_quote = is_quote_open and word == STRAIGHT_QUOTE
        is_joined = before.endswith(OPENING_MARKS) or word in CLOSING_MARKS or begins_quote or ends_quote
        if text and not is_joined:
            text += " "
        spans.append(CharSpan(len(text), len(text) + len(word)))
        text += word
        before = word
        is_quote_open ^= word == STRAIGHT_QUOTE
    return text, spans


def _sentences(path: Path, content: str) -> list[Sentence]:
    sentences: list[Sentence] = []
    is_inside = False
    for number, line in enumerate(content.split("\n"), start=1):
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 3 or line.startswith("#"):
            is_inside = False
            continue
        tag = "O" if cells[2].endswith(NO_NAMES) else cells[2]
        if not TAG.fullmatch(tag):
            kinds = ", ".join(ENTITY_KINDS)
            raise BrokenGoldLine(path, number, f"the tag '{tag}' is neither O nor B- or I- with {kinds}")
        if not is_inside:
            sentences.append(Sentence(number, []))
        sentences[-1].words.append(Word(cells[1], tag))
        is_inside = True
    return sentences


def _document(sentences: Sequence[Sentence], first_number: int) -> GoldDocument:
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        line, spans = detokenise([word.text for word in sentence.words])
        for first, last, kind in _tagged_runs([word.tag for word in sentence.words]):
            start_char, end_char = spans[first].start_char, spans[last].end_char
            names.append(Name(CharSpan(len(text) + start_char, len(text) + end_char), kind))
        text += line + "\n"
    return GoldDocument(
        name=f"sentences from {first_number}", line=sentences[0].line, text=text, names=tuple(names)
    )


def _tagged_runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and kind of each name; an I- that continues nothing begins a name."""
    first = None
    for position, tag in enumerate(tags):
        if first is None or tag != f"I-{tags[first][2:]}":
            first = None if tag == "O" else position
        if first is not None and tags[position + 1 : position + 2] != [f"I-{tags[first][2:]}"]:
            yield first, position, ENTITY_KINDS[tags[first][2:]]
