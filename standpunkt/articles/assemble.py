"""Bytes of a file to the articles in it: reader, cleaning, date, language, identity."""

import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from standpunkt.articles.article import Article, ReadFile
from standpunkt.articles.clean import as_line, clean
from standpunkt.articles.dates import published
from standpunkt.articles.fingerprint import content_sha256
from standpunkt.articles.language_guess import guess_language
from standpunkt.articles.readers import RawArticle, RawFile, read_raw
from standpunkt.articles.readers.raw import MAX_ITEMS
from standpunkt.articles.unreadable import NoArticle, ReaderFailed, UnreadableFile, plain_line

MIN_WORDS = 3
"""An article has at least this many words besides its headline."""

MAX_CHARACTERS = 2_000_000
"""Of one article: a book of a thousand pages. What is longer is a database or one line without end."""

MAX_FACT = 2_000
"""Characters of a title, a name, an address or a date; what is longer is none."""

_FACTS = ("title", "author", "url", "outlet_name", "published", "language")
_SHOWN_PROBLEMS = 3
# From its first letter on, so that numbers are none and no digit is looked at twice.
_WORD = re.compile(r"[^\W\d_]\w*")


def articles_from(raw: bytes, path: str, today: date) -> ReadFile:
    """At least one cleaned article, and a problem for each piece that gave none.

    ``path`` is relative to the inbox; its ending chooses the reader, and ids depend on it. ``today``
    serves only to refuse dates in the future. The same bytes, path and rules give the same result on
    every machine. Raises an ``UnreadableFile`` with a reason when the file gives no article at all.
    """
    try:
        read = read_raw(raw, path)
    except UnreadableFile:
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
    cleaned = clean(item.text, item.title)
    body = cleaned.text if cleaned.title is None else cleaned.text.partition("\n")[2]
    if count_words(body) < MIN_WORDS:
        return None
    url = _address(item.url)
    key = _key(item, url, cleaned.title, today) if read.holds_many else ""
    repeats[key] += 1
    # A member of an archive has a file name of its own, nearer than the archive's.
    named = path if item.key is None else f"{path}/{item.key}"
    when = published(item.published, cleaned.text, named, today)
    return Article(
        article_id=article_id(path, key, repeats[key]),
        path=path,
        item_no=item.item_no,
        text=cleaned.text,
        content_sha256=content_sha256(cleaned.text),
        language=guess_language(cleaned.text, item.language),
        word_count=count_words(cleaned.text),
        title=cleaned.title,
        author=_author(item.author),
        url=url,
        outlet_name=as_line(item.outlet_name),
        published_at=when.at,
        published_on=when.on,
        published_at_source=when.source,
    )


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


def _author(written: str | None) -> str | None:
    """The name without "Von "; null where an address stands in its place."""
    line = as_line(written)
    if line is None:
        return None
    line = re.sub(r"^(?:von|by)\s+", "", line, flags=re.IGNORECASE).strip(" ,;|")
    return None if not line or re.match(r"(?:https?:|www\.|@|\S+@\S+$)", line) else line[:300]


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
