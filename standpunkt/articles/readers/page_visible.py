"""What a reader of a page sees beside its text: headline, author and date."""

import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from standpunkt.articles.bylines import NAME, is_byline
from standpunkt.articles.dates import is_dateline, read_moment
from standpunkt.articles.readers.page_article import TOP
from standpunkt.articles.readers.page_blocks import Block, described

_LONGEST_DATE = 80
_LONGEST_HEADLINE = 220
_SIMILAR = 80.0
_HEADLINES = "//h1 | //*[@role='heading' and @aria-level='1'] | //*[@itemprop='headline']"
_OTHER_HEADLINES = "//h2 | //h3 | //td | //div | //p | //b | //font | //span | //center"
_AUTHOR = re.compile(r"(?<![a-zäöüß])(?:author|autor|autoren|authors|byline|verfasser|writer|itemprop=author)(?![a-z])")
_AUTHOR_LINK = re.compile(r"/(?:autor|author|team|redaktion|person|profil|journalist)\w*/", re.IGNORECASE)
_DATE_ELEMENTS = (
    "//article//time[@datetime][@pubdate or contains(@class, 'publish')]",
    "//article//time[@datetime]",
    "//main//time[@datetime]",
    "//time[@datetime]",
)


def find_headline(tree: HtmlElement, titles: Sequence[str | None]) -> HtmlElement | None:
    """The element that shows the headline: most like one of the declared titles, else the first ``h1``."""
    hints = [title.casefold() for title in titles if title]
    marked = [one for one in tree.xpath(_HEADLINES)[:20] if 2 <= len(_line(one).split()) <= 60]
    if marked:
        best = max(marked, key=lambda one: _likeness(_line(one), hints))
        return best if _likeness(_line(best), hints) >= _SIMILAR else marked[0]
    for element in tree.xpath(_OTHER_HEADLINES)[:400]:
        line = element.text_content() if len(element) < 4 else ""
        if 15 <= len(line) <= _LONGEST_HEADLINE:
            line = _line(element)
            if len(line.split()) >= 3 and any(line.casefold() in hint for hint in hints):
                return element
    return None


def headline_above(blocks: Sequence[Block]) -> Block | None:
    """Where nothing is marked as one: the nearest line above the running text that looks like a headline."""
    first = next((at for at, block in enumerate(blocks) if block.rule_id is None and block.is_sentence), 0)
    for block in reversed(blocks[max(0, first - 8) : first]):
        words = len(block.text.split())
        is_plain = block.linked < 0.5 * len(block.text) and not re.search(r"[.:>»]$", block.text)
        if 3 <= words <= 25 and is_plain and not is_byline(block.text) and not is_dateline(block.text):
            return block
    return None


def shown_title(blocks: Iterable[Block], headline: HtmlElement, declared: str | None) -> str | None:
    """The headline as readers see it; the declared one where the shown one only adds a kicker to it."""
    lines = [block.text for block in blocks if headline in block.ancestors and block.rule_id is None]
    shown = " ".join(lines) or None
    if shown is None or declared is None:
        return shown or declared
    return declared if declared.casefold() in shown.casefold() else shown


def shown_author(tree: HtmlElement, blocks: Sequence[Block]) -> str | None:
    """Names in an element called author, in a link to an author's page, or alone beside the date."""
    for block in _near_headline(blocks):
        names = [one for one in (block.element, *block.element.iterdescendants()) if isinstance(one.tag, str)]
        is_named = any(
            _AUTHOR.search(described(one)) or _AUTHOR_LINK.search(one.get("href") or "") for one in names
        )
        if is_named and len(block.text) <= 120:
            return block.text
    for block in _near_headline(blocks):
        if re.fullmatch(NAME, block.text) and block.rule_id == TOP:
            return block.text
    return None


def shown_date(tree: HtmlElement, blocks: Sequence[Block]) -> str | None:
    """The date near the headline, else of a ``time`` element."""
    for block in _near_headline(blocks):
        if len(block.text) <= 160:
            line = re.sub(r"^.*?(?=\b\d{1,2}\.\s?(?:\d|[A-ZÄ]))", "", block.text)[:_LONGEST_DATE]
            if read_moment(line) is not None and re.search(r"(?:19|20)\d\d|\d\d\.\d\d\.\d\d", line):
                return line
    for path in _DATE_ELEMENTS:
        for element in tree.xpath(path)[:3]:
            if read_moment(element.get("datetime")) is not None:
                return str(element.get("datetime"))
    return None


def _near_headline(blocks: Sequence[Block]) -> list[Block]:
    """Lines between headline and running text, then those above the headline and below the text."""
    first = next((at for at, block in enumerate(blocks) if block.rule_id is None), 0)
    return [
        *(block for block in blocks[first:] if block.rule_id == TOP),
        *(block for block in blocks[first : first + 30] if block.rule_id not in (None, TOP)),
        *reversed(blocks[max(0, first - 10) : first]),
    ]


def _likeness(line: str, hints: Sequence[str]) -> float:
    return max((fuzz.partial_ratio(line.casefold(), hint) for hint in hints), default=0.0)


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().replace("\u00ad", "").split())
