"""What every reader gives: articles as the file has them, before any cleaning."""

from dataclasses import dataclass

from standpunkt.articles.boilerplate import RemovedLine

MAX_ITEMS = 100_000
"""Articles read of one file, and whatever else stands in their places."""


@dataclass(frozen=True)
class RawArticle:
    """One article as its file tells it."""

    item_no: int
    """0-based position within the file, counting also the items that are none."""
    text: str
    """Lines of text without markup, paragraphs or lines parted by newlines, headline possibly first."""
    title: str | None = None
    author: str | None = None
    url: str | None = None
    outlet_name: str | None = None
    published: str | None = None
    """As the file writes it; ``articles.dates`` reads it."""
    modified: str | None = None
    """Its last change, as the file writes it."""
    language: str | None = None
    """As the file claims it."""
    place: str = ""
    """For messages: ``line 7``, ``item 3``; empty when the file is the article."""
    key: str | None = None
    """What names the item within its file where neither url nor title does, as an archive's member."""
    agency: str | None = None
    """News agency as the metadata name it."""
    removed: tuple[RemovedLine, ...] = ()
    """Lines the reader left out as no part of the article; ``line_no`` counts the lines of ``text``."""


@dataclass(frozen=True)
class RawFile:
    """One file taken apart."""

    articles: tuple[RawArticle, ...]
    problems: tuple[str, ...] = ()
    holds_many: bool = False
    """By its form a file of many articles, even if only one is in it: decides how ids are made."""
