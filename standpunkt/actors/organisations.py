"""Organisations no table has: one actor for "Autoclub Mitte", "des Autoclubs Mitte" and then "der Club"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standpunkt.actors.names import (
    QUOTATION_MARKS,
    TOO_GENERAL,
    fold,
    genitive_stems,
    is_organisation_noun,
    organisation_name,
    strip_determiners,
    without_endings,
    word_set,
)
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference, short_hash
from standpunkt.actors.tables import Tables

# What a company is, before its name: "die Fluggesellschaft Kranich".
_COMPANY_NOUN = re.compile(r"(?:fluggesellschaft|firma|unternehmen|konzern|hersteller|fluglinie|airline)s?$")
_LEGAL_END = re.compile(
    r"(?:(?: Group| Holding)?,? (?:AG|Aktiengesellschaft|SE|GmbH|gGmbH|mbH|KG|KGaA|OHG|UG|e\. ?V\.?|Inc\.?"
    r"|Ltd\.?|plc|S\.A\.|NV|& Co\.?))+$"
)
# "VW-Konzern", "Volkswagenkonzerns"
_CONCERN = re.compile(r"(?<=\w)[- ]?[Kk]onzern(?:e?s)?$")
_LEGAL_FORM = re.compile(
    r"AG|Aktiengesellschaft|Group|Holding|SE|GmbH|mbH|KG|KGaA|OHG|e\.?V\.?|Inc\.?|Ltd\.?|plc|S\.?A\.?|NV|Co\.?|&|und"
)
# Too general for one organisation of the article.
_TOO_GENERAL_AGAIN = TOO_GENERAL | word_set(
    "partei fraktion liste amt behörde ministerium kirche bank zentrale hilfe"
)
# Bodies that are no names by themselves, but end the names of many.
_COURT = re.compile(
    r"(?:gericht|gerichtshof|kommission|forum|komitee|ausschuss|anwaltschaft|senat|[a-zäöü]{4}rat)(?:e?s)?$"
)
# How newspapers name a medium again.
MEDIUM_AGAIN = re.compile(
    r"(?:der|die|das|dem|des) (?:[a-zäöüß]+en? )?"
    r"(?:(?:tages|wochen|sonntags)?zeitung|blatt(?:es)?|magazins?|(?:nachrichten|presse)?agentur|(?:fernseh)?senders?)",
    re.IGNORECASE,
)
# "die Polizei" is not the "Gewerkschaft der Polizei".
_COMPLEMENT = re.compile(r"(?<=\S) (?:der|des|für|von|vom|zur|zum|gegen|of|for) .*")
# What any organisation can be called again right after its name.
ANY_ORGANISATION = word_set("gruppe verband verein organisation")
_DEFINITE = word_set("der die das dem den des")
# Institutions a state has one of, and their endings after "ein": "kanadisches Parlament".
_INSTITUTIONS = (
    (
        re.compile(r"(?:parlament|kabinett|[a-zäöü]ministerium|verfassungsgericht|unterhaus|oberhaus)s?$"),
        "es",
    ),
    (re.compile(r"(?:verfassungsgerichtshof|generalstab|auslandsgeheimdienst)s?$"), "er"),
    (re.compile(r"(?:armee|zentralbank|notenbank|luftwaffe|marine|wahlkommission)$"), "e"),
)


@dataclass(frozen=True)
class OrganisationNames:
    """The organisations an article names, and what they are called again in short."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "OrganisationNames":
        """From the texts of all organisation mentions without an actor in the tables."""
        return cls(tuple(sorted({name for text in texts if (name := clean_name(text))})))

    def find(self, text: str) -> Reference | None:
        """The new organisation ``text`` names, under the fullest name the article has for it."""
        name = clean_name(text)
        if name is None:
            return None
        for stem in genitive_stems(name):
            if stem in self.names:
                name = stem
        if (concern := _CONCERN.sub("", name)) != name and concern in self.names:
            name = concern
        folded = fold(name) + " "
        longer = [other for other in self.names if fold(other).startswith(folded)]
        if len(longer) == 1 and _is_same_longer(name, longer[0]):
            name = longer[0]
        # "Muster AG" and "Muster" are one, whichever the article has.
        short = _LEGAL_END.sub("", name)
        forms = {fold(other) for other in self.names if fold(other).startswith(fold(short) + " ")}
        if short and len(forms) <= 1:
            name = short
        actor = ActorRow(new_organisation_id(name), name, "organisation")
        return Reference(actor, "new")


def _is_same_longer(name: str, longer: str) -> bool:
    """Whether the longer name only completes the short one: a daughter company is another."""
    rest = longer[len(name) :].split()
    return is_organisation_noun(name.split(maxsplit=1)[0]) or all(
        _LEGAL_FORM.fullmatch(word) for word in rest
    )


def company_name(text: str) -> str | None:
    """The name in "VW-Konzern", "Volkswagenkonzerns", "Muster Aktiengesellschaft"; None without a form."""
    name = strip_determiners(text.strip(QUOTATION_MARKS + " "))
    short = _CONCERN.sub("", _LEGAL_END.sub("", name))
    return short if short and short != name else None


def clean_name(text: str) -> str | None:
    """An organisation's name without article and "Firma"; None if there are no letters in it."""
    name = organisation_name(text) or strip_determiners(text.strip(QUOTATION_MARKS + " "))
    words = name.split()
    if len(words) > 1 and _COMPANY_NOUN.search(words[0].lower()) and words[1][:1].isupper():
        name = " ".join(words[1:])
    letters = sum(character.isalpha() for character in name)
    # "n24", but not "A" or "24".
    return name if letters > 1 or (letters and sum(character.isalnum() for character in name) > 2) else None


def definite_noun(text: str) -> str | None:
    """The noun of "der Club", folded; None if it is not just an article and a noun."""
    words = text.strip(QUOTATION_MARKS + " ,.:;").split()
    if len(words) != 2 or words[0].lower() not in _DEFINITE or not words[1][:1].isupper():
        return None
    return fold(words[1])


def short_form_noun(text: str) -> str | None:
    """The noun of "der Club" or "das Bündnis", folded; None for anything else."""
    noun = definite_noun(text)
    if noun is None:
        return None
    known = is_organisation_noun(noun) or noun in ANY_ORGANISATION or bool(_COURT.search(noun))
    return noun if known and noun not in _TOO_GENERAL_AGAIN else None


def own_words(name: str) -> list[str]:
    """Words of a name, folded, without those that only say what it is of: "gewerkschaft" of the police."""
    return _COMPLEMENT.sub("", fold(name)).split()


def meant_by_noun(noun: str, organisations: Iterable[ActorRow]) -> ActorRow | None:
    """The one organisation of those whose name has ``noun`` in it or as the end of a word."""
    stem = re.sub(r"(?<=[^aeiou])e?s$", "", noun) if noun.endswith("s") else noun
    found = {
        actor.actor_id: actor
        for actor in organisations
        if actor.actor_kind == "organisation"
        and any(word.endswith((noun, stem)) for word in own_words(actor.name))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def state_institution(text: str, tables: Tables, country: str | None) -> Reference | None:
    """ "das kanadische Parlament" -> an organisation of that state; None unless it has only one such."""
    words = strip_determiners(text.strip(" ,.:;")).split()
    if len(words) != 2 or not words[0][:1].islower():
        return None
    match = choose(tables.index.find_adjective(words[0]), tables, country)
    if match is None or tables.actors[match.actor_id].actor_kind != "state":
        return None
    noun = fold(words[1])
    for pattern, ending in _INSTITUTIONS:
        if pattern.search(noun):
            stem = re.sub(r"e[nsrm]?$", "", words[0])
            name = f"{stem}{ending} {re.sub('s$', '', words[1])}"
            state = tables.actors[match.actor_id]
            actor_id = f"org:new:{short_hash(state.actor_id, noun.removesuffix('s'))}"
            return Reference(ActorRow(actor_id, name, "organisation", country=state.country), "new")
    return None


def new_organisation_id(name: str) -> str:
    """Id of an organisation that no table has."""
    return f"org:new:{short_hash(_key(name))}"


def _key(name: str) -> str:
    """Cases of a name of several words are one: "Rote Kreuz", "Roten Kreuzes"."""
    folded = fold(name)
    return without_endings(folded) if " " in folded else folded
