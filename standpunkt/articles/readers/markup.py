"""HTML inside other formats to lines of text."""

import html
import re

from lxml.html import document_fromstring

MAX_TAGS = 500_000
"""Beyond them a text's tags are only taken out: a tree takes some 500 bytes of memory for each."""

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|em|strong|b|i|u|h[1-6]|ul|ol|li|blockquote|img|figure|section|article|table)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile("<[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,10});")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_UNSEEN = frozenset({"script", "style", "figcaption", "noscript", "template", "iframe"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"}
) | frozenset({"blockquote", "figure", "section", "article", "table", "tr", "br", "hr", "pre"})


def text_of_markup(text: str) -> str:
    """``text`` without tags and entities, one line a block; unchanged when there is no markup in it."""
    if not _MARKUP.search(text):
        return html.unescape(text) if _ENTITY.search(text) else text
    if text.count("<") > MAX_TAGS:
        return html.unescape(_ANY_TAG.sub("\n", text))
    # In HTML a line break in the source is a space.
    tree = document_fromstring("<div>" + " ".join(_NO_XML.sub("", text).split()) + "</div>")
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            element.drop_tree()
        elif element.tag in _BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    return str(tree.text_content()).strip()
