"""Who wrote an article: names out of what metadata and bylines say, agencies apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from standpunkt.articles.agencies import agencies_in, agency_of
from standpunkt.articles.bylines import GENRES, NAME, names_in_byline

SEPARATOR = "; "
"""Between two names in ``articles.author``."""

_LONGEST = 300
_PREFIX = re.compile(
    rf"^(?:(?:ein(?:e)?\s+)?{GENRES}\s+(?:von|by)\s+|(?:von|by)\s+|(?:text|autor(?:in|en|innen)?|"
    r"verfasst von|geschrieben von|protokoll|redaktion)\s*:\s*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;|•·]|,|/|\s[–—-]\s|\bund\b|\band\b|&|\+)\s*(?![^()]*\))")
_TITLE = re.compile(r"^(?:(?:Dr|Prof|Dipl|Ing|Mag|med|phil|rer|nat|h\.\s?c)\.\s*)+")
_NAME = re.compile(NAME)
_ADDRESS = re.compile(r"https?:|www\.|^@|\S+@\S+|^[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,3}|online|example|test)$")
_NO_WRITER = re.compile(r"\b(?:Fotos?|Bild(?:er)?|Grafik(?:en)?|Video|Kamera|Illustration(?:en)?|Montage)\b")
_NO_PERSON = re.compile(
    r"\b(?:Redaktion\w*|Redakteur\w*|Agentur\w*|Team|Verlag\w*|Zeitung|Online|Desk|Newsroom|Studio|Ressort\w*|"
    r"\w*studio|Korrespondent\w*|Reporter\w*|Volontär\w*|Mitarbeiter\w*|Admin\w*|GmbH|AG|Presse\w*|Leser\w*|"
    r"Chef\w*|Autor\w*|Gast\w*|Nachrichten\w*|Newsdesk|Büro\w*|Leiter\w*|Sprecher\w*|Ministerium|Universität|"
    r"Professor\w*|Fotograf\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Authorship:
    """Persons by name, and agencies."""

    author: str | None = None
    """Names joined by "; "."""
    agencies: tuple[str, ...] = ()


def authorship(written: str | None, outlet_name: str | None = None) -> Authorship:
    """Persons and agencies in an author's field or byline: "Von Max Muster, dpa".

    Parts that are neither (a place, a role, the outlet's name) fall away. Where no name of two words is
    left, what was written stays, unless it is an address, the outlet or its staff.
    """
    line = " ".join((written or "").split())
    line = re.sub(r"\([^()]*@[^()]*\)|<[^<>]*@[^<>]*>", "", line).strip(" ,;|")
    bare = _without_prefix(names_in_byline(line) or line)
    if not bare or re.match(r"https?:|www\.|@|\S+@\S+$", bare):
        return Authorship()
    persons: list[str] = []
    agencies: list[str] = []
    for part in _SPLIT.split(bare):
        if _NO_WRITER.search(part):
            continue
        agency = agency_of(part)
        name = _person(re.sub(r"\([^()]*\)?", "", part), outlet_name)
        agencies += agencies_in(" ".join(re.findall(r"\(([^()]*)\)", part)))
        if agency is not None:
            agencies.append(agency)
        elif name is not None:
            persons.append(name)
    author = SEPARATOR.join(dict.fromkeys(persons))[:_LONGEST] or None
    if author is None and not agencies and _is_left_as_is(bare, outlet_name):
        author = bare[:_LONGEST]
    return Authorship(author, tuple(dict.fromkeys(agencies)))


def joined(names: Sequence[str]) -> str | None:
    """Names or agencies as one value of a column."""
    return SEPARATOR.join(dict.fromkeys(name for name in names if name)) or None


def _without_prefix(line: str) -> str:
    before = ""
    while line != before:
        before, line = line, _PREFIX.sub("", line).strip(" ,;|")
    return line


def _person(part: str, outlet_name: str | None) -> str | None:
    name = _TITLE.sub("", _without_prefix(part.strip(" .,:*_")))
    if name.isupper() and " " in name:
        name = name.title()
    is_name = _NAME.fullmatch(name) is not None and not re.search(r"\d", name)
    if not is_name or _NO_PERSON.search(name) or _is_outlet(name, outlet_name):
        return None
    return name


def _is_left_as_is(line: str, outlet_name: str | None) -> bool:
    return (
        len(line.split()) <= 6
        and not _ADDRESS.search(line)
        and not _NO_PERSON.search(line)
        and not _is_outlet(line, outlet_name)
    )


def _is_outlet(name: str, outlet_name: str | None) -> bool:
    one, other = (re.sub(r"\W+", "", text.casefold()) for text in (name, outlet_name or ""))
    return bool(other) and (one == other or (len(one) > 4 and one in other))
