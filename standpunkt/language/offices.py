"""Nouns that name somebody who can speak: offices, bodies, people."""

import re

from standpunkt.language import tables

_OFFICE_ENDINGS = tuple(sorted(tables.words("office_endings")))
_DECLINED = ("en", "n", "s", "es", "")


def is_office(word: str) -> bool:
    """Whether a noun names an office or profession that stands before a person's name."""
    return office_of(word) is not None


def office_of(word: str) -> str | None:
    """The office of a noun: "NATO-Generalsekretär" gives "Generalsekretär"; None if it names none."""
    last = word.rsplit("-", 1)[-1]
    offices = tables.nouns_of_kind("office")
    for ending in _DECLINED:
        stem = last.removesuffix(ending) if ending else last
        if last.endswith(ending) and (stem in offices or stem.lower().endswith(_OFFICE_ENDINGS)):
            return stem if stem[:1].isupper() else last
    return None


PEOPLE = re.compile(
    r"(politiker|sprecher|experten?|forscher|ermittler|anwälte|richter|vertreter|gegner|kritiker|befürworter|händler"
    r"|gruppen?|verbände|organisationen|parteien|staaten|länder|minister|chefs?|abgeordneten?|beamten?|behörden"
    r"|demonstranten|studenten|schüler|arbeitgeber|gewerkschaften|opposition|rebellen|aktivisten|diplomaten"
    r"|journalisten|mitglieder|europäer|amerikaner|russen|regierungen|bürger|anwohner|familie|mann|frau|leute|seite"
    r"|fraktion|bewegung|zeugen|zeuge|täter|angeklagte|autoren|wissenschaftler|ärzte|beobachter|medien"
    r"|jährigen?|menschen|personen|hunderte|tausende|[a-zäöüß]{3,}(?:(?<!opf)er|erin|ern|erinnen|isten?|istin|anten?|iker)"
    r"|führung|führer|leitung|verwaltung|bund|ausschuss|senat|kammer|kabinett|rat|union|initiative|bündnis)$",
    re.IGNORECASE,
)


def is_body(word: str) -> bool:
    """Whether a noun names a body that speaks: "Außenministerium", "Landgericht", "Zeitung"."""
    bodies = tables.nouns_of_kind("body")
    for ending in ("", "s", "es", "n", "en"):
        stem = word.removesuffix(ending) if ending else word
        if word.endswith(ending) and (stem in bodies or stem.endswith(_BODY_ENDINGS)):
            return True
    return False


_BODY_ENDINGS = tuple(sorted(tables.words("body_endings")))
