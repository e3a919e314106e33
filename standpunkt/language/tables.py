"""What a model cannot know, read once a process: names, adjectives of states, offices, distance words.

Every table lies in ``tables/`` as CSV or a word list; :data:`FINGERPRINT` is a hash over all of them.
"""

import csv
import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale

_FOLDER: Traversable = files("standpunkt.language") / "tables"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf8")


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV table by column."""
    return list(csv.DictReader(_read(name).splitlines()))


@cache
def fingerprint() -> str:
    """First eight hex digits of a SHA-256 over all tables, territory names included."""
    digest = hashlib.sha256()
    for table in sorted(_FOLDER.iterdir(), key=lambda path: path.name):
        if table.name.endswith((".csv", ".txt")):
            digest.update(table.name.encode() + b"\0" + table.read_bytes())
    digest.update(repr(sorted(country_names())).encode())
    return digest.hexdigest()[:8]


@cache
def country_names() -> frozenset[str]:
    """German names of states and territories: CLDR by way of Babel, and ``names.csv``."""
    territories = Locale("de").territories
    named = {name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    named -= {
        territories[code] for code in ("EU", "UN", "EZ", "XA", "XB", "ZZ", "QO", "BL") if code in territories
    }
    return frozenset(named | {row["name"] for row in rows("names.csv") if row["kind"] == "country"})


@cache
def known_names() -> dict[str, str]:
    """Kind of every name that needs no context, countries and their declined forms included."""
    kinds = dict.fromkeys(country_names(), "country")
    for name in list(kinds):
        if name.startswith(("Vereinigte ", "Tschechische ", "Dominikanische ")):
            first, rest = name.split(" ", 1)
            kinds[f"{first}n {rest}"] = "country"
            kinds[f"{first}r {rest}"] = "country"
        if name == "Vereinigtes Königreich":
            kinds |= dict.fromkeys(("Vereinigte Königreich", "Vereinigten Königreich"), "country")
            kinds["Vereinigten Königreichs"] = "country"
    kinds |= {row["name"]: row["kind"] for row in rows("names.csv")}
    return kinds


@cache
def country_adjectives() -> frozenset[str]:
    """Every declined form of the adjectives of states, lower case: "ukrainische", "französischen"."""
    stems = {stem.lower() for row in rows("adjectives.csv") for stem in row["stems"].split()}
    return frozenset(stem + ending for stem in stems for ending in ("e", "en", "er", "es", "em"))


@cache
def nouns_of_kind(kind: str) -> frozenset[str]:
    """Nouns of ``offices.csv`` (kind office, title, body or document), feminine forms of offices included."""
    nouns = {row["noun"] for row in rows("offices.csv") if row["kind"] == kind}
    if kind == "office":
        for noun in list(nouns):
            feminine = noun[:-4] + "frau" if noun.endswith("mann") else noun.removesuffix("e") + "in"
            if noun.endswith("anwalt"):
                feminine = noun[: -len("anwalt")] + "anwältin"
            nouns.add(feminine)
    return frozenset(nouns)


@cache
def words(name: str) -> frozenset[str]:
    """One of the closed word classes of ``words.csv``."""
    return frozenset(next(row["words"] for row in rows("words.csv") if row["set"] == name).split())
