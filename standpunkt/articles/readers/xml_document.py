"""``.xml``, ``.rss``, ``.atom``: feeds and agency formats, told apart by their root element."""

from collections.abc import Callable, Mapping

from lxml import etree

from standpunkt.articles.readers.raw import RawFile
from standpunkt.articles.readers.web_page import read_web_page
from standpunkt.articles.readers.xml_feed import feed_articles
from standpunkt.articles.readers.xml_news import newsml_articles, nitf_articles
from standpunkt.articles.readers.xml_tree import descendants, local_name, parse_xml
from standpunkt.articles.unreadable import NoArticle

ROOTS: Mapping[str, Callable[[etree._Element], RawFile]] = {
    "rss": feed_articles,
    "RDF": feed_articles,
    "feed": feed_articles,
    "entry": feed_articles,
    "nitf": nitf_articles,
    "NewsML": nitf_articles,
    "newsMessage": newsml_articles,
    "newsItem": newsml_articles,
}
"""By the local name of the root element."""


def read_xml(raw: bytes, path: str) -> RawFile:
    """Articles of a feed, a NITF or a NewsML-G2 file.

    Raises ``EmptyFile``, ``BinaryFile``, ``BrokenFile`` with line and column, ``TooLarge``, or
    ``NoArticle`` for other XML. A file with a flaw gives what can be read in spite of it, and a problem;
    the last of several items is left out if the file ends within it.
    """
    tree = parse_xml(raw, path)
    name = local_name(tree.root)
    if name == "html":
        return read_web_page(raw, path)
    if name not in ROOTS:
        raise NoArticle(
            path,
            f"no article: XML with the root element {name[:60]}; readable are RSS, Atom, NITF and NewsML-G2",
        )
    left_out = _drop_last_item(tree.root) if tree.is_cut_off else ()
    found = ROOTS[name](tree.root)
    flaws = () if tree.flaw is None else (tree.flaw,)
    return RawFile(found.articles, (*flaws, *found.problems, *left_out), found.holds_many)


def _drop_last_item(root: etree._Element) -> tuple[str, ...]:
    """Take out the item in which the file breaks off; a file that is one item keeps what it has."""
    items = list(descendants(root, "item", "entry", "newsItem"))
    if not items or items[-1] is root:
        return ()
    items[-1].getparent().remove(items[-1])
    return (f"item {len(items)}: left out, since the file breaks off in or behind it",)
