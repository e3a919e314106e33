"""Markdown to paragraphs of plain text, in time that grows with the length of the text and no faster.

Parsers that follow CommonMark to the letter need minutes for a page of opening brackets, and they take
the star of "Bürger*innen" for emphasis. What a press article uses is less: headings, emphasis, links,
pictures, lists, quotations, tables, and HTML in between.
"""

import re
from collections.abc import Iterator

from standpunkt.articles.readers.markup import text_of_markup

MAX_MARKDOWN = 3_000_000
"""Characters read as Markdown, some seconds' work; what is longer is no article and stays as written."""

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_QUOTED = re.compile(r"(?: {0,3}>){1,20} ?")
_BULLET = re.compile(r"[ \t]{0,40}[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NUMBERED = re.compile(r"[ \t]{0,40}\d{1,9}[.)][ \t]+(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*(\S+)")
_CALLOUT = re.compile(r"\[![\w-]{1,30}\][+-]?[ \t]*")
_TABLE_RULE = re.compile(r"[ \t|:-]{3,}")
_HTML_BLOCK = re.compile(r" {0,3}</?[A-Za-z][\w-]{0,30}[\s>/]")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNESCAPED = re.compile("[\U0010ff21-\U0010ff7e]")
_HIDDEN = 0x10FF00
_TARGET = (
    r"\([ \t]*(?:<[^<>\n]{0,2000}>|[^()\s<]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,3})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*\)"
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,1000}\]" + _TARGET + r"|!\[\[[^\[\]\n]{1,500}\]\]")
_LINK = re.compile(r"\[([^\[\]\n]{0,1000})\]" + _TARGET)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_NAMED_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\][ ]?\[([^\[\]\n]{0,200})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,50}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_CODE = re.compile(r"`{1,3}(?=[^`])|(?<=[^`])`{1,3}")
# At the edges of words only, doubled ones also within: "Bürger*innen" and "wort_mit_strichen" stay.
_EMPHASIS = re.compile(
    r"(?<!\w)[*]{1,3}(?=[^\s*])|(?<=[^\s*])[*]{1,3}(?!\w)|(?<=\w)[*]{2,3}(?=\w)"
    r"|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)|~~"
)


def headline_and_text(source: str) -> tuple[str | None, list[str]]:
    """The heading above the first paragraph, if any, and the paragraphs, each one line or several.

    Lines end in ``\\n``. Pictures, addresses, footnotes and comments are left out.
    """
    if len(source) > MAX_MARKDOWN:
        return None, [source]
    source = _without_comments(source)
    names = frozenset(match[1].lower() for match in map(_DEFINITION.match, source.split("\n")) if match)
    headline = None
    paragraphs: list[str] = []
    for level, block in _blocks(source):
        text = _plain(block, names)
        if not text:
            continue
        if level in (1, 2) and headline is None and not paragraphs:
            headline = " ".join(text.split())
        else:
            paragraphs.append(text)
    return headline, paragraphs


def _without_comments(source: str) -> str:
    kept = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        kept.append(source[at:start])
        at = end + 3
    return "".join((*kept, source[at:]))


def _blocks(source: str) -> Iterator[tuple[int, str]]:
    """Level of the heading (0 for none) and source of each block, its lines joined but for hard breaks."""
    block: list[str] = []
    fence = ""
    is_quoted = is_numbered = False
    for written in source.split("\n"):
        if fence:
            if written.strip().startswith(fence) and not written.strip().strip(fence[0]):
                fence = ""
            elif written.strip():
                yield 0, written.strip()
            continue
        quoted = _QUOTED.match(written)
        line = written[quoted.end() :] if quoted else written
        bare = line.strip()
        heading, numbered = _HEADING.match(line), _NUMBERED.match(line)
        underlined = _underlined(bare) if block and not quoted else 0
        if underlined:
            yield underlined, _joined(block)
            block = []
            continue
        starts = bool(heading or _BULLET.match(line) or bare.startswith("|") or bool(quoted) != is_quoted)
        # In German "4. September" may begin a line of any paragraph.
        starts = starts or bool(numbered and (is_numbered or not block))
        if block and (not bare or starts or _is_rule(bare) or bare.startswith(("```", "~~~"))):
            # A quotation may go on without its mark in the next line.
            if bare and is_quoted and not quoted and not (heading or _BULLET.match(line)):
                block.append(line)
                continue
            yield 0, _joined(block)
            block = []
        if not bare:
            is_quoted = False
            continue
        is_quoted, is_numbered = bool(quoted), bool(numbered)
        if bare.startswith(("```", "~~~")):
            fence = bare[:3]
        elif heading:
            yield len(heading[1]), heading[2].rstrip(" \t#") or heading[2]
        elif bare.startswith("|"):
            if not _TABLE_RULE.fullmatch(bare):
                yield 0, " | ".join(cell.strip() for cell in bare.strip("|").split("|"))
        elif not (_is_rule(bare) or _DEFINITION.match(line)):
            bullet = _BULLET.match(line)
            block.append(_CALLOUT.sub("", line[bullet.end() if bullet else 0 :], count=1))
    if block:
        yield 0, _joined(block)


def _underlined(bare: str) -> int:
    """Level that a line below a paragraph makes it a heading of; 0 if it is no such line."""
    if len(bare) < 2 or bare.strip("=-"):
        return 0
    return {"=": 1, "-": 2}[bare[0]] if len(set(bare)) == 1 else 0


def _is_rule(bare: str) -> bool:
    signs = bare.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-*_" and not signs.strip(signs[0])


def _joined(lines: list[str]) -> str:
    """One line; two spaces or a backslash at the end of a line keep its break. HTML as it stands."""
    if _HTML_BLOCK.match(lines[0]):
        return "\n".join(lines)
    parts = []
    for line in lines[:-1]:
        is_hard = line.endswith(("  ", "\\"))
        parts.append(line.strip().removesuffix("\\") + ("\n" if is_hard else " "))
    return "".join((*parts, lines[-1].strip()))


def _plain(block: str, names: frozenset[str]) -> str:
    text = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), block)
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _FOOTNOTE.sub("", _WIKI_LINK.sub(r"\1", text))
    # Only where the name is defined: "[er]" is a word that the journalist put into a quotation.
    text = _NAMED_LINK.sub(
        lambda match: match[1] if (match[2] or match[1]).lower() in names else match[0], text
    )
    text = _CODE.sub("", _AUTOLINK.sub(r"\1", text))
    text = text_of_markup(_EMPHASIS.sub("", text))
    return _UNESCAPED.sub(lambda match: chr(ord(match[0]) - _HIDDEN), text).strip()
