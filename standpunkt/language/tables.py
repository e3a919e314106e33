"""The rule tables, read once a process: verb forms, cues, complements, names, offices, common nouns.

Every table lies in ``tables/`` as CSV or a word list; :data:`FINGERPRINT` is a hash over all of them.
"""

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale

_FOLDER: Traversable = files("standpunkt.language") / "tables"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf8")


def _rows(name: str) -> list[dict[str, str]]:
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


@dataclass(frozen=True)
class VerbForm:
    """What an inflected word can be: ``lemma`` ("mit|teilen") as finite, infinitive or participle."""

    lemma: str
    shape: str
    """finite, infinitive or participle."""
    mood: str
    """indicative, subjunctive (Konjunktiv I) or empty."""
    particle: str
    """Separable prefix that must close the clause; empty if none or if it is joined to the word."""


@dataclass(frozen=True)
class Cue:
    """A verb that introduces what somebody said or thought."""

    lemma: str
    requires: str
    medium: str
    distance: str
    content: frozenset[str]
    """Of dir (quotation), ind (dass, Konjunktiv, zu + infinitive), inf (zu only), rep (noun phrase)."""
    reports_with: str
    """Preposition that the noun phrase of a report needs ("verwies auf"); empty for a plain object."""


def _forms_of(row: dict[str, str]) -> list[tuple[str, VerbForm]]:
    prefix, _, base = row["lemma"].rpartition("|")
    stem = base[:-2] if base.endswith("en") else base[:-1]
    present = row["present"] or stem + ("et" if stem.endswith(("t", "d")) else "t")
    past = row["past"] or stem + ("ete" if stem.endswith(("t", "d")) else "te")
    participle = row["participle"] or "ge" + stem + "t"
    lemma = row["lemma"]
    past_plural = past + ("n" if past.endswith("e") else "en")
    finite = [
        (present, "indicative"),
        (past, "indicative"),
        (past_plural, "indicative"),
        (base, "indicative"),
    ]
    finite.append((stem + "e", "subjunctive"))
    forms = []
    for word, mood in finite:
        forms.append((word, VerbForm(lemma, "finite", mood, prefix)))
        if prefix:
            forms.append((prefix + word, VerbForm(lemma, "finite", mood, "")))
    forms.append((prefix + base, VerbForm(lemma, "infinitive", "", "")))
    if prefix:
        forms.append((prefix + "zu" + base, VerbForm(lemma, "infinitive", "", "")))
    forms.append((prefix + participle, VerbForm(lemma, "participle", "", "")))
    if len(prefix) > 3:
        # "bekannt gegeben", "verantwortlich gemacht": written apart as often as joined.
        forms.append((participle, VerbForm(lemma, "participle", "", prefix)))
        forms.append((base, VerbForm(lemma, "infinitive", "", prefix)))
    return forms


@cache
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Readings of every inflected word of ``verbs.csv``, by lower-case word."""
    table: dict[str, list[VerbForm]] = {}
    for row in _rows("verbs.csv"):
        for word, form in _forms_of(row):
            readings = table.setdefault(word, [])
            if form not in readings:
                readings.append(form)
    return {word: tuple(readings) for word, readings in table.items()}


@cache
def cues() -> dict[str, Cue]:
    """Speech and thought verbs by lemma."""
    return {
        row["lemma"]: Cue(
            row["lemma"],
            row["requires"],
            row["medium"],
            row["distance"],
            frozenset(row["content"].split("+")),
            row["reports_with"],
        )
        for row in _rows("cues.csv")
    }


@cache
def complements() -> dict[str, tuple[tuple[str, str], ...]]:
    """Stance verbs by lemma: (complement, polarity) pairs.

    A complement is acc, dat, dass, inf (with zu), bare (infinitive), need or a preposition.
    """
    table: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("complements.csv"):
        for complement in row["complement"].split("+"):
            table.setdefault(row["lemma"], []).append((complement, row["polarity"]))
    return {lemma: tuple(pairs) for lemma, pairs in table.items()}


@dataclass(frozen=True)
class StanceNoun:
    """A noun that carries a stance, with the verbs whose subject holds it ("Kritik üben")."""

    polarity: str
    verbs: tuple[str, ...]


@cache
def stance_nouns() -> dict[tuple[str, str], StanceNoun]:
    """Stance nouns by (noun, preposition): "Kritik an"."""
    return {
        (row["noun"], row["preposition"]): StanceNoun(row["polarity"], tuple(row["verbs"].split()))
        for row in _rows("stance_nouns.csv")
    }


@dataclass(frozen=True)
class Source:
    """A phrase that names a source without a verb: "nach Angaben", "laut", "zufolge"."""

    words: tuple[str, ...]
    position: str
    """gen (genitive or von follows), np (noun phrase follows) or post (noun phrase stands before)."""
    medium: str


@cache
def sources() -> tuple[Source, ...]:
    """Source phrases, longest first."""
    rows = [
        Source(tuple(row["phrase"].lower().split()), row["position"], row["medium"])
        for row in _rows("sources.csv")
    ]
    return tuple(sorted(rows, key=lambda source: -len(source.words)))


@cache
def country_names() -> frozenset[str]:
    """German names of states and territories: CLDR by way of Babel, and ``names.csv``."""
    territories = Locale("de").territories
    named = {name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    named -= {
        territories[code] for code in ("EU", "UN", "EZ", "XA", "XB", "ZZ", "QO", "BL") if code in territories
    }
    return frozenset(named | {row["name"] for row in _rows("names.csv") if row["kind"] == "country"})


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
    kinds |= {row["name"]: row["kind"] for row in _rows("names.csv")}
    return kinds


@cache
def country_adjectives() -> frozenset[str]:
    """Every declined form of the adjectives of states, lower case: "ukrainische", "französischen"."""
    stems = {stem.lower() for row in _rows("adjectives.csv") for stem in row["stems"].split()}
    return frozenset(stem + ending for stem in stems for ending in ("e", "en", "er", "es", "em"))


@cache
def nouns_of_kind(kind: str) -> frozenset[str]:
    """Nouns of ``offices.csv`` (kind office, title, body or document), feminine forms of offices included."""
    nouns = {row["noun"] for row in _rows("offices.csv") if row["kind"] == kind}
    if kind == "office":
        for noun in list(nouns):
            feminine = noun[:-4] + "frau" if noun.endswith("mann") else noun.removesuffix("e") + "in"
            if noun.endswith("anwalt"):
                feminine = noun[: -len("anwalt")] + "anwältin"
            nouns.add(feminine)
    return frozenset(nouns)


@cache
def given_names() -> frozenset[str]:
    """Given names that mark the start of a person's name."""
    return frozenset(_read("given_names.txt").split())


@cache
def words(name: str) -> frozenset[str]:
    """One of the closed word classes of ``words.csv``."""
    return frozenset(next(row["words"] for row in _rows("words.csv") if row["set"] == name).split())


@cache
def adverbs() -> frozenset[str]:
    """Adverbs and the like that open a sentence with a capital letter and are no names."""
    return frozenset(_read("adverbs.txt").split())


@cache
def common_nouns() -> frozenset[str]:
    """Capitalised words that are no names.

    Counted in the plenary protocols of the Bundestag (official works): words that mostly follow an
    article or an adjective.
    """
    return frozenset(_read("common_nouns.txt").split())
