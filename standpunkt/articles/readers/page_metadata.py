"""What a web page says about itself: JSON-LD first, then ``meta`` elements, then marked-up elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from standpunkt.articles.dates import read_moment

_ARTICLE_TYPE = re.compile(r"article|posting|report|review|newsitem", re.IGNORECASE)

_META = {
    "title": ("og:title", "headline", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "author": (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "sailthru.author",
    ),
    "published": (
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "publish-date",
        "publish_date",
        "publication_date",
        "pubdate",
        "date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
    ),
    "modified": (
        "article:modified_time",
        "article:modified",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
    ),
    "outlet_name": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
    "url": ("og:url", "twitter:url"),
}
"""By name, property or itemprop of ``meta``, in lower case; the first that has content wins."""

_DATE_ELEMENTS = (
    "//*[@itemprop='datePublished']",
    "//article//time[@datetime][@pubdate or contains(@class, 'publish')]",
    "//article//header//time[@datetime]",
    "//header//time[@datetime]",
    "//article//time[@datetime]",
    "//main//time[@datetime]",
    "//time[@datetime]",
    "//article//*[contains(@class, 'date') or contains(@class, 'datum') or contains(@class, 'publish')]",
    "//*[contains(@class, 'date') or contains(@class, 'datum') or contains(@class, 'publish')]",
)
_LONGEST_DATE = 80


@dataclass(frozen=True)
class PageMetadata:
    """Facts as the page writes them; each null where it says nothing."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet_name: str | None = None
    url: str | None = None
    language: str | None = None


def page_metadata(tree: HtmlElement) -> PageMetadata:
    """Title, author, time, outlet, address and language a page declares."""
    declared = _from_meta(tree)
    linked = next(_from_json_ld(tree), PageMetadata())
    title, author = linked.title or declared.title, linked.author or declared.author
    url = _absolute(_attribute(tree, "//link[@rel='canonical']", "href"), declared.url, linked.url)
    outlet_name = linked.outlet_name or declared.outlet_name or _host(url)
    return PageMetadata(
        title=_without_site(title or _headline(tree), outlet_name),
        # Facebook's article:author is an address, which names nobody.
        author=None if author is None or author.startswith("http") else author,
        published=linked.published or declared.published or _date_element(tree) or _date_in_address(url),
        modified=linked.modified or declared.modified,
        outlet_name=outlet_name,
        url=url,
        language=_attribute(tree, "/html", "lang") or _attribute(tree, "/html", "xml:lang"),
    )


def _from_json_ld(tree: HtmlElement) -> Iterator[PageMetadata]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip(" ;\n")
        try:
            found = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = list(_nodes(found))
        named = {str(node["@id"]): _name(node.get("name"), {}) for node in nodes if "@id" in node}
        for node in nodes:
            kinds = node.get("@type")
            if any(isinstance(one, str) and _ARTICLE_TYPE.search(one) for one in _listed(kinds)):
                yield PageMetadata(
                    title=_name(node.get("headline") or node.get("name"), named),
                    author=_name(node.get("author") or node.get("creator"), named),
                    published=_name(node.get("datePublished") or node.get("dateCreated"), named),
                    modified=_name(node.get("dateModified"), named),
                    outlet_name=_name(node.get("publisher"), named),
                    url=_address(node.get("url") or node.get("mainEntityOfPage")),
                )


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Objects at the top, in lists and under ``@graph`` and ``mainEntity``."""
    if depth > 4:
        return
    for one in _listed(value):
        if isinstance(one, dict):
            yield one
            for inner in ("@graph", "mainEntity", "itemListElement"):
                yield from _nodes(one.get(inner), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any, named: dict[str, str | None]) -> str | None:
    """A line from a string, an object with a name or a reference to one, or a list of these."""
    lines = []
    for one in _listed(value)[:20]:
        names = _listed(one.get("name") or named.get(str(one.get("@id")))) if isinstance(one, dict) else [one]
        lines += [" ".join(str(name).split()) for name in names[:20] if isinstance(name, str | int)]
    return ", ".join(dict.fromkeys(filter(None, lines))) or None


def _address(value: Any) -> str | None:
    for one in _listed(value)[:20]:
        written = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
        if isinstance(written, str) and written.strip():
            return written.strip()
    return None


def _from_meta(tree: HtmlElement) -> PageMetadata:
    declared: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name and content:
                declared.setdefault(name.strip().lower(), content)
    first = {
        field: next((declared[name] for name in names if name in declared), None)
        for field, names in _META.items()
    }
    return PageMetadata(**first)


def _attribute(tree: HtmlElement, path: str, name: str) -> str | None:
    for element in tree.xpath(path)[:1]:
        value = element.get(name)
        if value and value.strip():
            return str(value.strip())
    return None


def _headline(tree: HtmlElement) -> str | None:
    for path in ("//article//h1", "//main//h1", "//h1", "//head/title"):
        found = tree.xpath(path)
        if len(found) == 1 or (found and path == "//head/title"):
            line = " ".join(found[0].text_content().split())
            if line:
                return line
    return None


def _without_site(title: str | None, outlet_name: str | None) -> str | None:
    """The headline without " | tagesschau.de" and the like: the outlet's name behind a separator."""
    if title is None:
        return None
    match = re.fullmatch(r"(.{8,}?)\s+[|·•–—-]\s+([^|·•]{2,40})", title)
    if match is None:
        return title
    tail, outlet = (
        re.sub(r"\W+|\.?(de|at|ch|com|net|org)$", "", one.lower()) for one in (match[2], outlet_name or "")
    )
    is_outlet = bool(tail) and bool(outlet) and (tail in outlet or outlet in tail)
    return match[1] if is_outlet or "|" in title[len(match[1]) :] else title


def _date_element(tree: HtmlElement) -> str | None:
    for path in _DATE_ELEMENTS:
        for element in tree.xpath(path)[:5]:
            written = element.get("datetime") or element.get("content") or element.text_content()
            line = " ".join((written or "").split())
            if len(line) <= _LONGEST_DATE and read_moment(line) is not None:
                return line
    return None


def _date_in_address(url: str | None) -> str | None:
    match = re.search(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:/|-|$)", url or "")
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None


def _absolute(canonical: str | None, *others: str | None) -> str | None:
    """The first address with a host; a relative one is joined to one that has it."""
    known = [one for one in (canonical, *others) if one]
    absolute = [one for one in known if one.startswith(("http://", "https://"))]
    if canonical in absolute:
        return canonical
    if canonical and absolute:
        try:
            return urljoin(absolute[0], canonical)
        except ValueError:
            return absolute[0]
    return absolute[0] if absolute else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
