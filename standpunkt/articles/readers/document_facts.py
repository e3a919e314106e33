"""What office programs write about a document, as far as it says anything about the article in it."""

import re
from datetime import date, timedelta

from standpunkt.articles.dates import published, read_moment
from standpunkt.articles.decode import normalise

_NO_TITLE = re.compile(
    r"(?:microsoft |libreoffice |openoffice )?(?:word|writer|excel|powerpoint|impress)\b.*"
    r"|(?:untitled|unbenannt|ohne titel|kein titel|no title|titel|title|dokument|document|layout|seite|page"
    r"|präsentation|presentation|scan|print|druck)\W*\d*"
    r"|.*\.[a-z][a-z0-9]{1,4}"
    r"|https?://.*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r".*\b(?:user|benutzer|admin\w*|office|unknown|unbekannt|author|autor|owner|besitzer|redaktion|python"
    r"|adobe|word|acrobat|scanner|windows|gast|guest|test)\b.*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_LONGEST_TITLE = 300
_LONGEST_AUTHOR = 100
# A library writes the day its template was made into every document.
_NO_DAYS = frozenset({"2013-12-23"})


def sensible_title(written: str | None) -> str | None:
    """The title, or null for a file name, a single word, or what a program writes by itself."""
    line = " ".join((written or "").split())
    is_title = " " in line and len(line) <= _LONGEST_TITLE and len(_NAME.findall(line)) >= 2
    return line if is_title and not _NO_TITLE.fullmatch(line) else None


def sensible_author(written: str | None) -> str | None:
    """First and family name at least; account names and program names are no authors."""
    line = " ".join((written or "").split())
    is_name = (
        len(line) <= _LONGEST_AUTHOR and len(_NAME.findall(line)) >= 2 and not re.search(r"[\d@\\]", line)
    )
    return line if is_name and not _NO_AUTHOR.fullmatch(line) else None


def day_if_nothing_better(written: str | None, text: str, path: str) -> str | None:
    """Local day of ``written`` in ISO form, where neither the text nor the name of the file tells one.

    ``written`` is when a document was made, printed or fetched: often long after the article in it was
    published, never before.
    """
    moment = read_moment(written)
    if moment is None or moment[1].isoformat() in _NO_DAYS:
        return None
    lines = "\n".join(line for line in normalise(text).split("\n") if line)
    told = published(None, lines, path, date.max - timedelta(days=1))
    return None if told.on is not None else moment[1].isoformat()
