"""Raw text to the text that is stored: one paragraph a line, headline first, boilerplate gone."""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from standpunkt.articles.boilerplate import RemovedLine, Rule, without_boilerplate
from standpunkt.articles.dates import is_dateline
from standpunkt.articles.decode import normalise

MAX_HEADLINE_WORDS = 25
_SAME_HEADLINE = 88.0
"""Similarity (0 to 100) from which a line is the headline again: other quotation marks or dashes."""

_FUZZY_LENGTHS = range(20, 400)
_WRAP_WIDTH = range(40, 101)
_FINAL = re.compile(r"[.,;:…][)\]“”\"«»’‘']*$")
_NOT_A_WORD = re.compile(r"\W+")


@dataclass(frozen=True)
class CleanText:
    """Text as it is stored, and what left it."""

    text: str
    """NFC; headline and paragraphs parted by single newlines, no empty lines, no space at line ends."""
    title: str | None
    """Equal to the first line of ``text``, or null."""
    removed: tuple[RemovedLine, ...] = ()


def clean(text: str, title: str | None = None, rules: Sequence[Rule] | None = None) -> CleanText:
    """Normalise ``text``, undo hard line breaks, remove boilerplate and put the headline in front.

    ``title`` is what the file's metadata call the headline; where they say nothing, the first line is
    taken for one if it looks like one. ``rules`` default to ``boilerplate.csv``.
    """
    lines = _unwrapped(normalise(text).split("\n"))
    kept, removed = without_boilerplate(lines, rules)
    title = as_line(title)
    if title is None:
        title, kept = _found_headline(kept)
    paragraphs = [line for line in kept if line]
    if title is not None:
        paragraphs = [title, *_without_headline(paragraphs, title)]
    # Once more, since undone hyphenation can bring a letter and its accent together.
    stored = unicodedata.normalize("NFC", "\n".join(paragraphs))
    return CleanText(stored, None if title is None else stored.split("\n", 1)[0], tuple(removed))


def as_line(text: str | None) -> str | None:
    """Metadata as one normalised line, or null when nothing is left of it."""
    if text is None:
        return None
    return " ".join(normalise(text).split()) or None


def _found_headline(lines: list[str]) -> tuple[str | None, list[str]]:
    """The headline and the lines with it in front, or null and the lines as they are.

    No final full stop, at most 25 words, and followed by an empty line or a longer paragraph. A line
    that is only place and date may stand above it.
    """
    at = next((number for number, line in enumerate(lines) if line and not is_dateline(line)), None)
    if at is None:
        return None, lines
    line, rest = lines[at], lines[at + 1 :]
    following = next((one for one in rest if one), None)
    if following is None or len(line.split()) > MAX_HEADLINE_WORDS or _FINAL.search(line):
        return None, lines
    if rest[0] and len(rest[0]) <= len(line):
        return None, lines
    return line, [line, *lines[:at], *rest]


def _without_headline(paragraphs: list[str], title: str) -> list[str]:
    """Without the first of the leading lines that is the headline again; a full sentence stays."""
    for number, line in enumerate(paragraphs[:3]):
        if is_same_headline(line, title):
            return paragraphs[:number] + paragraphs[number + 1 :]
    return paragraphs


def is_same_headline(line: str, title: str) -> bool:
    """Whether ``line`` is ``title`` but for punctuation, case and small slips."""
    one, other = (_NOT_A_WORD.sub(" ", text.casefold()).strip() for text in (line, title))
    if one == other:
        return True
    # A different number, name or "nicht" is a different statement, however similar the rest.
    if re.findall(r"\d+", one) != re.findall(r"\d+", other) or abs(len(one) - len(other)) > 0.15 * len(other):
        return False
    # Longer ones are no headlines, and comparing them letter by letter would take for ever.
    return (
        _FUZZY_LENGTHS.start <= len(other) < _FUZZY_LENGTHS.stop
        and not _FINAL.search(line)
        and fuzz.ratio(one, other) >= _SAME_HEADLINE
    )


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines broken at a fixed width joined to paragraphs; other texts as they are.

    Broken at a width means: empty lines part the paragraphs, and nearly all lines that are followed by
    another one are of similar length and end in the middle of a sentence.
    """
    followed = [line for line, after in itertools.pairwise(lines) if line and after]
    if len(followed) < 4 or "" not in lines:
        return lines
    at_width = sum(len(line) in _WRAP_WIDTH and not re.search(r"[.!?:]\W?$", line) for line in followed)
    if max(map(len, lines)) > _WRAP_WIDTH.stop + 10 or at_width < 0.75 * len(followed):
        return lines
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        if number and line and lines[number - 1]:
            # In pieces: a paragraph of many thousand lines would be copied as often.
            paragraphs[-1][-1:] = (*_jointed(paragraphs[-1][-1], line), line)
        else:
            paragraphs.append([line])
    return ["".join(paragraph) for paragraph in paragraphs]


def join_lines(line: str, following: str) -> str:
    """Two lines of one paragraph as one, a word parted between them put together again."""
    return "".join((*_jointed(line, following), following))


def _jointed(line: str, following: str) -> tuple[str, str]:
    """The line as it goes on, and what stands between it and the following one."""
    # The end alone, since the line may be a paragraph of any length.
    end = line[-2:]
    if not re.match(r"\w-$", end) or re.match(r"(?:und|oder|bzw|beziehungsweise|sowie|bis)\b", following):
        return line, " "
    is_split_word = re.match(r"[a-zäöüß]-$", end) and re.match(r"[a-zäöüß]", following)
    return (line[:-1] if is_split_word else line), ""
