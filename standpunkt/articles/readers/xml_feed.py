"""RSS (2.0 and its forerunners) and Atom: one article an item."""

import re
from collections.abc import Mapping

from lxml import etree

from standpunkt.articles.readers.json_fields import outlet_line
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.xml_tree import (
    attribute_of,
    children,
    descendants,
    find,
    html_text,
    language_of,
    line_of,
    local_name,
)

MIN_TEASER_WORDS = 40
"""What a feed shows instead of the article is one itself from this length on: about three sentences."""

_PLAIN = ""
_NAMESPACES = {
    "": _PLAIN,
    "http://www.w3.org/2005/Atom": _PLAIN,
    "http://purl.org/atom/ns#": _PLAIN,
    "http://purl.org/rss/1.0/": _PLAIN,
    "http://my.netscape.com/rdf/simple/0.9/": _PLAIN,
    "http://backend.userland.com/rss2": _PLAIN,
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_DATES = (
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "created",
    "dcterms:created",
    "updated",
    "dcterms:modified",
    "modified",
)
_CHANGES = ("updated", "dcterms:modified", "modified")
_SIGNATURE = re.compile(
    r"\n?(?:Der Beitrag|The post) [^\n]{1,400} (?:erschien zuerst|(?:first )?appeared(?: first)?)"
    r" (?:auf|on|bei) [^\n]{1,200}$"
)
_MAILBOX = re.compile(r"\S+@\S+\s+\(([^()]{2,200})\)")

Fields = Mapping[str, list[etree._Element]]


def feed_articles(root: etree._Element) -> RawFile:
    """The items of a feed; one with nothing but a short teaser is a problem."""
    channel = root if local_name(root) == "feed" else find(root, "channel")
    outlet_name = line_of(find(channel, "title"))
    language = language_of(root) or line_of(find(channel, "language"))
    articles = []
    problems = []
    for number, item in enumerate(descendants(root, "item", "entry")):
        place = f"item {number + 1}"
        fields = _fields(item)
        text, teaser = _text_and_teaser(fields)
        # Many feeds repeat the teaser as the text, with a picture and a link around it.
        if len(text.split()) <= 1.5 * len(teaser.split()):
            words = max(text, teaser, key=len).split()
            text = max(text, teaser, key=len)
            if words and len(words) < MIN_TEASER_WORDS:
                problems.append(
                    f"{place}: only a teaser of {len(words)} words, fewer than {MIN_TEASER_WORDS}"
                )
                continue
        url = _address(fields)
        articles.append(
            RawArticle(
                item_no=number,
                text=text,
                title=line_of(_first(fields, "title", "dc:title")),
                author=_author(fields, channel),
                url=url,
                outlet_name=_source(fields) or outlet_line(url) or outlet_name,
                published=_first_line(fields, *_DATES),
                modified=_first_line(fields, *_CHANGES),
                language=language_of(_first(fields, "content"), item) or language,
                place=place,
                key=_first_line(fields, "guid", "id") if url is None else None,
            )
        )
    return RawFile(tuple(articles), tuple(problems), holds_many=local_name(root) != "entry")


def _fields(item: etree._Element) -> Fields:
    """Children by name, those of known namespaces under their usual prefix, others not at all."""
    fields: dict[str, list[etree._Element]] = {}
    for child in children(item):
        namespace, _, name = child.tag.removeprefix("{").rpartition("}")
        if namespace in _NAMESPACES:
            fields.setdefault(_NAMESPACES[namespace] + name, []).append(child)
    return fields


def _first(fields: Fields, *names: str) -> etree._Element | None:
    return next((fields[name][0] for name in names if name in fields), None)


def _first_line(fields: Fields, *names: str) -> str | None:
    lines = (line_of(element) for name in names for element in fields.get(name, []))
    return next(filter(None, lines), None)


def _text_and_teaser(fields: Fields) -> tuple[str, str]:
    texts = [
        _signed_off(html_text(element))
        for name in ("content:encoded", "xhtml:body", "content", "xhtml:div")
        for element in fields.get(name, [])
        if not _is_media(element)
    ]
    teasers = [
        _signed_off(html_text(element))
        for name in ("description", "summary", "dc:description")
        for element in fields.get(name, [])
    ]
    return max(texts, key=len, default=""), max(teasers, key=len, default="")


def _is_media(element: etree._Element) -> bool:
    """Whether an Atom content is a picture or other data, or somewhere else."""
    kind = attribute_of(element, "type") or "text"
    return element.get("src") is not None or ("/" in kind and re.search(r"text|x?html|xml", kind) is None)


def _signed_off(text: str) -> str:
    return _SIGNATURE.sub("", text.rstrip()).strip()


def _address(fields: Fields) -> str | None:
    original = _first_line(fields, "feedburner:origLink")
    if original:
        return original
    for link in fields.get("link", []):
        if link.get("rel", "alternate") == "alternate":
            address = attribute_of(link, "href") or line_of(link)
            if address:
                return address
    guid = _first(fields, "guid", "id")
    address = line_of(guid)
    is_address = guid is not None and guid.get("isPermaLink", "true").lower() != "false"
    return address if is_address and address and re.match(r"https?://", address) else None


def _author(fields: Fields, channel: etree._Element | None) -> str | None:
    named = fields.get("dc:creator", []) or fields.get("author", []) or list(children(channel, "author"))
    names = []
    for element in named[:20]:
        name = line_of(find(element, "name")) if find(element, "name") is not None else line_of(element)
        mailbox = _MAILBOX.fullmatch(name or "")
        names.append(mailbox[1] if mailbox else name)
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _source(fields: Fields) -> str | None:
    """The outlet an item of a collection comes from."""
    source = _first(fields, "source")
    titled = find(source, "title")
    return line_of(titled if titled is not None else source) or outlet_line(attribute_of(source, "url"))
