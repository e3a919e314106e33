"""Which lines of a page are the article: found by where its sentences stand, not by phrases.

Running text lies in elements of the same kind under one container. What stands in the container beside
them in boxes of its own (with a title, a picture or a button, mostly linked, or repeating the text) is no
part of it; neither is what stands before the headline or behind the last sentence.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from standpunkt.articles.bylines import NAME, is_byline
from standpunkt.articles.dates import is_dateline
from standpunkt.articles.readers.page_blocks import Block, controls

MIN_WORDS = 30
"""Fewer words of running text than this are left to another method."""

OUTSIDE, BOX, REPEATED = "page_outside_article", "page_box", "page_repeated"
ADVERTISEMENT = "page_advertisement"
TOP, HEADLINE = "page_byline", "page_headline"
"""Rules of this module, as ``removed`` names them; the headline's lines are put in front instead."""


@dataclass(frozen=True)
class Article:
    """Where the article was found."""

    headline: tuple[Block, ...]
    """Lines of the headline; empty if there is none."""
    first: int
    """Number of the first line of running text."""


_MAIN_SHARE = 0.12
_CONTAINER_SHARE = 0.8
_LARGE_BOX = 0.15
_MAX_HEADING_WORDS = 16
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d\s?(?:Uhr|h)\b|\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d")
_DATED = re.compile(r"\d{1,2}\. ?[A-Za-zä]{3,9} (?:19|20)\d\d")
_ADVERTISEMENT = re.compile(r"\W*(?:Anzeige|Werbung|Sponsored|Promotion)\W*", re.IGNORECASE)
_MENU_LINES = 5
_SMALL_BOX = 6
_NOT_A_WORD = re.compile(r"\W+")


def mark_article(blocks: Sequence[Block], headline: HtmlElement | None) -> Article | None:
    """Give every line outside the article the rule that drops it; None if no article is found.

    Without a ``headline``, the nearest line above the running text that looks like one is taken for it.
    """
    sentences = [
        block
        for block in blocks
        if block.rule_id is None and block.is_sentence and not _is_dated(block) and not _is_call(block)
    ]
    sentences = _of_headline(blocks, sentences, headline)
    headline = None if _is_site_name(blocks, sentences, headline) else headline
    if sum(len(block.text.split()) for block in sentences) < MIN_WORDS:
        return None
    container = _container(sentences)
    main = _main_paths([block for block in sentences if container in block.ancestors], container)
    chosen = set(map(id, sentences))
    labels = _labelled_as_advertisement(blocks)
    is_main = [
        block.rule_id is None
        and container in block.ancestors
        and _path(block, container) in main
        and not _is_post(block)
        and not _is_call(block)
        and at not in labels
        for at, block in enumerate(blocks)
    ]
    running = [at for at, block in enumerate(blocks) if is_main[at] and id(block) in chosen]
    first, last = running[0], running[-1]
    headed = _headed_by(blocks, headline, first)
    top = headed[-1] + 1 if headed else first
    spine = {one for at in (*running, *headed) for one in blocks[at].ancestors}
    boxes = _Boxes(blocks, spine, [blocks[at] for at in running])
    for at, block in enumerate(blocks):
        if at in headed:
            block.rule_id = HEADLINE
        elif block.rule_id is not None:
            continue
        elif at in labels:
            block.rule_id = ADVERTISEMENT
        elif at < top or at > last:
            block.rule_id = OUTSIDE
        elif at < first:
            block.rule_id = None if _is_lead(block, boxes) else TOP
        elif is_main[at] and block.is_sentence:
            block.rule_id = None
        else:
            block.rule_id = boxes.verdict(block) or _short_line(blocks, at, is_main)
    return Article(tuple(blocks[at] for at in headed), first)


def _of_headline(
    blocks: Sequence[Block], sentences: list[Block], headline: HtmlElement | None
) -> list[Block]:
    """Those behind the headline, if most running text is there, and before the headline of another text.

    A greeting or a summary may stand above; pages without end put the next article below.
    """
    at = next((number for number, block in enumerate(blocks) if headline in block.ancestors), 0)
    above = set(map(id, blocks[:at]))
    behind = [block for block in sentences if id(block) not in above]
    if 2 * _length(behind) <= _length(sentences):
        return sentences
    following = next(
        (number for number in range(at, len(blocks)) if _is_other_headline(blocks[number], headline)), None
    )
    below = set() if following is None else set(map(id, blocks[following:]))
    own = [block for block in behind if id(block) not in below]
    return own if sum(len(block.text.split()) for block in own) >= MIN_WORDS else behind


def _is_other_headline(block: Block, headline: HtmlElement | None) -> bool:
    if headline is None or headline.tag != "h1" or headline in block.ancestors:
        return False
    return any(one.tag == "h1" for one in block.ancestors[-2:]) and block.rule_id is None


def _is_site_name(blocks: Sequence[Block], sentences: Sequence[Block], headline: HtmlElement | None) -> bool:
    """Whether what was taken for the headline is no heading, and a menu stands between it and the text."""
    if headline is None or headline.tag in ("h1", "h2", "h3") or not sentences:
        return False
    chosen = set(map(id, sentences))
    at = next((number for number, block in enumerate(blocks) if headline in block.ancestors), 0)
    first = next(number for number, block in enumerate(blocks) if id(block) in chosen)
    return headline.get("role") != "heading" and first - at > _MENU_LINES


def _is_dated(block: Block) -> bool:
    """Whether the line is nothing but date, time and what programs write beside them."""
    return _CLOCK.match(block.text) is not None and len(block.text.split()) <= 12


def _is_call(block: Block) -> bool:
    """Whether a button or a field belongs to the line: it asks readers to do something."""
    parent = block.ancestors[-2] if len(block.ancestors) > 1 else None
    if parent is None or len(parent) > _SMALL_BOX or parent.tag in ("body", "article", "main"):
        return False
    return any(child.tag in ("button", "form", "input") for child in parent)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _headed_by(blocks: Sequence[Block], headline: HtmlElement | None, first: int) -> list[int]:
    """Numbers of the headline's lines above the running text."""
    if headline is not None:
        return [at for at in range(first) if headline in blocks[at].ancestors and blocks[at].rule_id is None]
    above: list[int] = []
    for at in range(first - 1, max(-1, first - 8), -1):
        if _may_be_headline(blocks[at]):
            above.append(at)
        elif above:
            break
    # The topmost of the lines that stand together: below it come sub-titles.
    return above[-1:]


def _may_be_headline(block: Block) -> bool:
    is_other = is_byline(block.text) or is_dateline(block.text) or block.rule_id is not None
    is_plain = block.linked < 0.5 * len(block.text) and not re.search(r"^\(|[>»]|[.:)]$", block.text)
    is_dated = _CLOCK.search(block.text) is not None or _DATED.search(block.text) is not None
    return 3 <= len(block.text.split()) <= 25 and is_plain and not is_other and not is_dated


def _labelled_as_advertisement(blocks: Sequence[Block]) -> set[int]:
    """Numbers of lines called an advertisement by the line above: short, with a link."""
    return {
        at
        for at in range(1, len(blocks))
        if _ADVERTISEMENT.fullmatch(blocks[at - 1].text)
        and blocks[at].linked
        and len(blocks[at].text.split()) <= 25
    }


def _container(sentences: Sequence[Block]) -> HtmlElement:
    """The lowest element with nearly all running text in it."""
    weights: Counter[HtmlElement] = Counter()
    for block in sentences:
        for ancestor in block.ancestors:
            weights[ancestor] += len(block.text)
    enough = _CONTAINER_SHARE * sum(len(block.text) for block in sentences)
    deepest = max(sentences, key=lambda block: weights[block.element]).ancestors
    return max(
        (one for block in (*sentences, sentences[0]) for one in block.ancestors if weights[one] >= enough),
        key=lambda one: sum(1 for _ in one.iterancestors()),
        default=deepest[0],
    )


def _path(block: Block, container: HtmlElement) -> tuple[str, ...]:
    at = block.ancestors.index(container)
    return tuple(str(one.tag) for one in block.ancestors[at:])


def _main_paths(inside: Sequence[Block], container: HtmlElement) -> set[tuple[str, ...]]:
    """Kinds of places that hold a good part of the running text each."""
    weights: Counter[tuple[str, ...]] = Counter()
    for block in inside:
        weights[_path(block, container)] += len(block.text)
    least = _MAIN_SHARE * sum(weights.values())
    return {path for path, weight in weights.items() if weight >= least}


def _is_lead(block: Block, boxes: "_Boxes") -> bool:
    """Whether a line between headline and running text belongs to the article."""
    if is_byline(block.text) or is_dateline(block.text) or block.linked > 0.5 * len(block.text):
        return False
    if boxes.verdict(block) is not None:
        return False
    if _CLOCK.search(block.text) is not None and len(block.text.split()) <= 12:
        return False
    return block.is_sentence or (len(block.text.split()) >= 5 and block.text[-1] not in ".:)>")


def _short_line(blocks: Sequence[Block], at: int, is_main: Sequence[bool]) -> str | None:
    """The rule for a line among running text that is no sentence itself: sub-headings and lists stay."""
    block = blocks[at]
    following = next((n for n in range(at + 1, len(blocks)) if blocks[n].rule_id is None), None)
    before = next((blocks[n] for n in range(at - 1, -1, -1) if blocks[n].rule_id is None), None)
    if block.element.tag in ("li", "dd", "dt", "td") or block.is_sentence:
        return None
    if before is not None and before.text.endswith(":"):
        return None
    # "Von unserem Redaktionsmitglied", and the name on a line of its own.
    if at and re.match(r"(?:Von|Text|Autor)\b", blocks[at - 1].text) and re.fullmatch(NAME, block.text):
        return TOP
    leads_on = following is not None and (
        (is_main[following] and blocks[following].is_sentence) or blocks[following].is_heading
    )
    is_short = len(block.text.split()) <= _MAX_HEADING_WORDS and block.linked < 0.5 * len(block.text)
    return None if leads_on and is_short and not is_byline(block.text) else BOX


def _is_post(block: Block) -> bool:
    """A post of a network put into the text: its author's handle stands in it."""
    quotes = [one for one in block.ancestors if one.tag == "blockquote"]
    return bool(quotes) and _HANDLE.search(quotes[0].text_content()) is not None


def _folded(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


class _Boxes:
    """What stands beside the running text in elements of its own."""

    def __init__(self, blocks: Sequence[Block], spine: set[HtmlElement], running: Sequence[Block]) -> None:
        self.spine = spine
        self.total = _length(running)
        self.running_text = " ".join(_folded(block.text) for block in running)
        self.lines: dict[HtmlElement, list[Block]] = {}
        self.verdicts: dict[HtmlElement, str | None] = {}
        for block in blocks:
            box = self._box(block)
            if box is not None:
                self.lines.setdefault(box, []).append(block)

    def verdict(self, block: Block) -> str | None:
        """The rule that drops the box around the line, None if there is no box or it stays."""
        box = self._box(block)
        if box is None:
            return None
        if box not in self.verdicts:
            self.verdicts[box] = self._judge(box)
        return self.verdicts[box]

    def _box(self, block: Block) -> HtmlElement | None:
        return next((one for one in block.ancestors if one not in self.spine), None)

    def _judge(self, box: HtmlElement) -> str | None:
        lines = self.lines[box]
        if len(lines) == 1 and lines[0].is_heading:
            return None
        text = " ".join(line.text for line in lines)
        if len(text) >= _LARGE_BOX * self.total:
            return None
        if any(_folded(line.text) in self.running_text for line in lines if len(line.text) >= 20):
            return REPEATED
        is_titled = (
            len(lines) > 1
            and box.tag not in ("ul", "ol", "dl")
            and not lines[0].is_sentence
            and (box.tag != "table" or any(line.is_sentence for line in lines))
        )
        is_linked = sum(line.linked for line in lines) > 0.3 * len(text)
        is_post = _HANDLE.search(text) is not None
        return BOX if is_titled or is_linked or is_post or controls(box) else None
