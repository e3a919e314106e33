"""News agencies by the marks they leave: datelines, end marks, bylines, credits below the text."""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("agencies.csv")

_DATELINE_MARK = r"^[A-ZÄÖÜ][\w./ ’'-]{1,50}?,?\s*[(\[]([^()\[\]]{2,40})[)\]]\s*(?:[-–—.:,]|$)"
_OPENING = re.compile(_DATELINE_MARK)
_END_MARK = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]][.\s]*$")
_CREDIT = re.compile(
    r"(?:\b(?:Nachrichten|Presse)-?agentur(?:en)?|\bAgentur(?:en|material)?|\bMaterial (?:der|von)|"
    r"^(?:Quelle|Mit Material von)\s*:?)\s+(.{2,60})",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\b(?:Fotos?|Bild(?:er)?|Grafik|Video|Symbol\w+|Archiv\w+)\b|©", re.IGNORECASE)
_NAMED = re.compile(r"\w*(?:[Aa]gentur|[Pp]ressedienst|Depeschen\w*)\s*\((\w{2,8})\)")
_NOT_A_MARK = re.compile(r"[\s/,;|+&.:()\[\]-]+")
_SIGN_OFF = re.compile(r"[a-zäöüß]{2,8}(?:[/ ,-]+[A-Za-zÄÖÜäöüß0-9-]{1,8}){0,6}\.?")


@cache
def known_agencies() -> dict[str, str]:
    """Mark in folded case -> name of the agency."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {mark.casefold(): row["agency"] for row in rows for mark in row["marks"].split("|")}


@cache
def _short_marks() -> frozenset[str]:
    return frozenset(mark for mark in known_agencies() if " " not in mark)


@cache
def _long_marks() -> re.Pattern[str]:
    longer = sorted((mark for mark in known_agencies() if " " in mark or "-" in mark), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longer))})(?!\w)", re.IGNORECASE)


def agency_of(name: str) -> str | None:
    """The agency that the whole of ``name`` is a mark of; also "Nordmark Presse-Agentur (npa)"."""
    named = _NAMED.search(name) if len(name.split()) <= 5 else None
    if named is not None:
        return known_agencies().get(named[1].casefold(), named[1])
    return known_agencies().get(" ".join(name.split()).strip(" .,;:()[]").casefold())


def agencies_in(text: str) -> list[str]:
    """Agencies among the words of a mark like "dpa/AFP" or "Mit Material von Reuters und dpa"."""
    found = [known_agencies()[match.group().casefold()] for match in _long_marks().finditer(text)]
    words = _NOT_A_MARK.split(_long_marks().sub(" ", text))
    found += [known_agencies()[word.casefold()] for word in words if _is_mark(word)]
    return list(dict.fromkeys(found))


def agencies_of_text(lines: Sequence[str], removed: Iterable[str], named: Iterable[str] = ()) -> list[str]:
    """Agencies whose marks stand in the lines of an article or in the lines cleaning took from it.

    ``named`` are further marks the metadata give: a dateline's mark that is no known agency counts if it
    is among them ("Von Konrad Wohlers, npa" above "Kiel (npa) –").
    """
    marks: list[str] = []
    own = {word.casefold() for name in named for word in _NOT_A_MARK.split(name)}
    for line in lines[:6]:
        match = _OPENING.match(line)
        if match is not None:
            marks += agencies_in(match[1])
            marks += [match[1]] if match[1].casefold() in own and not agencies_in(match[1]) else []
    for line in lines:
        match = _END_MARK.search(line)
        marks += agencies_in(match[1]) if match is not None and _is_end_mark(match[1]) else []
    for line in removed:
        if _PICTURE.search(line) and not re.search(r"dpa-infocom", line):
            continue
        credit = _CREDIT.search(line)
        end = _END_MARK.fullmatch(line.strip())
        sign_off = _SIGN_OFF.fullmatch(line.strip())
        for match in (credit, end):
            marks += agencies_in(match[1]) if match is not None else []
        marks += agencies_in(line) if sign_off is not None or "dpa-infocom" in line else []
    return list(dict.fromkeys(marks))


def _is_mark(word: str) -> bool:
    # "Idea" and "sid" in running words are none: marks are written as in the table or in capitals.
    return word.casefold() in _short_marks() and (word.isupper() or word.islower() or word[:1].isupper())


def _is_end_mark(inside: str) -> bool:
    """Whether brackets hold nothing but agencies, initials, names and a date."""
    words = [word for word in _NOT_A_MARK.split(inside) if word]
    return len(words) <= 8 and all(
        word.isdigit() or _is_mark(word) or len(word) <= 5 or word[:1].isupper() for word in words
    )
