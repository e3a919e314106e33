"""What a web page declares about itself: JSON-LD, ``meta`` elements, microdata, its program's state."""

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

_PUBLISHED_NAME = re.compile(r".*(?:published|publish_?(?:ed)?_?(?:date|time)|pub_?date|date_?published)")
"""Outlets' own names of ``meta``, as ``abc:published``."""


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
    """Title, author, time, outlet, address and language a page declares: what no reader sees.

    JSON-LD is trusted before ``meta`` elements, these before microdata, these before the state a page's
    own program has left in it.
    """
    sources = (
        next(_from_json_ld(tree), PageMetadata()),
        _from_meta(tree),
        _from_microdata(tree),
        next(_from_state(tree), PageMetadata()),
    )
    declared = {
        field: next((value for one in sources if (value := getattr(one, field))), None)
        for field in ("title", "author", "published", "modified", "outlet_name")
    }
    url = _absolute(
        _attribute(tree, "//link[@rel='canonical']", "href"), *(one.url for one in reversed(sources[:2]))
    )
    outlet_name = declared["outlet_name"] or _host(url) or _behind_title(tree)
    return PageMetadata(
        title=_without_site(declared["title"], outlet_name),
        author=declared["author"],
        published=declared["published"],
        modified=declared["modified"],
        outlet_name=outlet_name,
        url=url,
        language=_attribute(tree, "/html", "lang") or _attribute(tree, "/html", "xml:lang"),
    )


def _behind_title(tree: HtmlElement) -> str | None:
    """What stands behind the last separator of ``title``: on pages that declare nothing, the outlet."""
    for element in tree.xpath("//head/title")[:1]:
        parts = re.split(r"\s+[|·•]\s+", " ".join(element.text_content().split()))
        return parts[-1] if len(parts) > 1 and len(parts[-1].split()) <= 4 else None
    return None


def page_title(tree: HtmlElement, outlet_name: str | None) -> str | None:
    """The ``title`` element without the outlet's name behind it."""
    for element in tree.xpath("//head/title")[:1]:
        return _without_site(" ".join(element.text_content().split()) or None, outlet_name)
    return None


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
    if first["published"] is None:
        named = (content for name, content in declared.items() if _PUBLISHED_NAME.fullmatch(name))
        first["published"] = next(named, None)
    # Facebook's article:author is an address, which names nobody.
    if (first["author"] or "").startswith("http"):
        first["author"] = None
    return PageMetadata(**first)


def _from_microdata(tree: HtmlElement) -> PageMetadata:
    """Marked-up elements outside of comments and teasers, which describe other texts."""
    found: dict[str, list[str]] = {"headline": [], "author": [], "datePublished": []}
    for element in tree.xpath("//*[@itemprop='headline' or @itemprop='author' or @itemprop='datePublished']"):
        scope = next(
            (one.get("itemtype") or "" for one in element.iterancestors() if one.get("itemtype")), ""
        )
        if scope and not _ARTICLE_TYPE.search(scope):
            continue
        named = element.xpath(".//*[@itemprop='name']")[:1] or [element]
        written = element.get("content") or element.get("datetime") or named[0].text_content()
        line = " ".join((written or "").split())
        if line and len(line) <= 200:
            found[element.get("itemprop")].append(line)
    return PageMetadata(
        title=next(iter(found["headline"]), None),
        author=", ".join(dict.fromkeys(found["author"])) or None,
        published=next((one for one in found["datePublished"] if read_moment(one)), None),
    )


def _from_state(tree: HtmlElement) -> Iterator[PageMetadata]:
    """What a page built by a program carries for it as JSON: the first object that has headline and date."""
    for script in tree.xpath("//script[@type='application/json']")[:5]:
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _deep_nodes(found):
            title = node.get("headline") or node.get("title")
            dates = (node[key] for key in node if _PUBLISHED_NAME.search(key.lower()))
            moment = next(
                (str(one) for one in dates if isinstance(one, str | int) and read_moment(str(one))), None
            )
            if isinstance(title, str) and moment is not None:
                yield PageMetadata(
                    title=title,
                    author=_name(node.get("authors") or node.get("author"), {}),
                    published=moment,
                )


def _deep_nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < 2000:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting += list(one.values())
        elif isinstance(one, list):
            waiting += one


def _attribute(tree: HtmlElement, path: str, name: str) -> str | None:
    for element in tree.xpath(path)[:1]:
        value = element.get(name)
        if value and value.strip():
            return str(value.strip())
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


def date_in_address(url: str | None) -> str | None:
    """The day in a path like ``/2025/05/06/``."""
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
