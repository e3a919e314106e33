"""GENIOS' plain-text exports (wiso, GBI): many articles a file, each with its source above or below.

A record ends with "Alle Rechte vorbehalten:" or at least "Dauerhafte Adresse des Dokuments:". Its headline
stands above the line "Quelle:" or below the labelled lines, depending on the database.
"""

import re

from standpunkt.articles.readers.raw import RawArticle, RawFile

_LINE_BREAK = re.compile("\r\n?|\f")
_ADDRESS = "dauerhafte adresse des dokuments"
_RIGHTS = "alle rechte vorbehalten"
_LABELS = frozenset(
    [
        "quelle",
        "ressort",
        "rubrik",
        "ausgabe",
        "autor",
        "autoren",
        "verfasser",
        "dokumentnummer",
        "issn",
        "seite",
        "datum",
        "serie",
        "seitentitel",
        "erscheinungsdatum",
    ]
) | {_ADDRESS, _RIGHTS}
_WITHIN_TEXT = frozenset({"autor", "autoren", "verfasser", "dokumentnummer", _ADDRESS, _RIGHTS})
"""Labels that count below the first line of the text; "Datum:" there is the article's own."""

_AUTHOR_LABELS = ("autor", "autoren", "verfasser")
_LABEL = re.compile(r"([A-Za-zÄÖÜäöü][A-Za-zÄÖÜäöü -]{2,40}?)[ \t]*:(?:[ \t]*(\S.*))?")
_IS_EXPORT = re.compile(r"^[ \t]{0,20}Dauerhafte Adresse des Dokuments[ \t]*:", re.MULTILINE)
_PAIR = tuple(
    re.compile(rf"^[ \t]{{0,20}}{name}[ \t]*:", re.MULTILINE) for name in ("Quelle", "Dokumentnummer")
)
_NO_TEXT = re.compile(
    r"(?:Seite \d{1,5} von \d{1,5}|Dokumente?|Inhaltsverzeichnis|.{0,300}?[.…]{3,} ?\d{1,5}"
    r"|(?:©|\(c\)).{0,40}GENIOS.*)",
    re.IGNORECASE,
)
_AROUND_NAME = ' "„“”»)'
_DATE = re.compile(r"\b(\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9})\s?\d{2,4})\b")
_NAME_END = re.compile(
    r",|\s+(?:vom|v\.|den|Nr\.?|Heft|Ausgabe|Seite|S\.)(?=\s|\d|$)|\s+\d{1,2}\.", re.IGNORECASE
)


def is_genios_export(text: str) -> bool:
    """Whether the lines are there that GENIOS puts under or above every article."""
    return _IS_EXPORT.search(text) is not None or all(pattern.search(text) for pattern in _PAIR)


def genios_articles(text: str) -> RawFile:
    """The articles of an export."""
    lines = [line.strip() for line in _LINE_BREAK.sub("\n", text.lstrip("\ufeff")).split("\n")]
    records: list[list[str]] = [[]]
    is_behind_end = False
    for line in lines:
        if _NO_TEXT.fullmatch(line[:500]):
            continue
        label = _label(line)
        is_end = label is not None and label[0] in (_ADDRESS, _RIGHTS)
        # Some databases name the holders of the rights twice, some leave them out.
        if is_behind_end and line and not is_end and not _is_value_of_last(records[-1]):
            records.append([])
            is_behind_end = False
        is_behind_end = is_behind_end or is_end
        records[-1].append(line)
    found = [record for record in records if any(record)]
    return RawFile(tuple(_article(record, number) for number, record in enumerate(found)), holds_many=True)


def _label(line: str) -> tuple[str, str] | None:
    match = _LABEL.fullmatch(line[:2000])
    name = " ".join(match[1].lower().split()) if match else ""
    return (name, (match[2] or "").strip()) if match and name in _LABELS else None


def _is_value_of_last(record: list[str]) -> bool:
    """Whether the last line that is not empty is a label whose value stands in the line below."""
    last = next((line for line in reversed(record) if line), "")
    label = _label(last)
    return label is not None and not label[1]


def _article(record: list[str], number: int) -> RawArticle:
    values: dict[str, str] = {}
    above: list[str] = []
    below: list[str] = []
    waiting: str | None = None
    for line in record:
        label = _label(line)
        if label is not None and any(below) and label[0] not in _WITHIN_TEXT:
            label = None
        if label is not None:
            values.setdefault(*label)
            waiting = None if values[label[0]] else label[0]
        elif waiting and line:
            values[waiting], waiting = line, None
        else:
            (below if "quelle" in values else above).append(line)
    source = values.get("quelle", "")
    dates = (_DATE.search(values.get(name, "")) for name in ("quelle", "datum", "erscheinungsdatum"))
    dated = next(filter(None, dates), None)
    title, text = _headline_and_text(above, below)
    address = values.get(_ADDRESS, "")
    return RawArticle(
        item_no=number,
        text=text,
        title=title,
        author=next((values[name] for name in _AUTHOR_LABELS if values.get(name)), None),
        url=address if address.startswith(("http://", "https://")) else None,
        outlet_name=_outlet(source),
        published=None if dated is None else dated[1],
        place=f"document {number + 1}",
        key=values.get("dokumentnummer") or None if not address else None,
    )


def _headline_and_text(above: list[str], below: list[str]) -> tuple[str | None, str]:
    """The headline, null where ``articles.clean`` has to find it, and the text."""
    upper, lower = ("\n".join(lines).strip("\n") for lines in (above, below))
    if not lower.strip():
        return None, upper
    headline, _, rest = upper.partition("\n")
    return headline.strip() or None, f"{rest.strip()}\n\n{lower}".strip()


def _outlet(source: str) -> str | None:
    """The name in "Die Zeitung" vom 04.09.2025, Nr. 203, S. 5, with or without its quotation marks."""
    quoted = re.match(r"[\"„“»]([^\"“”«]{2,100})[\"“”«]", source)
    name = quoted[1] if quoted else _NAME_END.split(source, maxsplit=1)[0]
    return name.strip(_AROUND_NAME) or None
