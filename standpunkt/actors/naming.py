"""Whom a mention can mean by its name alone, and of what kind it is where the tagger was wrong."""

import re
from collections.abc import Mapping

from standpunkt.actors.names import (
    QUOTATION_MARKS,
    Match,
    fold,
    genitive_stems,
    is_organisation_noun,
    organisation_name,
    strip_determiners,
    without_endings,
)
from standpunkt.actors.organisations import OrganisationNames, company_name
from standpunkt.actors.persons import PersonNames, bare_name, choose
from standpunkt.actors.records import Outlet
from standpunkt.actors.rows import ActorRow, Reference, RowDict
from standpunkt.actors.tables import Tables

_ARTICLE_BEFORE = re.compile(r"\b(?:[Dd]ie|[Dd]er|[Dd]en) $")
_GROUP_OF = re.compile(r"(?:Bundestags|Bundes)?[Ff]raktion(?:en)? (?:der|des|von) ([\w/. ]+)")
_WORD_BEFORE = re.compile(r"([\w.’'-]+) $")
_CAPITAL_AFTER = re.compile(r" [A-ZÄÖÜ]")


def as_meant(mention: RowDict, text: str, tables: Tables, media: Mapping[str, Outlet]) -> tuple[str, str]:
    """Entity kind and name of a mention, where the name itself tells the tagger was wrong."""
    kind, name = mention["entity_kind"], mention["text"]
    start_char = mention["start_char"]
    if kind == "person":
        if fold(name) in media:
            return "organisation", name
        if organisation_name(name):
            return "organisation", name
        before = _WORD_BEFORE.search(text[max(0, start_char - 40) : start_char])
        if before and before[1][:1].isupper() and is_organisation_noun(before[1]):
            longer = organisation_name(f"{before[1]} {name}")
            # "der Gewerkschaft Anna Muster" is a person after all if her name is known.
            if longer and not tables.index.find(name) and fold(name.split()[0]) not in tables.given_names:
                return "organisation", longer
        # "O’Leary" cut in two is nobody's name.
        if re.search(r"\w[’']$", text[max(0, start_char - 2) : start_char]):
            return "other", name
    elif kind == "organisation" and not tables.index.find(name):
        # "der Linken" is "die Linke" by a name with an article.
        if _ARTICLE_BEFORE.search(text, max(0, start_char - 5), start_char) and tables.index.find(
            f"die {name}"
        ):
            return kind, f"die {name}"
        # "Allianz" cut off "Allianz Morgen" is a noun.
        if is_organisation_noun(name) and " " not in name and _CAPITAL_AFTER.match(text, mention["end_char"]):
            return "other", name
        person = bare_name(name, tables)
        if person != name and len(person.split()) in (2, 3) and not organisation_name(person):
            return "person", person
    return kind, name


def actor_named(text: str, tables: Tables, country: str | None, *, persons: bool = True) -> Reference | None:
    """The actor of the tables that ``text`` names in any inflection; inhabitants are nobody's voice."""
    matches = [
        match
        for match in tables.index.find(text)
        if match.alias_kind != "inhabitant"
        and (persons or tables.actors[match.actor_id].actor_kind != "person")
    ]
    match = choose(matches, tables, country)
    return reference_to(match, tables) if match else None


def outlet_named(text: str, media: Mapping[str, Outlet]) -> Reference | None:
    """The outlet with this name or alias, as an organisation that speaks."""
    whole = text.strip(QUOTATION_MARKS + " ")
    bare = fold(strip_determiners(whole))
    outlet = media.get(fold(whole)) or media.get(bare)
    if outlet is None and " " in bare:
        # "der Süddeutschen Zeitung"
        outlet = media.get(without_endings(bare))
    if outlet is None:
        # "Informationen des Spiegels"
        outlet = next((media[stem] for stem in genitive_stems(bare) if stem in media), None)
    if outlet is None:
        return None
    actor_id = f"org:outlet:{outlet.outlet_id}"
    return Reference(ActorRow(actor_id, outlet.name, "organisation", country=outlet.country), "table")


def reference_to(match: Match, tables: Tables) -> Reference:
    """A table match as a reference, with the way it was found."""
    method = match.alias_kind if match.alias_kind in ("adjective", "metonym") else "table"
    return Reference(ActorRow.of(tables.actors[match.actor_id]), method, match.only_acting)


def name_reference(
    mention: RowDict,
    persons: PersonNames,
    organisations: OrganisationNames,
    tables: Tables,
    country: str | None,
    media: Mapping[str, Outlet],
    named_persons: list[str],
) -> Reference | None:
    """The actor of the tables or of this article that a name or adjective means."""
    text, form, kind = mention["text"], mention["mention_form"], mention["entity_kind"]
    if form == "adjective":
        # "US" in "US-Präsident" counts as an adjective too.
        match = choose(tables.index.find_adjective(text) or tables.index.find(text), tables, country)
        return Reference(ActorRow.of(tables.actors[match.actor_id]), "adjective") if match else None
    if form != "name":
        return None
    if kind == "person":
        found = persons.find(text, tables, country)
        if found or " " in text.strip() or fold(text) in persons.by_surname:
            return found
    if found := outlet_named(text, media):
        return found
    # A full name is a person whatever the tagger took it for; a single word is not.
    found = actor_named(text, tables, country, persons=" " in text.strip())
    if found or kind != "organisation" or tables.index.find(text):
        return found
    if group := _GROUP_OF.fullmatch(strip_determiners(text)):
        # "Bundestagsfraktion der Grünen" is "Grünen-Fraktion".
        return actor_named(f"{group[1]}-Fraktion", tables, country, persons=False) or organisations.find(text)
    company = company_name(text)
    if company and (found := actor_named(company, tables, country, persons=False)):
        return found if found.actor.actor_kind == "organisation" and not found.only_acting else None
    return None if text in named_persons else organisations.find(text)
