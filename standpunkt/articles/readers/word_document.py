"""``.docx``: the text of a word processor's document, as it reads with all its changes accepted."""

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from standpunkt.articles.readers.document_facts import (
    day_if_nothing_better,
    sensible_author,
    sensible_title,
)
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.zip_archive import open_zip, read_entry
from standpunkt.articles.unreadable import BinaryFile, BrokenFile, NoArticle, TooLarge

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""Of the part that holds the text, unpacked: a book has about five."""

MAX_FACTS_BYTES = 1024 * 1024
"""Of a part that holds title and author, or says where the text is."""

_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_NOT_READ = frozenset({"del", "moveFrom", "rt", "sectPr"})
"""Deleted and moved away, the reading beside a character, and what places headers and footers."""
_TITLE_STYLES = frozenset({"title", "titel"})


def read_word_document(raw: bytes, path: str) -> RawFile:
    """One raw article: paragraphs, headings, list items and table cells, one a line.

    Comments, headers, footers, notes, hidden and deleted text are not in it. Raises ``EmptyFile``,
    ``BinaryFile``, ``BrokenFile``, ``TooLarge`` or ``NoArticle``.
    """
    if raw.startswith(_OLD_OR_ENCRYPTED):
        raise BinaryFile(path, "an encrypted or an old Word document; save it as .docx without a password")
    with open_zip(raw, path) as archive:
        names = {entry.filename: entry for entry in archive.infolist()}
        text_name = _text_name(archive, names, path)
        body = _Body()
        _parse(_part(archive, names[text_name], MAX_TEXT_BYTES, path), body, path)
        core = _Facts()
        if "docProps/core.xml" in names:
            try:
                _parse(_part(archive, names["docProps/core.xml"], MAX_FACTS_BYTES, path), core, path)
            except (BrokenFile, TooLarge):
                # The text stands without them.
                core = _Facts()
    text = "\n".join(body.paragraphs)
    if not text.strip():
        raise NoArticle(path, "no article: a document without text")
    return RawFile(
        articles=(
            RawArticle(
                item_no=0,
                text=text,
                title=body.title or sensible_title(core.values.get("title")),
                author=sensible_author(core.values.get("creator")),
                published=day_if_nothing_better(core.values.get("created"), text, path),
                language=core.values.get("language"),
            ),
        )
    )


def _text_name(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo], path: str) -> str:
    """Name of the part with the text; Word on the web calls it differently."""
    if "word/document.xml" in names:
        return "word/document.xml"
    if "_rels/.rels" in names:
        relations = _Facts()
        _parse(_part(archive, names["_rels/.rels"], MAX_FACTS_BYTES, path), relations, path)
        name = (relations.main_part or "").lstrip("/")
        if name.startswith("word/") and name in names:
            return name
    raise BrokenFile(path, "no Word document: the part with its text is missing")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, path: str) -> bytes:
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BrokenFile(path, "no Word document: its parts are encrypted or packed in an unknown way")
    try:
        part = read_entry(archive, entry, limit)
    except Exception as error:
        # Damaged entries raise nearly everything.
        raise BrokenFile(path, f"the document is damaged ({type(error).__name__})") from error
    if part is None:
        raise TooLarge(path, f"a document of more than {limit // 1024 // 1024} MiB of text when unpacked")
    return part


class _DoctypeFound(Exception):
    """A document type declaration, which office formats forbid and entity bombs need."""


class _Target:
    """What lxml calls while it reads, without ever building a tree."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, _tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text."""

    def doctype(self, *_: object) -> None:
        """The document declares a type."""
        raise _DoctypeFound

    def close(self) -> None:
        """The end."""


class _Facts(_Target):
    """Text of simple elements by name, and the main part that relations name."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.main_part: str | None = None
        self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._name = _local(tag)
        if self._name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main_part = attributes.get("Target")

    def end(self, _tag: str) -> None:
        self._name = ""

    def data(self, text: str) -> None:
        if self._name:
            self.values[self._name] = self.values.get(self._name, "") + text


class _Body(_Target):
    """Paragraphs in the order they are read in."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title: str | None = None
        # Text boxes hold paragraphs and lie within one.
        self._open: list[list[str]] = []
        self._styles: list[str] = []
        self._skipped = 0
        self._is_text = False
        self._is_hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        # A text box stands twice in the file, the second time for old programs.
        if self._skipped or name == "Fallback" or (_is_word(tag) and name in _NOT_READ):
            self._skipped += 1
        elif _is_word(tag):
            self._start_word(name, {_local(key): value for key, value in attributes.items()})

    def _start_word(self, name: str, values: Mapping[str, str]) -> None:
        if name == "p":
            self._open.append([])
            self._styles.append("")
        elif name == "pStyle" and self._styles:
            self._styles[-1] = values.get("val", "").lower()
        elif name == "r":
            self._is_hidden = False
        elif name == "vanish":
            self._is_hidden = values.get("val", "true") not in ("0", "false", "off")
        elif name == "t":
            self._is_text = not self._is_hidden
        elif self._open and not self._is_hidden:
            # A tab is a stop on a line, but also an entry in the list of them.
            self._open[-1].append({"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}.get(name, ""))

    def end(self, _tag: str) -> None:
        name = _local(_tag) if _is_word(_tag) else ""
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._is_text = False
        elif name == "p" and self._open:
            line, style = "".join(self._open.pop()).strip(" "), self._styles.pop()
            self.paragraphs.append(line)
            if style in _TITLE_STYLES and self.title is None and line:
                self.title = " ".join(line.split())

    def data(self, text: str) -> None:
        if self._is_text and not self._skipped and self._open:
            self._open[-1].append(re.sub(r"[\r\n]+", " ", text))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_word(tag: str) -> bool:
    return "wordprocessingml" in tag.rpartition("}")[0]


def _parse(part: bytes, target: _Target, path: str) -> None:
    # Without huge_tree, libxml2 refuses bombs of depth and of single texts.
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.parse(io.BytesIO(part), parser)
    except _DoctypeFound as error:
        raise BrokenFile(path, "no Word document: it declares a document type of its own") from error
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BrokenFile(path, "the document is damaged: its text is no valid XML") from error
