"""``.txt``: one article, its headline perhaps the first line, perhaps a few labelled lines on top.

Press archives export many articles under the same ending; they are told by their form.
"""

import re
from collections.abc import Callable

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.genios import genios_articles, is_genios_export
from standpunkt.articles.readers.lexis_nexis import is_lexis_nexis_export, lexis_nexis_articles
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.unreadable import TooLarge

_LABELS = {
    "titel": "title",
    "title": "title",
    "überschrift": "title",
    "schlagzeile": "title",
    "autor": "author",
    "autorin": "author",
    "author": "author",
    "datum": "published",
    "date": "published",
    "veröffentlicht": "published",
    "quelle": "outlet_name",
    "source": "outlet_name",
    "medium": "outlet_name",
    "zeitung": "outlet_name",
    "url": "url",
    "link": "url",
}
_LABELLED = re.compile(r"\s*([A-Za-zÄÖÜäöüß]{3,15})\s*:\s*(\S.{0,300})$")

MAX_EXPORT = 20_000_000
"""Characters of an archive's export, which may have 1,000 documents at most where it comes from."""

ARCHIVE_EXPORTS: tuple[tuple[Callable[[str], bool], Callable[[str], RawFile]], ...] = (
    (is_lexis_nexis_export, lexis_nexis_articles),
    (is_genios_export, genios_articles),
)


def read_plain_text(raw: bytes, path: str) -> RawFile:
    """One raw article, or those of an archive's export.

    Raises ``EmptyFile``, ``BinaryFile`` or ``TooLarge``.
    """
    text = decode_text(raw, path)
    for is_export, articles_of in ARCHIVE_EXPORTS:
        if is_export(text):
            if len(text) > MAX_EXPORT:
                raise TooLarge(
                    path, f"an export of more than {MAX_EXPORT:,} characters; export fewer articles"
                )
            return articles_of(text)
    labels, body = _labelled_top(text)
    article = RawArticle(
        item_no=0,
        text=body,
        title=labels.get("title"),
        author=labels.get("author"),
        url=labels.get("url"),
        outlet_name=labels.get("outlet_name"),
        published=labels.get("published"),
    )
    return RawFile(articles=(article,))


def _labelled_top(text: str) -> tuple[dict[str, str], str]:
    """``Titel: …``, ``Datum: …`` lines that press archives put on top.

    At least two different ones in a row, or it is the text of the article: "Quelle: Reuters" alone may
    be anything.
    """
    lines = text.split("\n")
    labels: dict[str, str] = {}
    end = 0
    for number, line in enumerate(lines):
        if not line.strip() and not labels:
            continue
        match = _LABELLED.match(line.rstrip("\r"))
        field = _LABELS.get(match[1].lower()) if match else None
        if match is None or field is None or field in labels:
            break
        labels[field] = match[2].strip()
        end = number + 1
    if len(labels) < 2:
        return {}, text
    return labels, "\n".join(lines[end:])
