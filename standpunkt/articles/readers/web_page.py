"""``.html``: one article a page; where its sentences stand tells its text, declarations and eyes the rest."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from standpunkt.articles.boilerplate import RemovedLine, removed_lines
from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.markup import MAX_TAGS, text_of_markup
from standpunkt.articles.readers.page_article import HEADLINE, mark_article
from standpunkt.articles.readers.page_blocks import Block, page_blocks
from standpunkt.articles.readers.page_metadata import (
    PageMetadata,
    date_in_address,
    page_metadata,
    page_title,
)
from standpunkt.articles.readers.page_visible import (
    find_headline,
    outlet_shown,
    published_in_title,
    shown_author,
    shown_date,
    shown_title,
)
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.rules import Rule, active_rules, rules_for
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
    from trafilatura.utils import load_html

    tree = load_html(source)
    if tree is None:
        raise NoArticle(path, "no article: the page has no readable markup")
    facts = page_metadata(tree)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        article = _with_text(facts, text_of_markup(source))
    else:
        article = _by_structure(tree, facts) or _by_trafilatura(source, facts, tree)
    if not article.text.strip():
        raise NoArticle(path, "no article: no running text on the page")
    return RawFile(articles=(article,))


def _by_structure(tree: HtmlElement, facts: PageMetadata) -> RawArticle | None:
    """The article by where the page's sentences stand; None where there are too few of them."""
    title = page_title(tree, facts.outlet_name)
    headline = find_headline(tree, (facts.title, title))
    rules = rules_for(active_rules(), facts.url)
    blocks = page_blocks(tree, rules, headline)
    found = mark_article(blocks, headline)
    if found is None:
        return None
    _drop_rest(blocks[found.first :], rules)
    if outlet_shown(blocks, facts.author):
        facts = replace(facts, author=None, outlet_name=facts.outlet_name or facts.author)
    shown = published_in_title(title) or shown_date(tree, blocks, found.first)
    kept = [block for block in blocks if block.rule_id is None]
    return RawArticle(
        item_no=0,
        text="\n\n".join(block.text for block in kept),
        title=shown_title(found.headline, facts.title) or title,
        author=facts.author or shown_author(blocks, found.first),
        url=facts.url,
        outlet_name=facts.outlet_name,
        published=facts.published or shown or date_in_address(facts.url),
        modified=facts.modified,
        language=facts.language,
        removed=_removed(blocks),
    )


def _drop_rest(blocks: list[Block], rules: Sequence[Rule]) -> None:
    """What follows the line that ends an article, also where that line itself is none of the article."""
    ending = tuple(rule for rule in rules if rule.action == "remove_rest")
    for at, rule_id in removed_lines([block.text for block in blocks], ending).items():
        if blocks[at].rule_id is None:
            blocks[at].rule_id = rule_id


def _by_trafilatura(source: str, facts: PageMetadata, tree: HtmlElement) -> RawArticle:
    from trafilatura import bare_extraction
    from trafilatura.baseline import baseline

    page = bare_extraction(source, include_comments=False, include_tables=True, url=facts.url)
    text = getattr(page, "text", None) or baseline(source)[1]
    return _with_text(facts, text, page_title(tree, facts.outlet_name))


def _with_text(facts: PageMetadata, text: str, title: str | None = None) -> RawArticle:
    return RawArticle(
        item_no=0,
        text=text,
        title=facts.title or title,
        author=facts.author,
        url=facts.url,
        outlet_name=facts.outlet_name,
        published=facts.published or date_in_address(facts.url),
        modified=facts.modified,
        language=facts.language,
    )


def _removed(blocks: list[Block]) -> tuple[RemovedLine, ...]:
    """Dropped lines, counted by the lines of text in front (two a paragraph, as they are joined)."""
    removed = []
    kept = 0
    for block in blocks:
        if block.rule_id is None:
            kept += 1
        elif block.rule_id != HEADLINE:
            removed.append(RemovedLine(block.text, block.rule_id, 2 * kept))
    return tuple(removed)
