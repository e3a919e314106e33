"""Who a speaker, holder or addressee span means: the name that is its head, not just any name in it."""

import re

from standpunkt.actors.bodies import body_again
from standpunkt.actors.governments import government, state_of_source
from standpunkt.actors.groups import group_named, part_of_group
from standpunkt.actors.head_names import Resolved, organisation_head, person_head
from standpunkt.actors.joint import first_of_several
from standpunkt.actors.names import (
    DETERMINERS,
    organisation_name,
    strip_determiners,
)
from standpunkt.actors.naming import actor_named
from standpunkt.actors.organisations import definite_noun, state_institution
from standpunkt.actors.phrases import GENITIVE, has_noun, is_genitive, is_place_here, marker_after_noun
from standpunkt.actors.recalled import named_before, office_holder
from standpunkt.actors.regions import region_named
from standpunkt.actors.rows import ActorRow, Reference, RowDict, new_state_id
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import source_itself
from standpunkt.actors.titles import TITLES, is_role_noun, person_in, role_gender

_DATIVE = re.compile(r"\b(?:von|bei|mit|nach|laut|aus|unter|zwischen|zu|gegenüber) $", re.IGNORECASE)
_ADDITION = re.compile(r" (?:auf|mit|unter|gegenüber|aus|in) (?=\S)")
_APPOSED = re.compile(r", (?=(?:der|die|das|dem|den|des) [A-ZÄÖÜ][\w-]+ [„\"“»]?[A-ZÄÖÜ][^,]*$)")
_WITH_ACRONYM = re.compile(r"(.+) \([\w.-]+\)")
# "die Stadt Musterhausen" is Musterhausen.
_SAID_FROM = re.compile(r"\b(?:[Aa]ngaben|[Ss]tellungnahmen?|Erklärung(?:en)?) aus $")
_IS_SAID = re.compile(r" (?:hieß|heißt|verlautete?) ")
_OF_NOUN = re.compile(r"\b(?!Am |Im )[A-ZÄÖÜ][\w-]*(?:ung|ion|ien|en|eit|age|iff|tz|rag|ug|ss|ag)(?<!tag) $")
_COMPOUND = re.compile(r"-[A-ZÄÖÜ]")
_REGION = re.compile(r"^(?:Stadt|Gemeinde|Kanton|Region|Landkreis|Provinz) ")
# "die Leipziger" of "die Leipziger Konvention".
_CUT_ADJECTIVE = re.compile(r"(?:\S+ )?[A-ZÄÖÜ][a-zäöüß]+er [A-ZÄÖÜ]$")


def resolve_span(
    scene: Scene,
    start_char: int,
    end_char: int,
    *,
    plural_cue: bool = False,
    groups: bool = False,
) -> Resolved | None:
    """Who the span means, or None. Pronouns are not resolved here."""
    if state := state_of_source(scene, scene.text[start_char:end_char]):
        return Resolved(state)
    start_char, end_char = source_itself(scene.text, start_char, end_char)
    if found := _resolve(scene, start_char, end_char, plural_cue, groups):
        return found
    if apposed := _APPOSED.search(scene.text, start_char, end_char):
        # "der Sponsor des Festes, dem Hersteller Muster"
        named = [m for m in scene.mentions_in(apposed.end(), end_char) if m["mention_form"] == "name"]
        if resolved := organisation_head(scene, apposed.end(), end_char, named):
            return resolved
    # "die Regierung in Muster mit ihren Partnern": what follows the head does not change who it is.
    addition = _ADDITION.search(scene.text, start_char, end_char)
    if addition is None or not scene.text[start_char : addition.start()].strip():
        return None
    return _resolve(scene, start_char, addition.start(), plural_cue, groups)


def _resolve(scene: Scene, start_char: int, end_char: int, plural_cue: bool, groups: bool) -> Resolved | None:
    text = scene.text[start_char:end_char]
    inside = scene.mentions_in(start_char, end_char)
    named = [m for m in inside if m["mention_form"] == "name"]
    if groups and (first := first_of_several(scene, start_char, end_char)):
        return first
    # "die Muster-Anhänger" are not Muster.
    compounds = [m for m in named if _COMPOUND.match(scene.text, m["end_char"], end_char)]
    persons = [
        m for m in named if m["entity_kind"] == "person" and m not in compounds and _is_person(scene, m)
    ]
    if persons:
        if head := person_head(scene, start_char, end_char, persons):
            return head
        if state := government(scene, text):
            return Resolved(state)
        # "einige Anhänger Musters"
        named = [] if all(_is_owner(scene, m, start_char, end_char) for m in persons) else named
        return _group(scene, start_char, end_char, named, plural_cue) if groups else None
    if found := _whole_span(scene, text, start_char, inside, is_voice=groups):
        return found
    if resolved := organisation_head(scene, start_char, end_char, named):
        return resolved
    if body := body_again(scene, text):
        return Resolved(body)
    if state := government(scene, text):
        return Resolved(state)
    if (name := person_in(text)) and (person := scene.persons.find(name, scene.tables, scene.country)):
        return Resolved(person)
    office = next((m for m in inside if m["mention_form"] == "office"), None)
    office_id = office["mention_id"] if office else None
    if holder := office_holder(scene, text, start_char, named):
        return Resolved(Reference(holder, "office"), office_id)
    again = named_before(scene, text, start_char)
    if again or organisation_name(text):
        reference = again or scene.organisations.find(text)
        mention = next((m for m in inside if m["end_char"] == end_char), None)
        return Resolved(reference, mention["mention_id"] if mention else None) if reference else None
    if reference := state_institution(text, scene.tables, scene.country):
        return Resolved(reference, office_id)
    if groups and (place := _place_that_acts(scene, text, start_char, named)):
        return place
    named = [m for m in named if m not in compounds]
    return _group(scene, start_char, end_char, named, plural_cue) if groups else None


def _group(
    scene: Scene, start_char: int, end_char: int, named: list[RowDict], plural_cue: bool
) -> Resolved | None:
    """The group a span is; ``named`` are the names in it that are not just part of a compound."""
    if _CUT_ADJECTIVE.match(scene.text[start_char : end_char + 2]):
        return None
    text = scene.text[start_char:end_char]
    has_name = any(
        not _is_inhabitant(scene, m["text"]) and not _is_complement(scene, m, start_char) for m in named
    )
    if text.startswith("den ") and _DATIVE.search(scene.text, max(0, start_char - 12), start_char):
        text = f"die {text[4:]}"
    if text.startswith("der ") and _is_several(scene.text, start_char, text):
        text = f"die {text[4:]}"
    group = part_of_group(text, scene.article_id) or group_named(
        text, has_name, plural_cue, scene.article_id, scene.tables, scene.country
    )
    return Resolved(Reference(group, "group")) if group else None


def _is_several(text: str, start_char: int, phrase: str) -> bool:
    """ "eine Forderung der Außenminister": after a noun "der" is not one man's."""
    noun = phrase.split()[1]
    return (
        is_role_noun(noun)
        and role_gender(noun, "der") == "m"
        and _OF_NOUN.search(text, max(0, start_char - 40), start_char) is not None
    )


def _is_owner(scene: Scene, mention: RowDict, start_char: int, end_char: int) -> bool:
    """Whether a person's name ends a span as a genitive: "Anhänger Musters"."""
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])]
    is_last = not scene.text[mention["end_char"] : end_char].strip(" ,.")
    return is_last and has_noun(before) and reference is not None and is_genitive(scene, mention, reference)


def resolve_target(scene: Scene, start_char: int, end_char: int) -> Resolved | None:
    """The actor a target span is; None if it only contains one ("die Hilfe der Ukraine")."""
    text = scene.text[start_char:end_char]
    words = text.strip(" ,.").split()
    if not words or len(words) > 8:
        return None
    if found := _whole_span(scene, text, start_char, scene.mentions_in(start_char, end_char)):
        return found
    if state := government(scene, text):
        return Resolved(state)
    named = [m for m in scene.mentions_in(start_char, end_char) if m["mention_form"] == "name"]
    if len(named) != 1 or scene.text[named[0]["end_char"] : end_char].strip(' ,."“”«»'):
        return None
    mention = named[0]
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])].split()
    if reference is None or (is_genitive(scene, mention, reference) and before):
        return None
    titled = any(office.holder.actor_id == reference.actor.actor_id for office in scene.held_offices)
    nouns = [word for word in before if word.lower() not in DETERMINERS | TITLES and word[:1].isupper()]
    if any(word.lower() in GENITIVE for word in before[1:]) or len(nouns) > (1 if titled else 0):
        return None
    if reference.only_acting and is_place_here(scene, start_char):
        return None
    return Resolved(reference, mention["mention_id"])


def _whole_span(
    scene: Scene, text: str, start_char: int, inside: list[RowDict], *, is_voice: bool = False
) -> Resolved | None:
    bare = text.strip(" ,.:;")
    reference = actor_named(bare, scene.tables, scene.country)
    if reference is None and (acronym := _WITH_ACRONYM.fullmatch(bare)):
        # "die Gewerkschaft der Polizei (GdP)"
        reference = actor_named(acronym[1], scene.tables, scene.country)
    if reference is None:
        reference = scene.medium(bare) or scene.persons.find(bare, scene.tables, scene.country)
    if reference is None and not is_place_here(scene, start_char):
        reference = region_named(bare, scene.tables, scene.country)
    if reference is None or reference.method == "adjective":
        return None
    is_place = reference.only_acting and is_place_here(scene, start_char)
    if is_place and not (is_voice and _speaks_from(scene.text, start_char, start_char + len(text))):
        return None
    mention = next((m for m in inside if m["mention_form"] == "name"), None)
    return Resolved(reference, mention["mention_id"] if mention else None)


def _speaks_from(text: str, start_char: int, end_char: int) -> bool:
    """ "Angaben aus Paris", "Aus Paris hieß es": there a city is no place."""
    if _SAID_FROM.search(text, max(0, start_char - 30), start_char):
        return True
    return text.startswith(("Aus ", "aus "), start_char - 4) and _IS_SAID.match(text, end_char) is not None


def _is_person(scene: Scene, mention: RowDict) -> bool:
    reference = scene.reference(mention)
    return reference is None or reference.actor.actor_kind == "person"


def _is_inhabitant(scene: Scene, text: str) -> bool:
    matches = scene.tables.index.find(text)
    return bool(matches) and all(match.alias_kind == "inhabitant" for match in matches)


def _place_that_acts(scene: Scene, text: str, start_char: int, named: list[RowDict]) -> Resolved | None:
    """A region or city no table has, where it speaks or holds a stance: "Tirol lehnt ab"."""
    if not named and definite_noun(text) == "stadt":
        return _city_again(scene, start_char)
    if len(named) != 1 or named[0]["entity_kind"] not in ("place", "country"):
        return None
    name, bare = named[0]["text"], text.strip(" ,.:;")
    bare = strip_determiners(bare) if _REGION.match(name) else bare
    if bare != name or scene.reference(named[0]) or is_place_here(scene, start_char):
        return None
    name = _REGION.sub("", name)
    return Resolved(
        Reference(ActorRow(new_state_id(name), name, "state"), "new"),
        named[0]["mention_id"],
    )


def _city_again(scene: Scene, position: int) -> Resolved | None:
    """ "die Stadt" after "die Stadt Musterhausen", if it is the only one so named."""
    cities = {
        mention["text"].partition(" ")[2]: scene.reference(mention)
        for mention in scene.mentions
        if mention["end_char"] <= position and mention["text"].startswith("Stadt ")
    }
    if len(cities) != 1:
        return None
    ((name, reference),) = cities.items()
    return Resolved(reference or Reference(ActorRow(new_state_id(name), name, "state"), "new"))


def _is_complement(scene: Scene, mention: RowDict, start_char: int) -> bool:
    """Whether a name only says whose or where somebody is: "Politikern der SPD"."""
    return marker_after_noun(scene.text[start_char : max(start_char, mention["start_char"])]) is not None
