"""``.pdf``: the text of a document with its lines joined to paragraphs; scans are refused."""

import json
import math
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from standpunkt.articles.clean import MAX_HEADLINE_WORDS, join_lines
from standpunkt.articles.readers import pdf_lines
from standpunkt.articles.readers.document_facts import (
    day_if_nothing_better,
    sensible_author,
    sensible_title,
)
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.unreadable import BinaryFile, BrokenFile, EmptyFile, NoArticle, TooLarge

MAX_WALL_SECONDS = 120
"""For the process that reads the PDF, however busy the machine; its own limit is on processor time."""

EDGE = 0.12
"""Share of a page's height, above and below, where running heads and page numbers stand."""

LEAST_CHARACTERS_A_PAGE = 10
"""A document with fewer on average has no text but a stamp or a page number."""

_MAGIC_WITHIN = 1024
_HEADLINE_WITHIN = 8
_HEADING = 1.2
"""Letters larger than this times the text's make a heading."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:Seite|Page|S\.)?\s*\d{1,4}(?:\s*(?:/|\||von|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
_BULLET = re.compile(r"[•▪‣◦●■–-]\s|\(?\d{1,2}[.)]\s")
_HYPHENATED = re.compile(r"\w-$")
_ADDRESS = re.compile(r"https?://[^\s…]+(?<![.,;/…])")
_CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d))?)?")


@dataclass(frozen=True)
class Line:
    """A line of text on a page; places in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_bold: bool = False
    """Begins and ends in bold letters."""

    @property
    def size(self) -> float:
        """Height of its letters, ascenders and descenders included."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True)
class Page:
    """One page's lines in the order of the file."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Paragraph:
    """Joined lines of one kind of letters."""

    text: str
    size: float
    """Of its first line."""
    page_no: int


def read_pdf(raw: bytes, path: str) -> RawFile:
    """One raw article.

    Raises ``EmptyFile``, ``BrokenFile``, ``BinaryFile`` (encrypted), ``TooLarge`` or ``NoArticle`` (a scan).
    """
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    if b"%PDF-" not in raw[:_MAGIC_WITHIN]:
        raise BrokenFile(path, "no PDF document, whatever the name says")
    read = _lines_of(raw, path)
    if read.get("refused") == "password":
        raise BinaryFile(path, "an encrypted PDF; only its password would open it")
    if read.get("refused"):
        raise BrokenFile(path, "no readable PDF: it is damaged or cut off")
    pages = [_page(one) for one in read["pages"]]
    pages, running = without_running_lines(pages)
    characters = sum(len(line.text) for page in pages for line in page.lines)
    if characters < LEAST_CHARACTERS_A_PAGE * max(len(pages), 1):
        raise NoArticle(path, "a PDF without text: a scan or pictures; run text recognition over it first")
    found = paragraphs(pages)
    facts: dict[str, str] = read["facts"]
    title = _headline(found, _body_size(pages)) or _declared_title(facts.get("Title"), found)
    text = "\n".join(one.text for one in found if one.text != title)
    address = {match[0] for line in running for match in _ADDRESS.finditer(line)}
    article = RawArticle(
        item_no=0,
        text=text,
        title=title,
        author=sensible_author(facts.get("Author")),
        url=address.pop() if len(address) == 1 else None,
        published=day_if_nothing_better(_moment(facts.get("CreationDate")), text, path),
    )
    left_out = read["page_count"] - len(pages)
    problems = (f"only the first {len(pages)} pages are read, {left_out} are left out",) if left_out else ()
    return RawFile((article,), problems)


def without_running_lines(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Pages without page numbers and what most of them repeat above or below, and the texts dropped."""
    edges = [{_folded(line) for line in page.lines if _is_at_edge(line, page)} for page in pages]
    counts = Counter(folded for edge in edges for folded in edge)
    least = max(2, math.floor(len(pages) / 2) + 1)
    repeated = {folded for folded, count in counts.items() if count >= least}
    kept, dropped = [], []
    for page in pages:
        lines = []
        for line in page.lines:
            is_running = _is_at_edge(line, page) and (
                _folded(line) in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None
            )
            (dropped.append(line.text) if is_running else lines.append(line))
        kept.append(Page(page.height, tuple(lines)))
    return kept, dropped


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """Lines joined where the paragraph goes on, words parted at a line's end put together again.

    A paragraph ends where the next line's first word would still have fitted, before a wider gap, an
    indented or a bulleted line and where letters change size or weight. It goes on over columns and
    pages.
    """
    body_size = _body_size(pages)
    pitch = _usual_pitch(pages)
    found: list[Paragraph] = []
    previous: Line | None = None
    for page_no, page in enumerate(pages):
        right_edges = _right_edges(page.lines)
        for line in page.lines:
            is_heading = previous is not None and previous.size > _HEADING * body_size
            if previous is not None and _goes_on(previous, line, right_edges, pitch, is_heading):
                found[-1] = replace(found[-1], text=join_lines(found[-1].text, line.text))
            else:
                found.append(Paragraph(line.text, line.size, page_no))
            previous = line
    return found


def _goes_on(
    previous: Line, line: Line, right_edges: dict[int, float], pitch: float, is_heading: bool
) -> bool:
    is_alike = abs(line.size - previous.size) <= 0.15 * previous.size and line.is_bold == previous.is_bold
    if not is_alike or _BULLET.match(line.text):
        return False
    if _HYPHENATED.search(previous.text) and line.text[:1].islower():
        return True
    distance = previous.bottom - line.bottom
    # Upwards is another column, or another page.
    is_below = 0 <= distance < 4 * previous.size
    if is_heading:
        return is_below and distance <= 1.6 * previous.size
    if is_below:
        indent = line.left - previous.left
        if distance > 1.35 * pitch or 0.8 * line.size < indent < 4 * line.size:
            return False
    elif re.search(r"[.!?:…][”\"“»«’)]*$", previous.text):
        return False
    if abs(distance) < 0.3 * line.size:
        return True
    room = max(right_edges.get(_column(previous), 0.0), line.right if is_below else 0.0) - previous.right
    letter = (previous.right - previous.left) / max(len(previous.text), 1)
    return room < (len(line.text.split(" ", 1)[0]) + 1.5) * letter


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """By column, how far its lines reach."""
    edges: dict[int, float] = {}
    for line in lines:
        # A line's left edge may lie just beside the column's.
        for column in (_column(line) - 1, _column(line), _column(line) + 1):
            edges[column] = max(edges.get(column, 0.0), line.right)
    return edges


def _column(line: Line) -> int:
    return round(line.left / 20)


def _body_size(pages: Sequence[Page]) -> float:
    """Size of the letters that most of the text has."""
    return _usual([line.size for page in pages for line in page.lines for _ in range(len(line.text) // 10)])


def _usual_pitch(pages: Sequence[Page]) -> float:
    """Distance of lines within paragraphs."""
    distances = [
        above.bottom - below.bottom
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if abs(above.size - below.size) < 0.15 * above.size
    ]
    return _usual([one for one in distances if one > 1])


def _usual(values: list[float]) -> float:
    """The lower median; 12 points where there is none."""
    return statistics.median_low(values) if values else 12.0


def _is_at_edge(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - EDGE) or line.top < page.height * EDGE


def _folded(line: Line) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.casefold().split()))


def _headline(found: Sequence[Paragraph], body_size: float) -> str | None:
    """What stands in the largest letters on top of the first page, if they are larger than the text's.

    Fewer than three words are a newspaper's name or a section.
    """
    larger = [
        one
        for one in found[:_HEADLINE_WITHIN]
        if one.page_no == 0
        and one.size > _HEADING * body_size
        and 3 <= len(one.text.split()) <= MAX_HEADLINE_WORDS
    ]
    return max(larger, key=lambda one: one.size).text if larger else None


def _declared_title(written: str | None, found: Sequence[Paragraph]) -> str | None:
    """The declared title, or the line on the page that is part of it: browsers add the outlet."""
    title = sensible_title(written)
    lines = [one.text for one in found[:_HEADLINE_WITHIN] if " " in one.text]
    return next((line for line in lines if title and line in title), title)


def _moment(written: str | None) -> str | None:
    """A PDF's date in ISO form."""
    match = _CREATED.match(written or "")
    if match is None:
        return None
    year, month, day, hour, minute, second, zone_hours, zone_minutes = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = f"{zone_hours}:{zone_minutes}" if zone_hours else "Z"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _page(read: dict[str, Any]) -> Page:
    return Page(read["height"], tuple(Line(*values) for values in read["lines"]))


def _lines_of(raw: bytes, path: str) -> dict[str, Any]:
    """What ``pdf_lines`` gives in a process of its own."""
    command = [sys.executable, "-I", str(Path(pdf_lines.__file__))]
    try:
        ended = subprocess.run(command, input=raw, capture_output=True, timeout=MAX_WALL_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(path, f"reading the PDF takes more than {MAX_WALL_SECONDS} seconds") from error
    if ended.returncode == 0:
        read: dict[str, Any] = json.loads(ended.stdout)
        return read
    if b"ModuleNotFoundError" in ended.stderr:
        raise ImportError("pypdfium2 is not installed")
    raise BrokenFile(
        path,
        f"reading the PDF takes more than {pdf_lines.MAX_SECONDS} seconds or "
        f"{pdf_lines.MAX_MEMORY_BYTES // 1024**3} GiB, or it breaks the PDF library",
    )
