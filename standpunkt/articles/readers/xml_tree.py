"""XML to a tree, safely: no entities but the predefined ones, no external files, no network."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.markup import text_of_markup
from standpunkt.articles.unreadable import BrokenFile, TooLarge

MAX_TAGS = 4_000_000
"""Tags and attributes in one file: a tree takes some 150 bytes of memory for each."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_LONGEST_NAME = 40
_PIECE = 1_000_000
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_POSITION = re.compile(r"(?:, line \d+, column \d+)?(?: \([^()]*, line \d+\))?$")
_LINE_TAGS = frozenset(
    [
        "p",
        "hl1",
        "hl2",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "block",
        "bq",
        "blockquote",
        "div",
        "section",
        "ol",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "hr",
        "br",
        "pre",
    ]
)
_UNSEEN_TAGS = frozenset(["media", "note", "fn", "script", "style", "figcaption", "nitf-table-metadata"])


@dataclass(frozen=True)
class XmlTree:
    """A parsed file."""

    root: etree._Element
    flaw: str | None = None
    """Where the file breaks the rules of XML; what could be read in spite of it is in the tree."""
    is_cut_off: bool = False
    """Whether the end of the root element is missing."""


def parse_xml(raw: bytes, path: str) -> XmlTree:
    """The tree of a file; raises ``EmptyFile``, ``BinaryFile``, ``BrokenFile`` or ``TooLarge``."""
    text = decode_text(raw, path, declared_in_markup=True).lstrip("\ufeff")
    # Only at the beginning: searched for everywhere, white space costs the square of its length.
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    if "<!ENTITY" in text:
        raise BrokenFile(path, "the XML declares entities of its own, which are not read")
    if text.count("<") + text.count('="') + text.count("='") > MAX_TAGS:
        raise TooLarge(path, f"XML with more than {MAX_TAGS:,} tags; cut it into smaller files")
    # Feeds use the names of HTML, which XML does not know.
    text = "".join(_with_characters(_NO_XML.sub("", text))).strip()
    source = text.encode("utf-8")
    try:
        return XmlTree(etree.fromstring(source, _parser(recover=False)))
    except etree.XMLSyntaxError as error:
        flaw = _told(error)
    try:
        root = etree.fromstring(source, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise BrokenFile(path, flaw)
    is_cut_off = re.search(rf"</[\w.-]*:?{re.escape(local_name(root))}\s*>$", text[-300:]) is None
    return XmlTree(root, flaw, is_cut_off)


def _with_characters(text: str) -> Iterator[str]:
    """The text without the names of HTML, in pieces: each name costs memory until its piece is done."""
    begin = 0
    while begin < len(text):
        end = begin + _PIECE
        # Not through the middle of a name.
        cut = text.rfind("&", end - _LONGEST_NAME, end)
        end = cut if cut > begin else end
        yield _NAMED_ENTITY.sub(_character, text[begin:end])
        begin = end


def local_name(element: etree._Element) -> str:
    """Its name without namespace and prefix; empty for what is no element."""
    tag = element.tag
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Child elements with one of the local names, all without any."""
    for child in () if element is None else element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def find(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element that the local names of ``path`` lead to, step by step."""
    for name in path:
        element = next(children(element, name), None)
    return element


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements with one of the local names anywhere within, the element itself among them."""
    return (one for one in element.iter() if local_name(one) in names)


def line_of(element: etree._Element | None) -> str | None:
    """All text within as one line, or null where there is none; HTML written out in it is taken as such."""
    if element is None:
        return None
    return " ".join(text_of_markup("".join(element.itertext())).split()) or None


def attribute_of(element: etree._Element | None, *names: str) -> str | None:
    """The first of these attributes that has a value."""
    found = (None if element is None else element.get(name) for name in names)
    return next((value.strip() for value in found if value and value.strip()), None)


def language_of(*elements: etree._Element | None) -> str | None:
    """``xml:lang`` of the first element that has one."""
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    return next(filter(None, (attribute_of(element, name, "lang") for element in elements)), None)


def html_text(element: etree._Element | None) -> str:
    """Text of HTML inside ``element``, written out, in a CDATA section or as elements."""
    if element is None:
        return ""
    if not len(element):
        return text_of_markup(element.text or "")
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str):
            inner.tag = local_name(inner)
    etree.cleanup_namespaces(element)
    written = [html.escape(element.text or "", quote=False)]
    written += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return text_of_markup("<div>" + "".join(written) + "</div>")


def block_text(element: etree._Element | None) -> str:
    """Text of NITF markup, one line a paragraph, without pictures, their captions and notes."""
    parts: list[str] = []
    unseen = 0
    for event, node in () if element is None else etree.iterwalk(element, events=("start", "end")):
        name = local_name(node)
        if event == "start":
            unseen += bool(unseen or name in _UNSEEN_TAGS)
            if not unseen:
                parts += ["\n" if name in _LINE_TAGS else "", _folded(node.text)]
            continue
        if unseen:
            unseen -= 1
        else:
            parts.append("\n" if name in _LINE_TAGS else " " if name in ("td", "th") else "")
        if not unseen and node is not element:
            parts.append(_folded(node.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _PREDEFINED else html5.get(f"{name};", match[0])


def _told(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    message = " ".join(_POSITION.sub("", error.msg or "unknown error").split())[:200]
    return f"no valid XML: {message} (line {line}, column {column})"


def _folded(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
