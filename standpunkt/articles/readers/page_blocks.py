"""A web page to its lines of text, in order: each with what it is made of, and the rule that drops it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from standpunkt.articles.boilerplate import has_sentence
from standpunkt.articles.rules import Rule

_UNSEEN = frozenset(
    {*("script", "style", "noscript", "template", "iframe", "svg", "object", "canvas", "math", "map")}
    | {*("select", "option", "textarea", "audio", "video")}
)
_INLINE = frozenset(
    {*("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font")}
    | {*("i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp")}
    | {*("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTROLS = frozenset({"button", "form", "iframe", "img", "input", "picture", "video", "audio"})
_SAID_SHORT = 60
_MOST = 0.4

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINTS = re.compile(r"[-_:]+")


@dataclass
class Block:
    """One line of text and where on the page it stands."""

    text: str
    element: HtmlElement
    """Innermost block element around it."""
    linked: int = 0
    """Characters of it inside links."""
    rule_id: str | None = None
    """Rule that drops it."""
    ancestors: tuple[HtmlElement, ...] = field(default=(), repr=False)
    """From the root to ``element``."""

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it as one."""
        return any(one.tag in _HEADINGS or one.get("role") == "heading" for one in self.ancestors[-1:-4:-1])

    @property
    def is_sentence(self) -> bool:
        """Whether it is running text: a full sentence, mostly not linked."""
        leads_to_list = self.element.tag == "p" and self.text.endswith(":") and len(self.text.split()) > 6
        return (has_sentence(self.text) or leads_to_list) and self.linked < 0.5 * len(self.text)


def page_blocks(tree: HtmlElement, rules: Sequence[Rule], headline: HtmlElement | None) -> list[Block]:
    """The lines of the page's body; elements that rules drop give lines that name the rule.

    An element that holds the headline or most of the page's sentences is dropped by no careful rule.
    """
    body = tree if tree.tag == "body" else next(iter(tree.iter("body")), tree)
    dropped = _dropped(body, tuple(rules), headline)
    return list(_Lines(body, dropped).read())


def controls(element: HtmlElement) -> bool:
    """Whether there is a picture, a button, a field or a player in it."""
    return next(element.iter(*_CONTROLS), None) is not None


def described(element: HtmlElement) -> str:
    """What an element calls itself, as ``element`` rules see it."""
    written = f"{element.get('class') or ''} {element.get('id') or ''}"
    names = _JOINTS.sub("-", _CAMEL.sub("-", written)).lower()
    role, prop = element.get("role"), element.get("itemprop")
    named = f"<{element.tag}> {f'role={role} ' if role else ''}{f'itemprop={prop} ' if prop else ''}{names}"
    style = element.get("style")
    is_hidden = element.get("hidden") is not None or (style and re.search(r"display\s*:\s*none", style))
    return f"{named} hidden=true" if is_hidden else named


def _dropped(
    body: HtmlElement, rules: tuple[Rule, ...], headline: HtmlElement | None
) -> dict[HtmlElement, str]:
    """Element -> rule that drops it; elements inside dropped ones are not looked at."""
    expression = _element_expression(rules)
    weights, kind_of_text = _weights(body)
    most = _MOST * weights.get(body, 0)
    around_headline = set() if headline is None else {headline, *headline.iterancestors()}
    dropped: dict[HtmlElement, str] = {}
    for element in body.iterdescendants():
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        name = described(element)
        if not expression.search(name):
            continue
        rule = next(one for one in rules if one.kind == "element" and _element_pattern(one).search(name))
        if rule.action == "keep":
            continue
        if rule.action != "remove_any" and (
            element in around_headline
            or (most and weights.get(element, 0) >= most)
            or (kind_of_text is not None and _kind(element) == kind_of_text)
        ):
            continue
        if rule.action == "remove_linked" and not controls(element) and next(element.iter("a"), None) is None:
            continue
        dropped[element] = rule.rule_id
    return dropped


def _weights(body: HtmlElement) -> tuple[dict[HtmlElement, int], tuple[str, str] | None]:
    """Element -> characters of longer pieces of text in it, those of links left out; and the kind of
    element (tag and first class) that holds most of them, if it has a class."""
    weights: dict[HtmlElement, int] = {}
    kinds: Counter[tuple[str, str] | None] = Counter()
    for element in body.iter():
        is_text = isinstance(element.tag, str) and element.tag not in _UNSEEN and element.tag != "a"
        for owner, text in (
            (element, element.text if is_text else None),
            (element.getparent(), element.tail),
        ):
            if text and owner is not None and len(text) > _SAID_SHORT:
                length = len(text.strip())
                kinds[_kind(owner)] += length
                weights[owner] = weights.get(owner, 0) + length
                for ancestor in owner.iterancestors():
                    weights[ancestor] = weights.get(ancestor, 0) + length
    if not kinds:
        return weights, None
    kind, weight = kinds.most_common(1)[0]
    return weights, kind if weight >= 0.5 * sum(kinds.values()) else None


def _kind(element: HtmlElement) -> tuple[str, str] | None:
    names = (element.get("class") or "").split()
    return (str(element.tag), names[0]) if names else None


@cache
def _element_expression(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    either = "|".join(one.pattern for one in rules if one.kind == "element") or "(?!)"
    return re.compile(rf"(?<![a-zäöüß])(?:{either})(?![a-zäöüß])")


@cache
def _element_pattern(rule: Rule) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zäöüß])(?:{rule.pattern})(?![a-zäöüß])")


class _Lines:
    """Walks the page once and gathers text between the borders of block elements."""

    def __init__(self, body: HtmlElement, dropped: dict[HtmlElement, str]) -> None:
        self.body = body
        self.dropped = dropped
        self.path: list[HtmlElement] = []
        self.rules: list[str] = []
        self.links = 0
        self.pieces: list[str] = []
        self.linked = 0
        self.aside: list[str] = []

    def read(self) -> Iterator[Block]:
        """The blocks from first to last."""
        skipped: HtmlElement | None = None
        for event, element in etree.iterwalk(self.body, events=("start", "end", "comment", "pi")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
                continue
            if event in ("comment", "pi"):
                self._add(element.tail)
            elif event == "start" and element.tag in _UNSEEN:
                skipped = element
            elif event == "start":
                yield from self._start(element)
            else:
                yield from self._end(element)
        yield from self._flush()

    def _start(self, element: HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag not in _INLINE:
            yield from self._flush()
            self.path.append(element)
        if element in self.dropped:
            if not self.rules and tag in _INLINE:
                # What is dropped inside a line leaves the rest of the line together.
                self.aside = []
            self.rules.append(self.dropped[element])
        self.links += tag == "a"
        self._add(element.text)

    def _end(self, element: HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag not in _INLINE:
            yield from self._flush()
            self.path.pop()
        self.links -= tag == "a"
        if element in self.dropped:
            rule_id = self.rules.pop()
            aside = " ".join(" ".join(self.aside).split())
            if not self.rules and tag in _INLINE and aside:
                self.aside = []
                self.pieces.append(" ")
                yield Block(aside, self._owner(), rule_id=rule_id, ancestors=tuple(self.path))
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.rules:
            self.aside.append(text)
            return
        self.pieces.append(text)
        length = len(text.strip())
        self.linked += length if self.links else 0

    def _flush(self) -> Iterator[Block]:
        if self.rules and self.aside:
            line = " ".join(" ".join(self.aside).split())
            self.aside = []
            if line:
                yield Block(line, self._owner(), rule_id=self.rules[0], ancestors=tuple(self.path))
        if self.pieces:
            line = " ".join("".join(self.pieces).split())
            if line:
                yield Block(line, self._owner(), self.linked, None, tuple(self.path))
        self.pieces, self.linked = [], 0

    def _owner(self) -> HtmlElement:
        return self.path[-1] if self.path else self.body
