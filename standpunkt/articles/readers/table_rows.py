"""``.csv`` and ``.tsv``: one article a row, its columns named in German or English."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.json_fields import FIELD_NAMES, article_from_object
from standpunkt.articles.readers.raw import MAX_ITEMS, RawArticle, RawFile
from standpunkt.articles.unreadable import NoArticle

MAX_CELL = 10_000_000
"""Characters in one cell; beyond them it is a quotation mark that nobody closed, not a text."""

_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"
_HEADER_WITHIN_LINES = 20
_SNIFFED = 200_000
_MAX_READ_AGAIN = 4
"""Times the length of the file that may be read twice after quotation marks that never close."""

_EXCEL_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)


@dataclass(frozen=True)
class _Form:
    """How a table is written."""

    delimiter: str
    columns: tuple[str, ...]
    first_line: int
    """Number of the line behind the header, counted from 0."""
    is_quoted: bool = True
    escape: str | None = None


def read_table(raw: bytes, path: str) -> RawFile:
    """One raw article a row; raises ``EmptyFile``, ``BinaryFile`` or ``NoArticle``.

    Delimiter and header are found by the names of the columns. A row that cannot be right (too many
    cells, a quotation mark never closed) is a problem, and the others arrive.
    """
    text = decode_text(raw, path).lstrip("\ufeff").replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    hint = _EXCEL_HINT.match(text)
    delimiters = (hint[1],) if hint and hint[1] not in "\"'" else _DELIMITERS
    form = _found_form(text, delimiters)
    if form is None:
        raise NoArticle(
            path, "no article: no header row with a column for the text, as text, content, Volltext, Inhalt"
        )
    # Process-wide, and the default of 131,072 is less than a long article.
    csv.field_size_limit(MAX_CELL)
    articles: list[RawArticle] = []
    problems: list[str] = []
    for row_no, (line_no, cells) in enumerate(_rows(text, form)):
        place = f"line {line_no}"
        if len(articles) + len(problems) == MAX_ITEMS:
            problems.append(f"{place}: the rest is not read, only {MAX_ITEMS:,} rows of a file are")
            break
        if isinstance(cells, str):
            problems.append(f"{place}: {cells}")
            continue
        fitted = _fitted(cells, form)
        if fitted is None:
            problems.append(
                f"{place}: {len(cells)} cells for {len(form.columns)} columns; "
                "a cell that holds the delimiter needs quotation marks"
            )
            continue
        if not form.is_quoted:
            fitted = [cell.replace("\\n", "\n").replace("\\t", " ") for cell in fitted]
        fields = {name: cell for name, cell in zip(form.columns, fitted, strict=False) if name}
        articles.append(article_from_object(fields, row_no, place))
    return RawFile(tuple(articles), tuple(problems), holds_many=True)


def _plain_name(name: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFC", name.strip("\ufeff\"' "))).lower()


def _found_form(text: str, delimiters: Sequence[str]) -> _Form | None:
    """The header with most known names; null where no line names a column for the text."""
    best: tuple[int, int, _Form] | None = None
    known = {name for names in FIELD_NAMES.values() for name in names}
    for number, line in enumerate(_Lines(text)):
        if number >= _HEADER_WITHIN_LINES:
            break
        for delimiter in delimiters:
            columns = _header(line, delimiter)
            names = [_plain_name(name) for name in columns]
            if not set(names) & set(FIELD_NAMES["text"]):
                continue
            score = (sum(name in known for name in names), len(names))
            if best is None or score > best[:2]:
                alone = len(names) == 1
                form = _Form(_NO_DELIMITER if alone else delimiter, tuple(columns), number + 1)
                best = (*score, form)
        if best is not None:
            break
    return None if best is None else _with_quoting(text, best[2])


def _header(line: str, delimiter: str) -> list[str]:
    try:
        return [
            unicodedata.normalize("NFC", name.strip())
            for name in next(csv.reader([line[:10_000]], delimiter=delimiter), [])
        ]
    except csv.Error:
        return []


def _with_quoting(text: str, form: _Form) -> _Form:
    """Whether quotation marks delimit cells, and how one within a cell is written."""
    sample = text[:_SNIFFED]
    sign = re.escape(form.delimiter)
    if form.delimiter == "\t" and re.search(r'(?:^|\t)"[^"\t\n]*"[^"\t\n]', sample, re.MULTILINE):
        # A cell that begins with a quotation: tables of this kind do not quote cells.
        return _Form("\t", form.columns, form.first_line, is_quoted=False)
    is_doubled = re.search(rf'[^{sign}\n"]""[^{sign}\n"]', sample)
    if not is_doubled and re.search(rf'\\"[^{sign}\n]', sample):
        return _Form(form.delimiter, form.columns, form.first_line, escape="\\")
    return form


class _Lines:
    """Lines with their ends, one after the other, and the place to go back to.

    Only ``\\n`` ends a line, unlike in ``splitlines``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.number = 0
        """Of the line that comes next, counted from 0."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.text):
            raise StopIteration
        line = self.line_at(self.at)
        self.at += len(line)
        self.number += 1
        return line

    def line_at(self, at: int) -> str:
        """The line that begins at offset ``at``."""
        return self.text[at : self.text.find("\n", at) + 1 or len(self.text)]


def _rows(text: str, form: _Form) -> Iterator[tuple[int, list[str] | str]]:
    """Number of its first line (counted from 1) and cells of each row, or what is wrong with it.

    A quotation mark that does not close where a cell ends costs its own line, not the lines behind it.
    """
    lines = _Lines(text)
    for _ in range(form.first_line):
        next(lines)
    reader = _csv_reader(lines, form, strict=True)
    read_again = 0
    while True:
        at, number = lines.at, lines.number
        try:
            cells: list[str] | str = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = lines.line_at(at)
            read_again += lines.at - at
            if read_again > _MAX_READ_AGAIN * len(text):
                yield number + 1, "too many quotation marks that are never closed; the rest is not read"
                return
            cells = _lenient(line, form, error, spans_lines=lines.number > number + 1)
            if "field limit" not in str(error):
                lines.at, lines.number = at + len(line), number + 1
        if isinstance(cells, str) or any(cell.strip() for cell in cells):
            yield number + 1, cells


def _csv_reader(lines: Iterable[str], form: _Form, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=form.delimiter,
        quoting=csv.QUOTE_MINIMAL if form.is_quoted else csv.QUOTE_NONE,
        escapechar=form.escape,
        doublequote=form.escape is None,
        strict=strict,
    )


def _lenient(line: str, form: _Form, error: csv.Error, spans_lines: bool) -> list[str] | str:
    """Cells of a line that breaks the rules by itself (``"Nein", sagt er;…``), or what is wrong with it."""
    if "field limit" in str(error):
        return f"a cell of more than {MAX_CELL:,} characters"
    if spans_lines or "end of data" in str(error):
        return "a quotation mark that is never closed"
    try:
        return next(_csv_reader([line], form, strict=False), [])
    except csv.Error as again:
        return f"no valid row: {again}"


def _fitted(cells: list[str], form: _Form) -> list[str] | None:
    """As many cells as columns; null where it is open which cell is which."""
    wanted = len(form.columns)
    while len(cells) > wanted and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) <= wanted:
        return cells
    if _plain_name(form.columns[-1]) in FIELD_NAMES["text"]:
        # Text without quotation marks in the last column: what follows is its rest.
        return [*cells[: wanted - 1], form.delimiter.join(cells[wanted - 1 :])]
    return None
