"""NITF and NewsML-G2, in which agencies deliver: one article an item."""

from lxml import etree

from standpunkt.articles.readers.markup import text_of_markup
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.xml_tree import (
    attribute_of,
    block_text,
    children,
    descendants,
    find,
    html_text,
    language_of,
    line_of,
    local_name,
)

_WITHDRAWN = ("canceled", "cancelled", "withheld")


def nitf_articles(root: etree._Element) -> RawFile:
    """The article of a NITF file, or the articles of a NewsML 1 file that holds some."""
    is_single = local_name(root) == "nitf"
    found = [
        _nitf_article(one, number, "" if is_single else f"item {number + 1}")
        for number, one in enumerate(descendants(root, "nitf"))
    ]
    return RawFile(tuple(found), holds_many=not is_single)


def newsml_articles(root: etree._Element) -> RawFile:
    """The news items of a message, or one that stands alone; withdrawn ones and pictures are problems."""
    articles = []
    problems = []
    is_single = local_name(root) == "newsItem"
    for number, item in enumerate(descendants(root, "newsItem")):
        place = "" if is_single else f"item {number + 1}"
        article = _newsml_article(item, number, place)
        flaw = _withdrawn(item) or (None if article.text.strip() else _without_text(item))
        if flaw is None:
            articles.append(article)
        else:
            problems.append(f"{place}: {flaw}" if place else flaw)
    return RawFile(tuple(articles), tuple(problems), holds_many=not is_single)


def _nitf_article(nitf: etree._Element, number: int, place: str) -> RawArticle:
    head, body = find(nitf, "head"), find(nitf, "body")
    top, content = find(body, "body.head"), find(body, "body.content")
    docdata, printed = find(head, "docdata"), find(head, "pubdata")
    dates = (
        attribute_of(find(docdata, "date.issue"), "norm"),
        attribute_of(find(docdata, "date.release"), "norm"),
        attribute_of(find(top, "dateline", "story.date"), "norm"),
        attribute_of(printed, "date.publication"),
    )
    outlets = (
        attribute_of(printed, "name"),
        attribute_of(find(docdata, "doc.copyright"), "holder"),
        line_of(find(top, "distributor")),
    )
    return RawArticle(
        item_no=number,
        text=block_text(content),
        title=line_of(find(top, "hedline", "hl1")) or line_of(find(head, "title")),
        author=_nitf_author(top),
        url=attribute_of(printed, "ex-ref"),
        outlet_name=next(filter(None, outlets), None),
        published=next(filter(None, dates), None),
        language=language_of(content, body, nitf),
        place=place,
        key=attribute_of(find(docdata, "doc-id"), "id-string") if place else None,
    )


def _nitf_author(top: etree._Element | None) -> str | None:
    names = []
    for byline in children(top, "byline"):
        people = [line_of(person) for person in descendants(byline, "person")]
        # Without persons it is the line as printed; "byttl" is an office, as "Korrespondent".
        told = [byline.text, *(line_of(one) for one in children(byline) if local_name(one) != "byttl")]
        told += [one.tail for one in byline]
        names += people or [" ".join(" ".join(filter(None, told)).split())]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _newsml_article(item: etree._Element, number: int, place: str) -> RawArticle:
    item_meta, meta = find(item, "itemMeta"), find(item, "contentMeta")
    inner = _content(item, number)
    dates = (
        line_of(find(item_meta, "firstCreated")),
        line_of(find(meta, "contentCreated")),
        line_of(find(item_meta, "versionCreated")),
    )
    outlets = (_named(find(meta, "infoSource")), _named(find(item_meta, "provider")))
    return RawArticle(
        item_no=number,
        text=inner.text,
        title=line_of(find(meta, "headline")) or inner.title or line_of(find(item_meta, "title")),
        author=line_of(find(meta, "by")) or _creators(meta) or inner.author,
        url=_address(item_meta),
        outlet_name=next(filter(None, outlets), inner.outlet_name),
        published=next(filter(None, dates), inner.published),
        language=attribute_of(find(meta, "language"), "tag") or inner.language or language_of(item),
        place=place,
        # Without its version, so that a correction is a version of the same article.
        key=attribute_of(item, "guid") if place else None,
    )


def _content(item: etree._Element, number: int) -> RawArticle:
    """The first rendition that has text, as NITF, HTML or plain text."""
    for content in children(find(item, "contentSet"), "inlineXML", "inlineData"):
        nitf = next(descendants(content, "nitf"), None)
        if nitf is not None:
            found = _nitf_article(nitf, number, "")
        elif local_name(content) == "inlineData":
            found = RawArticle(number, text_of_markup(content.text or ""))
        else:
            page = next(descendants(content, "body"), content)
            is_html = next(descendants(content, "html", "p", "div"), None) is not None
            found = RawArticle(
                number,
                html_text(page) if is_html else block_text(page),
                title=line_of(next(descendants(page, "h1"), None)),
                language=language_of(*descendants(content, "html")),
            )
        if found.text.strip():
            return found
    return RawArticle(number, "")


def _withdrawn(item: etree._Element) -> str | None:
    status = attribute_of(find(item, "itemMeta", "pubStatus"), "qcode", "uri") or ""
    return f"withdrawn by its sender ({status})" if status.endswith(_WITHDRAWN) else None


def _without_text(item: etree._Element) -> str:
    kind = attribute_of(find(item, "itemMeta", "itemClass"), "qcode", "uri") or ""
    kind = kind.replace("/", ":").rpartition(":")[2]
    return "no article text" + (f", its class is {kind}" if kind not in ("", "text") else "")


def _named(element: etree._Element | None) -> str | None:
    """What names a party: a name within, a literal, else its code without the scheme."""
    name = line_of(find(element, "name")) or attribute_of(element, "literal")
    code = attribute_of(element, "qcode", "uri")
    return name or (code.replace("/", ":").rpartition(":")[2] if code else None)


def _creators(meta: etree._Element | None) -> str | None:
    names = [line_of(find(one, "name")) or attribute_of(one, "literal") for one in children(meta, "creator")]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _address(item_meta: etree._Element | None) -> str | None:
    """Where the item stands on the web, if it says so."""
    for link in children(item_meta, "link"):
        address, relation = attribute_of(link, "href") or "", attribute_of(link, "rel") or ""
        if address.startswith(("http://", "https://")) and relation.endswith(("alternate", "isAlternateOf")):
            return address
    return None
