"""Lines that name who wrote a text."""

import re

_PARTICLES = r"(?:von|van|de|der|den|dem|zu|zur|zum|ter|al|el|la|le|di|da|bin|O’)"
_WORD = r"[A-ZÄÖÜÀ-ÖØ-ÞČŠŽŁ][\w’'.-]*"
NAME = rf"{_WORD}(?:\s+(?:{_PARTICLES}\s+)*{_WORD}){{1,4}}"
"""Two to five capitalised words, with particles between them."""

GENRES = (
    r"(?:Reportage|Kommentar|Analyse|Gastbeitrag|Essay|Interview|Kolumne|Glosse|Porträt|Bericht|Rezension|Leitartikel|"
    r"Gastkommentar|Meinung|Feature|Recherche|Leserbrief|Nachruf|Betrachtung)"
)
_PREFIX = (
    rf"(?:(?:Ein(?:e)?\s+{GENRES}|{GENRES})\s+(?:von|by)|[Vv][Oo][Nn](?::|\s+unsere[mrn]+\s+\w+)?|[Bb][Yy]:?|"
    r"(?:Text|Autor(?:in|en|innen)?|(?:Verfasst|Geschrieben|Artikel) von|Protokoll|Interview|Redaktion)\s*:?)"
)
_BYLINE = re.compile(rf"[\W_]*{_PREFIX}\s+(?P<names>\S.{{2,118}})")
_LIST = re.compile(rf"{NAME}(?:\s*(?:,|und|&|/|·)\s*(?:{NAME}|[\w.-]{{2,20}}))*")


_CONVERSATION = re.compile(rf"{NAME} im (?:Gespräch|Interview) mit (?P<names>{NAME})")
_SIGNED = re.compile(rf"(?:Herzlich(?:st)?,?\s+)?Ihre?\s+(?P<names>{NAME})")
_BEHIND_NAMES = re.compile(
    r"\s*[|•·]\s*|\s+[–—-]\s+|\s*\b(?:Stand|Aktualisiert|Zuletzt|Veröffentlicht|Erstellt|Update)\b|,?\s*\b\d"
)


def is_byline(line: str) -> bool:
    """Whether the line is "Von Max Muster, dpa", with a place, a date or an agency at most."""
    return names_in_byline(line) is not None


def names_in_byline(line: str) -> str | None:
    """What a byline says behind "Von", or null if the line is none or a sentence."""
    if len(line.split()) > 18 or re.search(r"[!?…:]$", line):
        return None
    other = _CONVERSATION.fullmatch(line.strip()) or _SIGNED.fullmatch(line.strip())
    if other is not None:
        return other["names"]
    match = _BYLINE.fullmatch(line.strip())
    if match is None:
        return None
    names = _BEHIND_NAMES.split(match["names"])[0].strip(" ,")
    found = re.match(rf"(?:Dr\.|Prof\.|\s)*(?:{_LIST.pattern})", names)
    if found is None:
        return None
    rest = names[found.end() :]
    # "Von Anfang an war klar" goes on in lower case.
    return names if re.match(r"\s*(?:$|[,(/]|und\b|in\b|aus\b|\.$)", rest) else None
