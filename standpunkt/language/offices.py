"""Nouns that name somebody who can speak: offices and bodies."""

from standpunkt.language import tables

_OFFICE_ENDINGS = tuple(sorted(tables.words("office_endings")))
_BODY_ENDINGS = tuple(sorted(tables.words("body_endings")))
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


def is_body(word: str) -> bool:
    """Whether a noun names a body that speaks: "Außenministerium", "Landgericht", "Zeitung"."""
    bodies = tables.nouns_of_kind("body")
    for ending in ("", "s", "es", "n", "en"):
        stem = word.removesuffix(ending) if ending else word
        if word.endswith(ending) and (stem in bodies or stem.endswith(_BODY_ENDINGS)):
            return True
    return False
