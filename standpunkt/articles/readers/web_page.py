"""``.html``: one article a page; trafilatura finds its text, the page's own declarations the rest."""

import logging
import re

from lxml.html import HtmlElement

from standpunkt.articles.boilerplate import is_teaser, without_boilerplate
from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.markup import MAX_TAGS, text_of_markup
from standpunkt.articles.readers.page_metadata import page_metadata
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.unreadable import NoArticle, TooLarge

MAX_ELEMENTS = 50_000
"""Larger pages are no articles; finding a main text in them takes minutes, so that all text is taken."""

MAX_PAGE = 32 * 1024 * 1024
"""Characters of a page with pictures written out in it."""

_TAG = re.compile(r"<(?:html|head|body|p|div|article|h1|br|span|meta|title|!doctype)\b", re.IGNORECASE)

# It warns of every page without text, which the reason for the file says better.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_web_page(raw: bytes, path: str) -> RawFile:
    """One raw article; raises ``EmptyFile``, ``BinaryFile``, ``TooLarge`` or ``NoArticle``."""
    source = decode_text(raw, path, declared_in_markup=True).replace("\0", "").lstrip("\ufeff")
    if not _TAG.search(source[:20_000]):
        # Plain text saved under this name.
        return RawFile(articles=(RawArticle(item_no=0, text=source),))
    if len(source) > MAX_PAGE or source.count("<") > MAX_TAGS:
        limits = f"{MAX_PAGE // 1024 // 1024} MiB or {MAX_TAGS:,} tags"
        raise TooLarge(path, f"a page of more than {limits}, which no article has")
    if not re.search(r"<(?:html|body)\b", source[:20_000], re.IGNORECASE):
        # A piece of a page: trafilatura takes only whole ones.
        source = f"<html><body>{source}</body></html>"
    # lxml refuses text that declares an encoding of its own.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)

    # Imported here: it takes a second, and an inbox may hold no page.
    from trafilatura import bare_extraction
    from trafilatura.baseline import baseline
    from trafilatura.utils import load_html

    tree = load_html(source)
    if tree is None:
        raise NoArticle(path, "no article: the page has no readable markup")
    facts = page_metadata(tree)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        text = text_of_markup(source)
    else:
        _drop_link_boxes(tree)
        page = bare_extraction(tree, include_comments=False, include_tables=True, url=facts.url)
        text = getattr(page, "text", None) or baseline(tree)[1]
    if not text.strip():
        raise NoArticle(path, "no article: no running text on the page")
    article = RawArticle(
        item_no=0,
        text=text,
        title=facts.title,
        author=facts.author,
        url=facts.url,
        outlet_name=facts.outlet_name,
        published=facts.published,
        language=facts.language,
    )
    return RawFile(articles=(article,))


def _drop_link_boxes(tree: HtmlElement) -> None:
    """Take out paragraphs that are nothing but links to other stories, with their heading if any.

    trafilatura drops some such headings and keeps the links, which then look like text.
    """
    for block in tree.xpath("//p[.//a] | //div[.//a] | //li[.//a]"):
        line = " ".join(block.text_content().split())
        linked = " ".join(" ".join(link.text_content().split()) for link in block.iter("a"))
        if not linked.strip() or not is_teaser(line) or block.getparent() is None:
            continue
        beside = line.replace(linked, "", 1).strip()
        if not beside or without_boilerplate([beside])[1]:
            block.drop_tree()
