"""Which titles name the same office, and which offices have one holder at a time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standpunkt.actors.names import fold
from standpunkt.actors.records import Actor, OfficeTitle

_NOT_ITSELF = ("vize", "ex", "alt", "hilfs", "schatten", "übergangs", "interims", "gegen", "ehren")


@dataclass(frozen=True)
class StandardOffice:
    """An office under the one name for all its titles."""

    name: str
    has_one_holder: bool


@dataclass(frozen=True)
class OfficeTitles:
    """The table ``office_titles``, by `office_key` of the title."""

    by_key: Mapping[str, tuple[OfficeTitle, ...]]
    endings: tuple[tuple[str, OfficeTitle], ...]
    """Of titles like ``*minister``."""

    @classmethod
    def of(cls, titles: Iterable[OfficeTitle]) -> "OfficeTitles":
        """Index over the table's rows."""
        by_key: dict[str, tuple[OfficeTitle, ...]] = {}
        endings = []
        for row in titles:
            if row.title.startswith("*"):
                endings.append((office_key(row.title[1:]), row))
            else:
                key = office_key(row.title)
                by_key[key] = (*by_key.get(key, ()), row)
        return cls(by_key, tuple(endings))

    def find(self, office: str, of: Actor | None) -> StandardOffice | None:
        """The office that ``office`` of ``of`` is; None if the table has none or nothing tells whose it is.

        A row for this very actor beats one for its kind, that one beats a row for all; a title beats
        an ending.
        """
        if of is None:
            return None
        key = office_key(office)
        rows = [row for row in self.by_key.get(key, ()) if _fits(row, of)]
        if not rows and not key.startswith(_NOT_ITSELF):
            rows = [row for ending, row in self.endings if key.endswith(ending) and _fits(row, of)]
        if not rows:
            return None
        best = max(rows, key=lambda row: (bool(row.of_actor_id), bool(row.of_kind)))
        return StandardOffice(best.office or _masculine(office), best.holders == "one")


def _masculine(office: str) -> str:
    """ "Bundesaußenministerin" -> "Außenminister"."""
    word = re.sub(r"(?<=er)in$", "", office.rsplit(maxsplit=1)[-1].rpartition("-")[2])
    word = word.removeprefix("Bundes")
    return word[:1].upper() + word[1:]


def office_key(office: str) -> str:
    """Office without organisation prefix, gender and case: "US-Präsidentin" -> "präsident"."""
    word = fold(office).split()[-1] if office.split() else ""
    word = word.rpartition("-")[2]
    word = re.sub(r"(?:innen|in)$", "", word)
    # "Rätin", "Anwältin"; "Abgeordneter", "Abgeordneten".
    word = re.sub(r"rät$", "rat", re.sub(r"anwält$", "anwalt", word))
    word = re.sub(r"(?<=nde|ete|gte|dte)[rn]$", "", word)
    if word.endswith("präsidenten"):
        return word.removesuffix("en")
    return word.removesuffix("s") if word.endswith(("rs", "fs", "ls")) else word


def _fits(row: OfficeTitle, of: Actor) -> bool:
    return row.of_actor_id in (None, of.actor_id) and row.of_kind in (None, of.actor_kind)
