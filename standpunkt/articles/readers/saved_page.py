"""``.mhtml`` and ``.mht``: a page saved by a browser together with its pictures."""

import re
from dataclasses import replace
from email.message import Message

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.document_facts import day_if_nothing_better
from standpunkt.articles.readers.mime import (
    content_type,
    header_text,
    location,
    markup_bytes,
    parse_message,
)
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.web_page import read_web_page
from standpunkt.articles.unreadable import NoArticle, UnreadableFile


def read_saved_page(raw: bytes, path: str) -> RawFile:
    """The article of the main page; raises ``EmptyFile``, ``BrokenFile``, ``TooLarge`` or ``NoArticle``.

    What the page says about itself counts before what the browser wrote when saving it.
    """
    message = parse_message(raw, path)
    page = _main_page(message)
    if page is None:
        raise NoArticle(path, "no article: the saved file holds no page")
    try:
        article = _article(page, path)
    except UnreadableFile as error:
        raise type(error)(path, error.reason) from error
    saved = header_text(message, "Date")
    return RawFile(
        articles=(
            replace(
                article,
                title=article.title or header_text(message, "Subject"),
                url=article.url or location(page) or location(message),
                published=article.published or day_if_nothing_better(saved, article.text, path),
            ),
        )
    )


def _article(page: Message, path: str) -> RawArticle:
    if content_type(page) == "text/plain":
        return RawArticle(item_no=0, text=decode_text(markup_bytes(page), path))
    (article,) = read_web_page(markup_bytes(page), path).articles
    return article


def _main_page(message: Message) -> Message | None:
    """The part that the message names as its start, else the first page, else the first text."""
    parts = [one for one in message.walk() if not one.is_multipart()]
    start = re.search(r'\bstart="?(<[^">]+>)', header_text(message, "Content-Type") or "")
    for part in parts:
        is_page = content_type(part) in ("text/html", "application/xhtml+xml")
        if start and is_page and header_text(part, "Content-ID") == start[1]:
            return part
    for kinds in (("text/html", "application/xhtml+xml"), ("text/plain",)):
        for part in parts:
            if content_type(part) in kinds:
                return part
    return None
