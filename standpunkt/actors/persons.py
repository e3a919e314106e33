"""Person names of one article -> persons: by the tables, by full name, by surname after a full name.

A false merge is worse than a miss: a surname two persons of the article share stays open, and so does
one that the tables give to somebody else than the article does.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from standpunkt.actors.names import (
    NAME_PARTICLES,
    Match,
    fold,
    genitive_stems,
    surname,
)
from standpunkt.actors.rows import ActorRow, Reference, short_hash
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import strip_titles, without_affiliation
from standpunkt.actors.transliteration import slavic_form, slavic_name

_ALL_BUT_EQUAL = 90
"""Similarity, 0 to 100, from which two surnames of one article may be one with a slip."""
_SURNAME = re.compile(r"(?:[a-zäöü]{2,4} ){0,2}[A-ZÄÖÜ][\w'’-]*[a-zäöüßéíóáćčšğı]$")
_GIVEN = re.compile(r"[ijy]+")
_ARTICLE = re.compile(r"(?:al|el|as|asch|ash|at|ar|an|ad|ed|ez|az|es)-(?=\w{3})")
_DOUBLE = re.compile(r"[a-záéíóúñüç]{4,}$")
_GENERATION = re.compile(r",? (?:jr|sr|junior|senior)\.?$")


@dataclass(frozen=True)
class PersonNames:
    """Who the full names of one article are, and whom its bare surnames can mean."""

    by_full_name: dict[str, Reference]
    by_surname: dict[str, frozenset[str]]
    """Folded surname -> ids of the article's persons with it."""
    actors: dict[str, ActorRow]

    @classmethod
    def of(cls, names: Iterable[str], tables: Tables, country: str | None, article_id: str) -> "PersonNames":
        """From the texts of all person mentions; the order of ``names`` does not matter."""
        names = set(names)
        full: dict[str, str] = {}
        for text in sorted(set(names)):
            name = bare_name(text, tables)
            if is_full_name(name):
                full.setdefault(fold(name), name)
        single = {fold(text) for text in names if " " not in text}
        single |= {stem for text in single for stem in genitive_stems(text)}
        full = _without_surname_first(full, single, tables)
        by_full_name: dict[str, Reference] = {}
        spelled: dict[str, Reference] = {}
        for folded, name in full.items():
            by_full_name[folded] = known_person(name, tables, country) or _new_person(
                folded, full, tables, spelled
            )
        surnames: dict[str, set[str]] = defaultdict(set)
        actors = {}
        for reference in by_full_name.values():
            actors[reference.actor.actor_id] = reference.actor
        for folded, reference in by_full_name.items():
            last = surname(_GENERATION.sub("", folded))
            surnames[last].add(reference.actor.actor_id)
            # "Guttenberg" of "zu Guttenberg".
            surnames[last.split()[-1]].add(reference.actor.actor_id)
            if not reference.actor.known:
                surnames[surname(fold(reference.actor.name))].add(reference.actor.actor_id)
            for short in _short_surnames(folded, tables):
                surnames[short].add(reference.actor.actor_id)
            first = folded.split()[0]
            if first not in tables.given_names and len(folded.split()) == 2:
                # "Hu" of "Hu Jia": the surname may come first.
                surnames[first].add(reference.actor.actor_id)
        for text in sorted(names):
            alone = _surname_alone(bare_name(text, tables), surnames, tables, article_id)
            if alone is not None:
                actors[alone.actor_id] = alone
                surnames[fold(alone.name)].add(alone.actor_id)
        return cls(by_full_name, {s: frozenset(ids) for s, ids in surnames.items()}, actors)

    def find(self, text: str, tables: Tables, country: str | None) -> Reference | None:
        """The person ``text`` names, if that is certain."""
        name = bare_name(text, tables)
        if is_full_name(name):
            return self.by_full_name.get(fold(name)) or known_person(name, tables, country)
        for form in (name, *genitive_stems(name)):
            folded = fold(form)
            here = self.by_surname.get(folded, frozenset())
            in_tables = {match.actor_id for match in persons_named(folded, tables)}
            if here and (not in_tables or in_tables == here) and len(here) == 1:
                (actor_id,) = here
                return Reference(self.actors[actor_id], "surname")
            if here:
                return None
            if in_tables:
                match = choose(persons_named(folded, tables), tables, country)
                # Table surnames count only while nobody of that spelling's person family is doubtful.
                return Reference(ActorRow.of(tables.actors[match.actor_id]), "table") if match else None
        return None


def bare_name(text: str, tables: Tables) -> str:
    """A person's name without title, role and organisation around it."""
    name = without_affiliation(strip_titles(text))
    words = name.split()
    for number in range(2, len(words) - 1):
        rest = " ".join(words[number + 1 :])
        # "Anna Muster von Human Rights Watch": an organisation only the tables can tell from a surname.
        if words[number] in ("von", "der") and any(
            tables.actors[match.actor_id].actor_kind != "person" for match in tables.index.find(rest)
        ):
            return " ".join(words[:number])
    return name


def _short_surnames(folded: str, tables: Tables) -> list[str]:
    """ "gaddafi" of "al-gaddafi"; "pérez" of "adolfo pérez esquivel": the first surname is the usual."""
    words = folded.split()
    found = [_ARTICLE.sub("", words[-1])] if _ARTICLE.match(words[-1]) else []
    if len(words) == 3 and words[0] in tables.given_names and _DOUBLE.match(words[1]):
        found += [words[1]] if words[1] not in tables.given_names else []
    return found


def is_full_name(name: str) -> bool:
    """Given name and surname: at least two words that are not only particles and a surname."""
    words = name.split()
    # "Al Gore", but "al Assad" and "De Gennaro".
    return len(words) > 1 and (fold(words[0]) not in NAME_PARTICLES or words[0] == "Al")


def known_person(name: str, tables: Tables, country: str | None) -> Reference | None:
    """The person of the tables with this full name, in any spelling of given name and surname."""
    for form in (name, *genitive_stems(name)):
        if match := choose(persons_named(fold(form), tables), tables, country):
            return Reference(ActorRow.of(tables.actors[match.actor_id]), "table")
    for form in (name, *genitive_stems(name)):
        given, _, last = fold(form).partition(" ")
        bearers = [
            match
            for match in persons_named(last, tables)
            if _is_given_name(given, tables.index.given_names.get(match.actor_id, frozenset()))
        ]
        if match := choose(bearers, tables, country):
            return Reference(ActorRow.of(tables.actors[match.actor_id]), "full_name")
    return None


def new_person_id(folded: str) -> str:
    """Id of a person whom no table has, from the folded full name: one for all transliterations of it."""
    return f"person:new:{short_hash(slavic_name(folded) or folded)}"


def _is_given_name(given: str, known: Collection[str]) -> bool:
    """Whether it is one of these in some transliteration: "sergei" and "sergej", not "anton"."""
    common = _GIVEN.sub("i", given)
    return given in known or any(_GIVEN.sub("i", other) == common for other in known)


def persons_named(folded: str, tables: Tables) -> list[Match]:
    """Persons of the tables that carry exactly this folded alias, else its transliterated surname."""
    exact = [
        match
        for match in tables.index.exact.get(folded, ())
        if tables.actors[match.actor_id].actor_kind == "person"
    ]
    if exact or " " in folded or folded in tables.index.exact:
        return exact
    common = slavic_form(folded)
    return list(tables.index.slavic.get(common, ())) if common else []


def choose(matches: Iterable[Match], tables: Tables, country: str | None) -> Match | None:
    """The only match; of several the one from ``country``, else the one marked as default."""
    candidates = list(matches)
    if len(candidates) > 1:
        at_home = [match for match in candidates if country and _country(match, tables) == country]
        candidates = at_home if len(at_home) == 1 else [match for match in candidates if match.is_default]
    return candidates[0] if len(candidates) == 1 else None


def _country(match: Match, tables: Tables) -> str | None:
    return tables.actors[match.actor_id].country


def _without_surname_first(full: dict[str, str], alone: Collection[str], tables: Tables) -> dict[str, str]:
    """Without what begins with the surname of somebody else: "wirft Merz Wortbruch vor" names no person.

    A given name that the tables know, or a last word that other names share or that names somebody
    ``alone``, makes it a name after all.
    """
    surnames = {surname(folded) for folded in full}
    lasts = [folded.split()[-1] for folded in full]
    return {
        folded: name
        for folded, name in full.items()
        if (words := folded.split())[0] not in surnames - {surname(folded)}
        or len(words) > 2
        or words[0] in tables.given_names
        or lasts.count(words[-1]) > 1
        or words[-1] in alone
    }


def _new_person(
    folded: str, full: dict[str, str], tables: Tables, spelled: dict[str, Reference]
) -> Reference:
    base = next((stem for stem in genitive_stems(folded) if stem in full), folded)
    base = _with_given_name(base, full, tables)
    base = _well_spelled(_with_initials(base, full), full, tables)
    if base not in spelled:
        gender = tables.given_names.get(base.split()[0])
        actor = ActorRow(new_person_id(base), full[base], "person", gender=gender)
        spelled[base] = Reference(actor, "new")
    return spelled[base]


def _surname_alone(
    name: str, surnames: Mapping[str, set[str]], tables: Tables, article_id: str
) -> ActorRow | None:
    """Somebody the article names by surname only: one of this article, since others may be called so."""
    forms = [fold(form) for form in (name, *genitive_stems(name))]
    if is_full_name(name) or not _SURNAME.match(name) or any(form in surnames for form in forms):
        return None
    if any(tables.index.find(form) for form in (name, *genitive_stems(name))):
        return None
    if _misspelled(forms, surnames):
        return None
    return ActorRow(
        f"person:local:{short_hash(article_id, forms[0])}", name, "person", scope_article_id=article_id
    )


def _misspelled(forms: Iterable[str], surnames: Mapping[str, set[str]]) -> bool:
    """Whether a surname is all but that of a person the article names in full: then it is left open."""
    return any(
        len(form) > 4 and form[:3] == other[:3] and fuzz.ratio(form, other) >= _ALL_BUT_EQUAL
        for form in forms
        for other in surnames
    )


def _with_given_name(folded: str, full: Collection[str], tables: Tables) -> str:
    """ "hirsi muster" is "anna hirsi muster" if that is the only such name: a surname of two words."""
    if folded.split(maxsplit=1)[0] in tables.given_names:
        return folded
    longer = [other for other in full if other.endswith(f" {folded}")]
    return longer[0] if len(longer) == 1 else folded


def _well_spelled(folded: str, full: Collection[str], tables: Tables) -> str:
    """ "jennfer muster" is "jennifer muster" if the article has that too and only that given name exists."""
    given, _, last = folded.partition(" ")
    if given in tables.given_names:
        return folded
    same = [
        other
        for other in full
        if other.partition(" ")[2] == last
        and other.partition(" ")[0] in tables.given_names
        and fuzz.ratio(given, other.partition(" ")[0]) >= _ALL_BUT_EQUAL
    ]
    return same[0] if len(same) == 1 else folded


def _with_initials(folded: str, full: dict[str, str]) -> str:
    """ "george bush" is "george w. bush" if the article has that, and only one such name."""
    words = folded.split()
    longer = [
        other
        for other in full
        if (parts := other.split())[0] == words[0]
        and parts[-1] == words[-1]
        and len(words) == 2
        and len(parts) > 2
        and all(part.endswith(".") for part in parts[1:-1])
    ]
    return longer[0] if len(longer) == 1 else folded
