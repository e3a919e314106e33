"""Bytes of a file to the articles in it: reader, cleaning, date, language, identity."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from standpunkt.articles.agencies import agencies_of_text
from standpunkt.articles.article import Article, ReadFile
from standpunkt.articles.authors import Authorship, authorship, joined
from standpunkt.articles.boilerplate import RemovedLine
from standpunkt.articles.bylines import names_in_byline
from standpunkt.articles.clean import CleanText, as_line, clean
from standpunkt.articles.dates import EARLIEST, published, read_moment, zone_of
from standpunkt.articles.fingerprint import content_sha256
from standpunkt.articles.language_guess import guess_language
from standpunkt.articles.readers import RawArticle, RawFile, read_raw
from standpunkt.articles.readers.raw import MAX_ITEMS
from standpunkt.articles.rules import Rule, active_rules, rules_for, using_rules
from standpunkt.articles.unreadable import NoArticle, ReaderFailed, plain_line
from standpunkt.errors import StandpunktError

MIN_WORDS = 3
"""An article has at least this many words besides its headline."""

MAX_CHARACTERS = 2_000_000
"""Of one article: a book of a thousand pages. What is longer is a database or one line without end."""

MAX_FACT = 2_000
"""Characters of a title, a name, an address or a date; what is longer is none."""

_FACTS = ("title", "author", "url", "outlet_name", "published", "language")
_SHOWN_PROBLEMS = 3
_MOST_REMOVED = 500
_LONGEST_REMOVED = 1000
# From its first letter on, so that numbers are none and no digit is looked at twice.
_WORD = re.compile(r"[^\W\d_]\w*")


def articles_from(raw: bytes, path: str, today: date, rules: Sequence[Rule] | None = None) -> ReadFile:
    """At least one cleaned article, and a problem for each piece that gave none.

    ``path`` is relative to the inbox; its ending chooses the reader, and ids depend on it. ``today``
    serves only to refuse dates in the future. The same bytes, path and rules give the same result on
    every machine. Raises an ``UnreadableFile`` with a reason when the file gives no article at all.
    ``rules`` of cleaning default to the shipped ones.
    """
    with using_rules(rules):
        return _articles_from(raw, path, today)


def _articles_from(raw: bytes, path: str, today: date) -> ReadFile:
    try:
        read = read_raw(raw, path)
    except StandpunktError:
        raise
    except Exception as error:
        # Formats are others' and libraries have bugs: one odd file must not stop a run.
        told = plain_line(str(error))[:200]
        raise ReaderFailed(path, f"its reader failed: {type(error).__name__}: {told}") from error
    articles: list[Article] = []
    problems = list(read.problems)
    repeats: Counter[str] = Counter()
    for number, item in enumerate(map(_with_sensible_facts, read.articles)):
        if number == MAX_ITEMS:
            problems.append(f"only the first {MAX_ITEMS:,} articles are read; cut the file into smaller ones")
            break
        if len(item.text) > MAX_CHARACTERS:
            problems.append(_too_long(item))
            continue
        article = _article(item, read, path, today, repeats)
        if article is None:
            problems.append(_without_text(item))
        else:
            articles.append(article)
    if not articles:
        raise NoArticle(path, _reason(problems))
    return ReadFile(tuple(articles), tuple(map(plain_line, problems)))


def article_id(path: str, key: str, repeat: int = 1) -> str:
    """``a`` and 20 hexadecimal digits of SHA-256 over path and key.

    ``key`` is empty for the article of a file that holds one, so that a corrected file is a new version
    of the same article; in a file of many it is the item's address, else its title and day, else its
    number, so that an inserted line moves no other id. ``repeat`` counts equal keys in one file.
    """
    named = f"{path}\n{key}" if repeat == 1 else f"{path}\n{key}\n{repeat}"
    return "a" + hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:20]


def count_words(text: str) -> int:
    """Number of words with at least one letter."""
    return len(_WORD.findall(text))


def _article(
    item: RawArticle, read: RawFile, path: str, today: date, repeats: Counter[str]
) -> Article | None:
    if count_words(item.text) < MIN_WORDS:
        return None
    url = _address(item.url)
    cleaned = clean(item.text, item.title, rules_for(active_rules(), url), item.removed)
    body = cleaned.text if cleaned.title is None else cleaned.text.partition("\n")[2]
    if count_words(body) < MIN_WORDS:
        return None
    key = _key(item, url, cleaned.title, today) if read.holds_many else ""
    repeats[key] += 1
    # A member of an archive has a file name of its own, nearer than the archive's.
    named = path if item.key is None else f"{path}/{item.key}"
    when = published(item.published, cleaned.dated_text, named, today, zone_of(url))
    written_by = _authorship(item, cleaned, item.outlet_name or _folder_of_outlet(path))
    return Article(
        article_id=article_id(path, key, repeats[key]),
        path=path,
        item_no=item.item_no,
        text=cleaned.text,
        content_sha256=content_sha256(cleaned.text),
        language=guess_language(cleaned.text, item.language),
        word_count=count_words(cleaned.text),
        title=cleaned.title,
        author=written_by.author,
        agency=joined(written_by.agencies),
        url=url,
        outlet_name=as_line(item.outlet_name),
        published_at=when.at,
        published_on=when.on,
        published_at_source=when.source,
        published_at_note=when.note,
        modified_at=_modified_at(item.modified, today),
        removed=_recorded(cleaned.removed),
    )


def _authorship(item: RawArticle, cleaned: CleanText, outlet_name: str | None) -> Authorship:
    """Persons of the metadata, else of a byline at the top; agencies of both and of marks in the text."""
    lines = cleaned.dated_text.split("\n")
    gone = [one.line for one in cleaned.removed if one.line_no]
    bylines = [found for line in (*lines[:6], *gone) if (found := names_in_byline(line)) is not None]
    bylines += [one.line.strip("() .") for one in cleaned.removed if one.rule_id == "end_mark"]
    declared = authorship(as_line(item.author), outlet_name)
    visible = [authorship(line, outlet_name) for line in bylines[:1]]
    agencies = [item.agency or "", *declared.agencies, *(name for one in visible for name in one.agencies)]
    agencies += agencies_of_text(lines, gone, [*bylines, item.author or ""])
    author = declared.author or next((one.author for one in visible), None)
    return Authorship(author, tuple(name for name in agencies if name))


def _folder_of_outlet(path: str) -> str | None:
    """A folder named like a domain, the deepest first."""
    folders = reversed(path.split("/")[:-1])
    return next((one for one in folders if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", one)), None)


def _recorded(removed: Sequence[RemovedLine]) -> tuple[RemovedLine, ...]:
    """What is kept of the removed lines: a page's menus may be endless."""
    return tuple(replace(one, line=one.line[:_LONGEST_REMOVED]) for one in removed[:_MOST_REMOVED])


def _modified_at(written: str | None, today: date) -> datetime | None:
    moment = read_moment(written)
    if moment is None or not EARLIEST <= moment[1] <= today + timedelta(days=1):
        return None
    return moment[0] or datetime.combine(moment[1], time())


def _key(item: RawArticle, url: str | None, title: str | None, today: date) -> str:
    if item.key is not None:
        return item.key
    if url is not None:
        return url
    if title is not None:
        day = published(item.published, "", "", today).on
        return f"{title}\n{day}" if day else title
    return str(item.item_no)


def _address(written: str | None) -> str | None:
    line = as_line(written)
    return None if line is None or " " in line else line[:2000]


def _with_sensible_facts(item: RawArticle) -> RawArticle:
    odd: dict[str, Any] = {name: None for name in _FACTS if len(getattr(item, name) or "") > MAX_FACT}
    return replace(item, **odd) if odd else item


def _too_long(item: RawArticle) -> str:
    return f"{_at(item)}more than {MAX_CHARACTERS:,} characters, which is no article"


def _without_text(item: RawArticle) -> str:
    return f"{_at(item)}no article text" + (" (only a title)" if as_line(item.title) else "")


def _at(item: RawArticle) -> str:
    return f"{item.place}: " if item.place else ""


def _reason(problems: list[str]) -> str:
    if not problems:
        return "no article: the file holds an empty list"
    shown = "; ".join(problems[:_SHOWN_PROBLEMS])
    more = len(problems) - _SHOWN_PROBLEMS
    return shown if more <= 0 else f"{shown}; and {more} more"
