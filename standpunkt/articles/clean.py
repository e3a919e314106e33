"""Raw text to the text that is stored: one paragraph a line, headline first, boilerplate gone."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from standpunkt.articles.boilerplate import RemovedLine, removed_lines, without_parts
from standpunkt.articles.dates import is_dateline
from standpunkt.articles.decode import normalise
from standpunkt.articles.rules import Rule, active_rules

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
    """In order; ``line_no`` counts the lines of ``text`` in front."""
    dated_text: str = ""
    """``text`` with the parts that rules cut, since datelines are among them."""


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    uncut: str


def clean(
    text: str,
    title: str | None = None,
    rules: Sequence[Rule] | None = None,
    removed: Sequence[RemovedLine] = (),
) -> CleanText:
    """Normalise ``text``, undo hard line breaks, remove boilerplate and put the headline in front.

    ``title`` is what the file's metadata call the headline; where they say nothing, the first line is
    taken for one if it looks like one. ``rules`` default to the active ones. ``removed`` is what the
    reader left out already, ``line_no`` counting the lines of ``text``.
    """
    applied = active_rules() if rules is None else tuple(rules)
    lines = _unwrapped(normalise(text).split("\n"))
    gone = removed_lines(lines, applied)
    left = [*removed, *(RemovedLine(lines[at], gone[at], at) for at in sorted(gone))]
    kept: list[_Line] = []
    for at, line in enumerate(lines):
        if at not in gone:
            short, parts = without_parts(line, applied)
            left += [RemovedLine(part, rule_id, at) for part, rule_id in parts]
            kept.append(_Line(at, short, line))
    title = as_line(title)
    if title is None:
        title, kept = _found_headline(kept)
        paragraphs = [line for line in kept if line.text]
    else:
        body = _without_headline([line for line in kept if line.text], title)
        paragraphs = [_Line(-1, title, title), *body]
    stored = _stored(line.text for line in paragraphs)
    return CleanText(
        stored,
        None if title is None else stored.split("\n", 1)[0],
        _in_order(left, paragraphs),
        _stored(line.uncut for line in paragraphs),
    )


def _stored(paragraphs: Iterable[str]) -> str:
    # Once more, since undone hyphenation can bring a letter and its accent together.
    return unicodedata.normalize("NFC", "\n".join(paragraphs))


def _in_order(removed: Sequence[RemovedLine], paragraphs: Sequence[_Line]) -> tuple[RemovedLine, ...]:
    """The removed lines by where they stood, counted in lines of the stored text."""
    in_order = sorted(removed, key=lambda one: one.line_no)
    return tuple(
        replace(one, line_no=sum(paragraph.number < one.line_no for paragraph in paragraphs))
        for one in in_order
    )


def as_line(text: str | None) -> str | None:
    """Metadata as one normalised line, or null when nothing is left of it."""
    if text is None:
        return None
    return " ".join(normalise(text).split()) or None


def _found_headline(lines: list[_Line]) -> tuple[str | None, list[_Line]]:
    """The headline and the lines with it in front, or null and the lines as they are.

    No final full stop, at most 25 words, and followed by an empty line or a longer paragraph. A line
    that is only place and date may stand above it.
    """
    at = next(
        (number for number, line in enumerate(lines) if line.text and not is_dateline(line.uncut)), None
    )
    if at is None:
        return None, lines
    line, rest = lines[at], lines[at + 1 :]
    following = next((one for one in rest if one.text), None)
    if following is None or len(line.text.split()) > MAX_HEADLINE_WORDS or _FINAL.search(line.text):
        return None, lines
    if rest[0].text and len(rest[0].uncut) <= len(line.text):
        return None, lines
    return line.text, [line, *lines[:at], *rest]


def _without_headline(paragraphs: list[_Line], title: str) -> list[_Line]:
    """Without the first of the leading lines that is the headline again; a full sentence stays."""
    for number, line in enumerate(paragraphs[:3]):
        if is_same_headline(line.text, title):
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
