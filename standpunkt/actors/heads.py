"""Who a speaker, holder or addressee span means: the name that is its head, not just any name in it."""

import re
from dataclasses import dataclass

from standpunkt.actors.groups import group_named
from standpunkt.actors.names import (
    DETERMINERS,
    NAME_PARTICLES,
    fold,
    genitive_stems,
    organisation_name,
    strip_determiners,
    word_set,
)
from standpunkt.actors.organisations import state_institution
from standpunkt.actors.persons import choose
from standpunkt.actors.recalled import named_before, office_holder
from standpunkt.actors.rows import ActorRow, Reference, RowDict, short_hash
from standpunkt.actors.scene import Scene, actor_named, reference_to
from standpunkt.actors.sources import adjective_of_source, source_itself
from standpunkt.actors.titles import TITLES, is_role_noun, person_in

GOVERNMENT_NOUNS = word_set(
    "regierung führung staatsführung administration präsidialamt präsidialverwaltung regierungsseite seite"
)
# Who speaks for an organisation without being named lets the organisation speak.
SPEAKS_FOR = word_set(
    "sprecher sprecherin regierungssprecher regierungssprecherin regierung führung vertretung delegation "
    "pressestelle pressedienst presseamt präsidialamt staatskanzlei"
)
_DATIVE = re.compile(r"\b(?:von|bei|mit|nach|laut|aus|unter|zwischen|zu|gegenüber) $", re.IGNORECASE)
_ADDITION = re.compile(r" (?:auf|mit|unter|gegenüber|aus|in) (?=\S)")
_LOCATIVE = word_set("in im ins nach aus bei über durch um nahe vor")
_GENITIVE = word_set("des der von vom eines einer aus in im bei beim für zu zur zum mit")
_JOINING = re.compile(r"\s*(?:und|sowie|oder|&)\s")
_WITH_ACRONYM = re.compile(r"(.+) \([\w.-]+\)")
# "die Leipziger" of "die Leipziger Konvention".
_CUT_ADJECTIVE = re.compile(r"(?:\S+ )?[A-ZÄÖÜ][a-zäöüß]+er [A-ZÄÖÜ]$")
_PAIR = re.compile(r"[A-ZÄÖÜ][\w-]+ (?:und|&) $")
_WORD = re.compile(r"[\w.'’-]+")
# "das Auswärtige Amt der Bundesrepublik"
_OWNED = re.compile(r"(?:der|des|von|vom|in|im|für) ")


@dataclass(frozen=True)
class Resolved:
    """Who a span means, and the mention that says so, if it is one."""

    reference: Reference
    mention_id: str | None = None


def resolve_span(
    scene: Scene,
    start_char: int,
    end_char: int,
    *,
    plural_cue: bool = False,
    groups: bool = False,
) -> Resolved | None:
    """Who the span means, or None. Pronouns are not resolved here."""
    if state := _state_of_source(scene, scene.text[start_char:end_char]):
        return Resolved(state)
    start_char, end_char = source_itself(scene.text, start_char, end_char)
    if found := _resolve(scene, start_char, end_char, plural_cue, groups):
        return found
    # "die Regierung in Muster mit ihren Partnern": what follows the head does not change who it is.
    addition = _ADDITION.search(scene.text, start_char, end_char)
    if addition is None or not scene.text[start_char : addition.start()].strip():
        return None
    return _resolve(scene, start_char, addition.start(), plural_cue, groups)


def _state_of_source(scene: Scene, text: str) -> Reference | None:
    """The state of "israelischen Angaben"."""
    adjective = adjective_of_source(text)
    if adjective is None:
        return None
    match = choose(scene.tables.index.find_adjective(adjective), scene.tables, scene.country)
    return _state(reference_to(match, scene.tables)) if match else None


def _resolve(scene: Scene, start_char: int, end_char: int, plural_cue: bool, groups: bool) -> Resolved | None:
    text = scene.text[start_char:end_char]
    inside = scene.mentions_in(start_char, end_char)
    named = [m for m in inside if m["mention_form"] == "name"]
    persons = [m for m in named if m["entity_kind"] == "person" and _is_person(scene, m)]
    if persons:
        return _person_head(scene, start_char, end_char, persons)
    if found := _whole_span(scene, text, start_char, inside):
        return found
    if resolved := _organisation_head(scene, start_char, end_char, named):
        return resolved
    if state := _government(scene, text):
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
    if groups and not _CUT_ADJECTIVE.match(scene.text[start_char : end_char + 2]):
        has_name = any(
            not _is_inhabitant(scene, m["text"]) and not _is_complement(scene, m, start_char) for m in named
        )
        if text.startswith("den ") and _DATIVE.search(scene.text, max(0, start_char - 12), start_char):
            text = f"die {text[4:]}"
        group = group_named(text, has_name, plural_cue, scene.article_id, scene.tables, scene.country)
        return Resolved(Reference(group, "group")) if group else None
    return None


def resolve_target(scene: Scene, start_char: int, end_char: int) -> Resolved | None:
    """The actor a target span is; None if it only contains one ("die Hilfe der Ukraine")."""
    text = scene.text[start_char:end_char]
    words = text.strip(" ,.").split()
    if not words or len(words) > 8:
        return None
    if found := _whole_span(scene, text, start_char, scene.mentions_in(start_char, end_char)):
        return found
    if state := _government(scene, text):
        return Resolved(state)
    named = [m for m in scene.mentions_in(start_char, end_char) if m["mention_form"] == "name"]
    if len(named) != 1 or scene.text[named[0]["end_char"] : end_char].strip(' ,."“”«»'):
        return None
    mention = named[0]
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])].split()
    if reference is None or (_is_genitive(scene, mention, reference) and before):
        return None
    titled = any(office.holder.actor_id == reference.actor.actor_id for office in scene.held_offices)
    nouns = [word for word in before if word.lower() not in DETERMINERS | TITLES and word[:1].isupper()]
    if any(word.lower() in _GENITIVE for word in before[1:]) or len(nouns) > (1 if titled else 0):
        return None
    if reference.only_acting and _is_place_here(scene, start_char):
        return None
    return Resolved(reference, mention["mention_id"])


def _person_head(scene: Scene, start_char: int, end_char: int, persons: list[RowDict]) -> Resolved | None:
    # "Macron und seine Minister" is not Macron.
    if any(_is_joined(scene.text[m["end_char"] : end_char]) for m in persons):
        return None
    # Nor is "Anna und Willy Muster" Willy Muster.
    if any(_PAIR.match(scene.text[start_char : max(start_char, m["start_char"])]) for m in persons):
        return None
    heads = [m for m in persons if not _depends(scene, m, start_char, end_char)]
    meant = {_person_key(scene, m) for m in heads}
    if len(meant) != 1:
        return None
    for mention in heads:
        if reference := scene.reference(mention):
            return Resolved(reference, mention["mention_id"])
    return None


def _person_key(scene: Scene, mention: RowDict) -> str:
    reference = scene.reference(mention)
    return reference.actor.actor_id if reference else fold(mention["text"])


def _depends(scene: Scene, mention: RowDict, start_char: int, end_char: int) -> bool:
    """ "Trumps Sprecherin", "das Büro des Präsidenten Macron": the name is there, but not the head."""
    after = scene.text[mention["end_char"] : end_char].lstrip()
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])]
    if reference and _is_genitive(scene, mention, reference) and (after[:1].isalpha() or _has_noun(before)):
        return True
    if before.rstrip().endswith((",", "–", "-", ":")):
        return False
    if all(word.lower() in NAME_PARTICLES for word in before.split()):
        return False
    marker = _marker_after_noun(before)
    if marker is None:
        return False
    # "der Chef des Verwaltungsrats Anton …": the role's, since what it is of is a thing;
    # "das Büro des Präsidenten Anton …": not the office's.
    nouns = [word for word in _WORD.findall(before) if word[:1].isupper() and word.lower() not in DETERMINERS]
    if nouns and is_role_noun(nouns[0]) and not any(is_role_noun(word) for word in nouns[1:]):
        return False
    # "die Präsidentin der EU-Kommission Ursula …": the genitive has a name of its own, so it ends there.
    complement = before[marker:].strip().partition(" ")[2]
    if complement and actor_named(complement, scene.tables, scene.country, persons=False):
        return False
    return not any(
        m["mention_form"] == "name" and m["entity_kind"] != "person"
        for m in scene.mentions_in(start_char + marker, mention["start_char"])
    )


def _marker_after_noun(before: str) -> int | None:
    """Offset of the last genitive article or "von" that follows a noun in ``before``."""
    seen_noun = False
    marker = None
    for match in _WORD.finditer(before):
        word = match.group()
        if seen_noun and word.lower() in _GENITIVE and word[:1].islower():
            marker = match.start()
        seen_noun = seen_noun or (word[:1].isupper() and word.lower() not in DETERMINERS)
    return marker


def _has_noun(before: str) -> bool:
    words = [word for word in _WORD.findall(before) if word.lower() not in DETERMINERS]
    return any(word[:1].isupper() for word in words)


def _is_genitive(scene: Scene, mention: RowDict, reference: Reference) -> bool:
    text = mention["text"]
    if not genitive_stems(text):
        return False
    last = fold(text).split()[-1]
    if last == fold(reference.actor.name).split()[-1]:
        return False
    # "Paris" and "Merz' Partei": an s or an apostrophe that belongs to the alias is no ending.
    aliases = (
        *scene.tables.index.exact.get(last, ()),
        *scene.tables.index.acronyms.get(text, ()),
    )
    return all(match.actor_id != reference.actor.actor_id for match in aliases)


def _whole_span(scene: Scene, text: str, start_char: int, inside: list[RowDict]) -> Resolved | None:
    bare = text.strip(" ,.:;")
    reference = actor_named(bare, scene.tables, scene.country)
    if reference is None and (acronym := _WITH_ACRONYM.fullmatch(bare)):
        # "die Gewerkschaft der Polizei (GdP)"
        reference = actor_named(acronym[1], scene.tables, scene.country)
    if reference is None:
        reference = scene.medium(bare) or scene.persons.find(bare, scene.tables, scene.country)
    if reference is None or reference.method == "adjective":
        return None
    if reference.only_acting and _is_place_here(scene, start_char):
        return None
    mention = next((m for m in inside if m["mention_form"] == "name"), None)
    return Resolved(reference, mention["mention_id"] if mention else None)


def _organisation_head(scene: Scene, start_char: int, end_char: int, named: list[RowDict]) -> Resolved | None:
    heads = [m for m in named if scene.reference(m) and _heads_organisation(scene, m, start_char, end_char)]
    meant = {_person_key(scene, m) for m in heads}
    if len(meant) != 1:
        return None
    reference = scene.reference(heads[0])
    return Resolved(reference, heads[0]["mention_id"]) if reference else None


def _heads_organisation(scene: Scene, mention: RowDict, start_char: int, end_char: int) -> bool:
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])]
    after = scene.text[mention["end_char"] : end_char].strip(" \"'„“”«»")
    if reference is None:
        return False
    if after.startswith("-"):
        return fold(after[1:]) in GOVERNMENT_NOUNS
    if (
        after
        and not after.startswith((",", "(", ".", ":"))
        and (_has_noun(before) or not _OWNED.match(after))
    ):
        return False
    if _JOINING.search(before):
        return False
    words = [word for word in _WORD.findall(before) if word.lower() not in DETERMINERS]
    nouns = [fold(word).rpartition("-")[2] for word in words if word[:1].isupper()]
    if reference.only_acting:
        acts = not words or (nouns[-1:] == ["regierung"] and words[-1].lower() in ("in", "von"))
        return acts and not (not words and _is_place_here(scene, start_char))
    marker = _marker_after_noun(before)
    if marker is None and nouns and _is_genitive(scene, mention, reference):
        # "die Führung Hongkongs", but not "der Innenminister Frankreichs".
        return nouns[0] in SPEAKS_FOR
    if reference.actor.actor_kind == "state" and _has_noun(before if marker is None else before[marker:]):
        # "die Bewegung Freier Nil Sudan": the country ends a longer name.
        return False
    if marker is not None:
        return bool(nouns) and nouns[0] in SPEAKS_FOR
    return len(nouns) <= 1


def _government(scene: Scene, text: str) -> Reference | None:
    """ "die russische Führung", "die US-Regierung" -> the state."""
    words = strip_determiners(text.strip(" ,.:;")).split()
    if not words:
        return None
    prefix, dash, noun = words[-1].rpartition("-")
    if fold(noun) not in GOVERNMENT_NOUNS:
        return None
    if dash and len(words) == 1:
        reference = actor_named(prefix, scene.tables, scene.country, persons=False)
        return _state(reference) or _governed_by(scene, prefix)
    if dash or len(words) != 2:
        return None
    match = choose(scene.tables.index.find_adjective(words[0]), scene.tables, scene.country)
    return _state(reference_to(match, scene.tables)) if match else None


def _governed_by(scene: Scene, name: str) -> Reference | None:
    """The state of "Bush-Regierung", if all offices of that person are of one."""
    person = scene.persons.find(name, scene.tables, scene.country)
    governed = {
        office.of_actor_id
        for office in scene.tables.offices
        if person is not None and office.actor_id == person.actor.actor_id and office.of_actor_id is not None
    }
    states = [one for one in governed if scene.tables.actors[one].actor_kind == "state"]
    return Reference(ActorRow.of(scene.tables.actors[states[0]]), "metonym") if len(states) == 1 else None


def _state(reference: Reference | None) -> Reference | None:
    if reference is None or reference.actor.actor_kind != "state":
        return None
    return Reference(reference.actor, "metonym")


def _is_person(scene: Scene, mention: RowDict) -> bool:
    reference = scene.reference(mention)
    return reference is None or reference.actor.actor_kind == "person"


def _is_inhabitant(scene: Scene, text: str) -> bool:
    matches = scene.tables.index.find(text)
    return bool(matches) and all(match.alias_kind == "inhabitant" for match in matches)


def _place_that_acts(scene: Scene, text: str, start_char: int, named: list[RowDict]) -> Resolved | None:
    """A region or city no table has, where it speaks or holds a stance: "Tirol lehnt ab"."""
    if len(named) != 1 or named[0]["entity_kind"] not in ("place", "country"):
        return None
    name = named[0]["text"]
    if text.strip(" ,.:;") != name or scene.reference(named[0]) or _is_place_here(scene, start_char):
        return None
    return Resolved(
        Reference(ActorRow(f"state:new:{short_hash(fold(name))}", name, "state"), "new"),
        named[0]["mention_id"],
    )


def _is_complement(scene: Scene, mention: RowDict, start_char: int) -> bool:
    """Whether a name only says whose or where somebody is: "Politikern der SPD"."""
    return _marker_after_noun(scene.text[start_char : max(start_char, mention["start_char"])]) is not None


def _is_joined(after: str) -> bool:
    return bool(_JOINING.match(after))


def _is_place_here(scene: Scene, start_char: int) -> bool:
    """Whether the word before says that a city is only where something happens."""
    before = scene.text[max(0, start_char - 20) : start_char].split()
    return bool(before) and before[-1].lower() in _LOCATIVE
