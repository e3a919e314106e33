"""What a reader of a page sees beside its text: headline, author and date."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from standpunkt.articles.bylines import NAME
from standpunkt.articles.dates import read_moment
from standpunkt.articles.readers.page_article import HEADLINE, TOP
from standpunkt.articles.readers.page_blocks import Block, described

_LONGEST_DATE = 80
_LONGEST_HEADLINE = 220
_SIMILAR = 80.0
_HEADLINES = "//h1 | //*[@role='heading' and @aria-level='1'] | //*[@itemprop='headline']"
_OTHER_HEADLINES = "//h2 | //h3 | //td | //div | //p | //b | //font | //span | //center"
_AUTHOR = re.compile(
    r"(?<![a-zäöüß])(?:author|autor|autoren|authors|byline|verfasser|writer|itemprop=author)(?![a-z])"
)
_AUTHOR_LINK = re.compile(r"/(?:autor|author|team|redaktion|person|profil|journalist)\w*/", re.IGNORECASE)
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-ZÄ][a-zä]{2,8}\.?\s)\d\d|\b(?:19|20)\d\d-\d\d-\d\d", re.I
)
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


def shown_title(headline: Sequence[Block], declared: str | None) -> str | None:
    """The headline as readers see it; the declared one where the shown one only adds a kicker to it."""
    shown = " ".join(block.text for block in headline).strip(" :|–-") or None
    if shown is None or declared is None:
        return shown or declared
    return declared if declared.casefold() in shown.casefold() else shown


def shown_author(blocks: Sequence[Block], first: int) -> str | None:
    """Names in an element called author, in a link to an author's page, or alone beside the date."""
    near = _near_headline(blocks, first)
    for block in near:
        within = (
            one for one in (block.element, *block.element.iterdescendants()) if isinstance(one.tag, str)
        )
        named = [one for one in within if _is_author(one)] if len(block.text) <= 160 else []
        if named:
            names = [name for one in named for name in _names_in(one)]
            return ", ".join(dict.fromkeys(names)) or block.text
    for block in near:
        names = _names_in(block.element) if block.rule_id == TOP and len(block.text.split()) <= 12 else []
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def shown_date(tree: HtmlElement, blocks: Sequence[Block], first: int) -> str | None:
    """The date near the headline, else of a ``time`` element."""
    for block in _near_headline(blocks, first):
        if len(block.text) <= 160:
            match = _DAY.search(block.text)
            line = block.text[match.start() :][:_LONGEST_DATE] if match is not None else ""
            if read_moment(line) is not None:
                return line
    for path in _DATE_ELEMENTS:
        for element in tree.xpath(path)[:3]:
            if read_moment(element.get("datetime")) is not None:
                return str(element.get("datetime"))
    return None


def outlet_shown(blocks: Sequence[Block], name: str | None) -> bool:
    """Whether the page is headed by this name: then it is the outlet's, and no author's."""
    headed = next((at for at, block in enumerate(blocks) if block.rule_id == HEADLINE), 0)
    return name is not None and any(block.text == name for block in blocks[:headed])


def published_in_title(title: str | None) -> str | None:
    """A day in the page's ``title``, as pages of the first years have it: "Tagblatt / 14.02.2001"."""
    match = re.search(r"(?<!\d)[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?!\d)", title or "")
    return None if match is None else match.group()


def _is_author(element: HtmlElement) -> bool:
    return bool(_AUTHOR.search(described(element)) or _AUTHOR_LINK.search(element.get("href") or ""))


def _names_in(element: HtmlElement) -> list[str]:
    """Names that stand in pieces of the element, each a name of its own."""
    pieces = (" ".join((one or "").split()) for one in element.itertext())
    return [piece for piece in pieces if re.fullmatch(NAME, piece)]


def _near_headline(blocks: Sequence[Block], first: int) -> list[Block]:
    """Lines between headline and running text, those above the headline, and the first ones below."""
    headed = [at for at, block in enumerate(blocks[:first]) if block.rule_id == HEADLINE]
    top = headed[-1] + 1 if headed else first
    above = headed[0] if headed else first
    return [
        *(block for block in blocks[top:first] if block.rule_id is not None),
        *reversed(blocks[max(0, above - 10) : above]),
        *(block for block in blocks[first : first + 12] if block.rule_id is not None),
    ]


def _likeness(line: str, hints: Sequence[str]) -> float:
    return max((fuzz.partial_ratio(line.casefold(), hint) for hint in hints), default=0.0)


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().replace("\u00ad", "").split())
