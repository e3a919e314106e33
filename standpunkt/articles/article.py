"""What the readers give: an article, or a plain reason why a piece of a file is none."""

from dataclasses import dataclass
from datetime import date, datetime

from standpunkt.articles.boilerplate import RemovedLine


@dataclass(frozen=True)
class Article:
    """One cleaned article.

    ``text`` is NFC, boilerplate removed, the headline its first line; every offset anywhere in the
    project counts code points of it. ``published_at`` is UTC without zone, ``published_on`` the local
    date; both are null when neither metadata nor text nor file name tells, never the import date.
    """

    article_id: str
    path: str
    """Relative to the inbox, with forward slashes."""
    item_no: int
    """0-based position within the file."""
    text: str
    content_sha256: str
    """Of ``text`` in UTF-8."""
    language: str
    """ISO 639 code, of two letters where there is one; ``und`` when the text is too short to tell."""
    word_count: int
    title: str | None = None
    author: str | None = None
    """Names joined by "; ", without "Von", roles, places and agencies."""
    agency: str | None = None
    """News agencies whose copy it is, joined by "; "."""
    url: str | None = None
    outlet_name: str | None = None
    """As the file names it (``source``, ``site_name``, …); the seed tables turn it into ``outlet_id``."""
    published_at: datetime | None = None
    published_on: date | None = None
    published_at_source: str | None = None
    """``metadata``, ``text`` or ``file``."""
    published_at_note: str | None = None
    """Why a date that was found is not taken: in the future, an unset clock."""
    removed: tuple[RemovedLine, ...] = ()
    """What cleaning took out, in order; ``line_no`` counts the lines of ``text`` in front."""
    modified_at: datetime | None = None
    """Last change that the metadata tell, UTC without zone; a day counts from its midnight."""


@dataclass(frozen=True)
class ReadFile:
    """What came out of one file: its articles, and a reason for each piece that gave none."""

    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()
