"""Which names exports give an article's fields, and how their values become plain text."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from standpunkt.articles.readers.markup import text_of_markup
from standpunkt.articles.readers.raw import RawArticle

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "maintext",
        "storytext",
        "fulltext",
        "articletext",
        "articlebody",
        "text",
        "volltext",
        "contenttext",
        "contenthtml",
        "content",
        "body",
        "inhalt",
        "artikeltext",
        "fließtext",
        "fliesstext",
        "article",
        "artikel",
        "beitrag",
        "meldung",
    ),
    "title": ("title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile"),
    "author": ("authors", "author", "byline", "autor", "autorin", "autoren", "verfasser", "creator"),
    "url": ("url", "link", "canonicalurl", "articleurl", "permalink", "webadresse"),
    "outlet_name": (
        "medianame",
        "outlet",
        "sitename",
        "sourcename",
        "source",
        "publisher",
        "quelle",
        "medium",
        "zeitung",
        "publikation",
        "publication",
        "newspaper",
        "sourcedomain",
        "domain",
        "hostname",
        "mediaurl",
        "sourceurl",
    ),
    "published": (
        "datepublish",
        "publishdate",
        "publishedat",
        "datepublished",
        "publicationdate",
        "pubdate",
        "published",
        "publishedtime",
        "publicationtime",
        "date",
        "datum",
        "erscheinungsdatum",
        "veröffentlichungsdatum",
        "veröffentlichtam",
        "veröffentlicht",
        "erschienenam",
        "erschienen",
        "publikationsdatum",
    ),
    "modified": (
        "datemodify",
        "datemodified",
        "modifieddate",
        "modifiedat",
        "modified",
        "updatedat",
        "dateupdated",
        "updated",
        "lastmodified",
        "lastupdated",
        "aktualisiert",
        "aktualisiertam",
        "geändert",
        "geändertam",
    ),
    "language": ("language", "lang", "sprache"),
}
"""First name that has a value wins. Compared in lower case without ``_``, ``-`` and spaces: news-please
(``maintext``, ``date_publish``, ``source_domain``), newspaper (``publish_date``, ``source_url``), Media
Cloud (``story_text``, ``media_name``), news services (``publishedAt``, ``content``) and German ones."""

ARTICLE_LISTS = ("articles", "artikel", "items", "stories", "results", "documents", "data")
"""Names under which an object may hold a list of articles."""

_NO_VALUE = frozenset({"", "none", "null", "nan", "n/a"})


def article_from_object(fields: Mapping[str, Any], item_no: int, place: str) -> RawArticle:
    """One raw article; its text is empty when no known field has any."""
    by_name = _by_plain_name(fields)
    url = _first(by_name, "url")
    return RawArticle(
        item_no=item_no,
        text=_text(by_name),
        title=_first(by_name, "title"),
        author=_first(by_name, "author"),
        url=url,
        outlet_name=outlet_line(_first(by_name, "outlet_name") or url),
        published=_first(by_name, "published"),
        modified=_first(by_name, "modified"),
        language=_first(by_name, "language"),
        place=place,
    )


def has_text(fields: Mapping[str, Any]) -> bool:
    """Whether an object has a text of its own."""
    return bool(_text(_by_plain_name(fields)))


def _by_plain_name(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {re.sub(r"[\s_-]", "", str(name)).lower(): value for name, value in fields.items()}


def _text(by_name: Mapping[str, Any]) -> str:
    for name in FIELD_NAMES["text"]:
        value = by_name.get(name)
        if isinstance(value, list):
            value = "\n".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            return text_of_markup(value)
    return ""


def _first(by_name: Mapping[str, Any], field: str) -> str | None:
    for name in FIELD_NAMES[field]:
        value = by_name.get(name)
        if value is not None and (line := _as_line(value)):
            return line
    return None


def _as_line(value: Any, depth: int = 0) -> str | None:
    """A single line from a string, a number, a list of names or an object with a name."""
    if isinstance(value, Mapping):
        named = (value.get(key) for key in ("name", "title", "value", "url"))
        return (
            next((line for line in (_as_line(one, depth + 1) for one in named) if line), None)
            if depth < 3
            else None
        )
    if isinstance(value, list):
        lines = [_as_line(one, depth + 1) for one in value[:20]] if depth < 3 else []
        return ", ".join(dict.fromkeys(line for line in lines if line)) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    line = " ".join(html.unescape(re.sub(r"<[^<>]{1,300}>", " ", str(value))).split())
    return None if line.lower() in _NO_VALUE else line


def outlet_line(named: str | None) -> str | None:
    """An outlet's name, or the host where only an address is given."""
    if named is None or not re.match(r"(?:https?:)?//", named):
        # "www." is no part of an outlet's name.
        return named and re.sub(r"^www\.(?=\S+$)", "", named)
    try:
        host = urlsplit(named).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
