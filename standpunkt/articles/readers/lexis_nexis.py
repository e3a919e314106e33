"""LexisNexis' plain-text exports: many articles a file, in the classic form and in that of Nexis Uni.

Classic: "1 of 20 DOCUMENTS" or "Dokument 1 von 20", outlet, date, headline, labelled lines up to LENGTH,
text, labelled lines from LOAD-DATE on, copyright. Nexis Uni: headline, outlet, date, copyright, labelled
lines, "Body", text, "Load-Date:", "End of Document".
"""

import re
from collections.abc import Sequence

from standpunkt.articles.readers.raw import RawArticle, RawFile

_LINE_BREAK = re.compile("\r\n?|\f")
_DOCUMENT = re.compile(
    r"^[ \t]{0,80}(?:\d{1,6} of \d{1,6} DOCUMENTS?|Dokument \d{1,6} von \d{1,6}|Document \d{1,6} de \d{1,6})"
    r"[ \t\r]*$",
    re.MULTILINE,
)
_END = re.compile(r"^[ \t]{0,80}(?:End of Document|Ende des Dokuments)[ \t\r]*$", re.MULTILINE)

_AUTHOR_LABELS = frozenset({"byline", "autor", "auteur"})
_LENGTH_LABELS = frozenset({"length", "länge", "longueur"})
_HEADLINE_LABELS = frozenset({"headline", "titel", "überschrift"})
_TEXT_LABELS = frozenset({"body", "text"})
_LEAD_LABELS = frozenset({"highlight"})
_TOP_LABELS = (
    _AUTHOR_LABELS
    | _LENGTH_LABELS
    | _HEADLINE_LABELS
    | _TEXT_LABELS
    | _LEAD_LABELS
    | frozenset({"section", "rubrik", "rubrique", "ressort", "dateline", "ort", "datum", "series", "serie"})
    | frozenset({"source", "quelle", "edition", "ausgabe", "seite"})
)
_LANGUAGE_LABELS = frozenset({"language", "sprache", "langue"})
_END_LABELS = _LANGUAGE_LABELS | frozenset(
    [
        "load-date",
        "ladedatum",
        "update",
        "url",
        "graphic",
        "grafik",
        "publication-type",
        "publikationstyp",
        "journal-code",
        "zeitungs-code",
        "zeitungscode",
    ]
)
_SUBJECT_LABELS = frozenset(
    [
        "subject",
        "organization",
        "company",
        "industry",
        "ticker",
        "person",
        "geographic",
        "country",
        "state",
        "city",
        "correction-date",
        "correction",
        "notes",
        "distribution",
        "document-type",
        "acc-no",
        "issn",
        "thema",
        "themen",
        "firma",
        "region",
        "land",
    ]
)
"""They end the text only right above one of the others: "THEMA: …" may head a box in the text."""

_LABEL = re.compile(r"([A-Za-zÄÖÜäöü][A-Za-zÄÖÜäöü-]{2,20}):(?:[ \t]+(.*))?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jänner",
            "february februar feber",
            "march märz",
            "april",
            "may mai",
            "june juni",
            "july juli",
            "august",
            "september",
            "october oktober",
            "november",
            "december dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.?\s+([A-Za-zä]{3,9})\s+((?:19|20)\d\d)\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-zä]{3,9})\s+(\d{1,2}),\s*((?:19|20)\d\d)\b")
_RIGHTS = re.compile(
    r"\s*(?:Copyright\b|©|\(c\)\s|All Rights Reserved|Alle Rechte vorbehalten)", re.IGNORECASE
)
_CLASSIC_LINE = re.compile(
    r"^(?:LENGTH|LÄNGE|LONGUEUR|BYLINE|AUTOR|AUTEUR|LOAD-DATE|UPDATE):|^[ \t]{0,80}Copyright\b", re.MULTILINE
)
_UNI_LINE = re.compile(r"^[ \t]{0,80}(?:Body[ \t\r]*$|Load-Date:|Length:)", re.MULTILINE)
_LONGEST_TOP = 60
"""Lines above the first labelled one; more of them are text already."""


def is_lexis_nexis_export(text: str) -> bool:
    """Whether a counting line and a labelled one are there, or the last line and "Body" of Nexis Uni."""
    if _DOCUMENT.search(text):
        return _CLASSIC_LINE.search(text) is not None
    return _END.search(text) is not None and _UNI_LINE.search(text) is not None


def lexis_nexis_articles(text: str) -> RawFile:
    """The articles of an export; its cover page is none."""
    text = _LINE_BREAK.sub("\n", text.lstrip("\ufeff"))
    if _DOCUMENT.search(text):
        pieces = _DOCUMENT.split(text)[1:]
        read = _classic_article
    else:
        # What stands behind the last end is no article.
        pieces = _END.split(text)[:-1]
        read = _uni_article
    articles = [
        read([line.strip() for line in piece.split("\n")], number) for number, piece in enumerate(pieces)
    ]
    return RawFile(tuple(articles), holds_many=True)


def _classic_article(lines: list[str], number: int) -> RawArticle:
    lines = [line for line in lines if not _RIGHTS.match(line)]
    first_label = next(
        (at for at, line in enumerate(lines[:_LONGEST_TOP]) if _label(line, _TOP_LABELS, is_capital=True)),
        None,
    )
    blocks = _blocks(lines if first_label is None else lines[:first_label])
    # The outlet stands first, the day in its block or in one of the next.
    dates = [next(filter(None, map(_date, block)), None) for block in blocks[:4]]
    dated = next((at for at, date in enumerate(dates) if date), None)
    outlet_name = blocks[0][0] if blocks and not _date(blocks[0][0]) else None
    behind_date = blocks[1:] if dated is None else blocks[dated + 1 :]
    if first_label is None:
        # Nothing is labelled: the headline is the first block, the rest is text.
        labels: dict[str, str] = {}
        headline = behind_date[0] if behind_date else []
        body = [line for block in behind_date[1:] for line in (*block, "")]
    else:
        labels, at = _labels(lines, first_label, is_capital=True)
        headline, body = [line for block in behind_date for line in block], lines[at:]
    body, last_labels = _without_end(body, is_capital=True)
    title, subtitle = _title(_value(labels, _HEADLINE_LABELS) or "\n".join(headline))
    return RawArticle(
        item_no=number,
        text=_text(subtitle, labels, body),
        title=title,
        author=_value(labels, _AUTHOR_LABELS),
        outlet_name=outlet_name,
        published=None if dated is None else dates[dated],
        language=_language(last_labels),
        place=f"document {number + 1}",
    )


def _uni_article(lines: list[str], number: int) -> RawArticle:
    rights = next((at for at, line in enumerate(lines) if _RIGHTS.match(line)), None)
    first_label = next(
        (
            at
            for at, line in enumerate(lines)
            if at > (rights or 0) and (line == "Body" or _label(line, _TOP_LABELS))
        ),
        len(lines),
    )
    # A cover page may stand above the first article; what belongs to it stands right above its copyright.
    top = [line for line in lines[: first_label if rights is None else rights] if line]
    dated = next((at for at in range(len(top) - 1, -1, -1) if _date(top[at])), None)
    above = top if dated is None else top[:dated]
    labels, at = _labels(lines, first_label)
    body, last_labels = _without_end(lines[at:])
    return RawArticle(
        item_no=number,
        text=_text(None, labels, body),
        title=above[-2] if len(above) > 1 else None,
        author=_value(labels, _AUTHOR_LABELS),
        outlet_name=above[-1] if above else None,
        published=None if dated is None else _date(top[dated]),
        language=_language(last_labels),
        place=f"document {number + 1}",
    )


def _label(line: str, known: frozenset[str], is_capital: bool = False) -> tuple[str, str] | None:
    """Label in lower case and value of a labelled line. "SPIEGEL:" in an interview is not a known one."""
    match = _LABEL.fullmatch(line[:5000])
    if match is None or match[1].lower() not in known or (is_capital and match[1] != match[1].upper()):
        return None
    return match[1].lower(), (match[2] or "").strip()


def _labels(lines: Sequence[str], at: int, is_capital: bool = False) -> tuple[dict[str, str], int]:
    """Labelled lines from number ``at`` on with those that go on with them, and where the text begins."""
    values: dict[str, str] = {}
    current: str | None = None
    while at < len(lines):
        line = lines[at]
        found = _label(line, _TOP_LABELS, is_capital)
        if (found and found[0] in _TEXT_LABELS) or line == "Body":
            return {**values, "body": found[1] if found else ""}, at + 1
        if found:
            current = found[0]
            values.setdefault(current, found[1])
        elif not line:
            current = None
        elif current is None or current in _LENGTH_LABELS:
            break
        else:
            values[current] = f"{values[current]} {line}".strip()
        at += 1
    return values, at


def _without_end(lines: list[str], is_capital: bool = False) -> tuple[list[str], dict[str, str]]:
    """The text without the labelled lines behind it, and these."""
    end = next(
        (at for at, line in enumerate(lines) if (at == 0 or not lines[at - 1]) and _is_end(line, is_capital)),
        None,
    )
    if end is None:
        return lines, {}
    found = (_label(one, _END_LABELS, is_capital) for one in lines[end:])
    labels = dict(reversed([one for one in found if one]))
    while True:
        start = end
        while start and not lines[start - 1]:
            start -= 1
        while start and lines[start - 1]:
            start -= 1
        if start == end or not _label(lines[start], _SUBJECT_LABELS, is_capital):
            return lines[:end], labels
        end = start


def _is_end(line: str, is_capital: bool) -> bool:
    if line in ("Classification", "Graphic") and not is_capital:
        return True
    found = _label(line, _END_LABELS, is_capital)
    # "UPDATE: Der Minister …" opens a paragraph of many a ticker.
    return found is not None and (found[0] != "update" or _date(found[1]) is not None)


def _text(subtitle: str | None, labels: dict[str, str], body: Sequence[str]) -> str:
    """What the paper prints between headline and text, and the text; nothing where that is missing."""
    running = "\n".join(filter(None, (labels.get("body"), "\n".join(body).strip("\n"))))
    above = (subtitle, _value(labels, _LEAD_LABELS)) if running.strip() else ()
    return "\n\n".join(filter(None, (*above, running)))


def _value(labels: dict[str, str], names: frozenset[str]) -> str | None:
    return next((labels[name] for name in labels if name in names and labels[name]), None)


def _language(labels: dict[str, str]) -> str | None:
    told = _value(labels, _LANGUAGE_LABELS)
    return None if told is None else re.split(r"[;,/]", told)[0].strip()


def _title(headline: str) -> tuple[str | None, str | None]:
    """Headline and what follows its semicolon at the end of a line, the line below it in print."""
    title, _, subtitle = headline.partition(";\n")
    return " ".join(title.split()).rstrip(";") or None, " ".join(subtitle.split()) or None


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """Lines that stand together, parted at empty ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _date(line: str) -> str | None:
    """The day in ``line`` as ISO 8601: "Donnerstag, 4. September 2025", "September 4, 2025 Thursday"."""
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        match = pattern.search(line[:120])
        if match is not None and match[month].lower() in _MONTHS:
            return f"{match[3]}-{_MONTHS[match[month].lower()]:02d}-{int(match[day]):02d}"
    return None
