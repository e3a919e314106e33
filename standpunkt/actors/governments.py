"""States named by who governs them: "die russische Führung", "die US-Regierung", "israelische Angaben"."""

import re

from standpunkt.actors.names import fold, strip_determiners, word_set
from standpunkt.actors.naming import actor_named, reference_to
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import adjective_of_source

_LAND_GOVERNMENT = re.compile(r"\b([a-zäöüß-]+) Landesregierung")
_HEAD = re.compile(r"(?:präsident|premier|premierminister|kanzler|regierungschef|staatschef)(?:in)?$")
GOVERNMENT_NOUNS = word_set(
    "regierung führung staatsführung administration präsidialamt präsidialverwaltung regierungsseite seite "
    "ratspräsidentschaft"
)


def government(scene: Scene, text: str) -> Reference | None:
    """ "die russische Führung", "die US-Regierung" -> the state."""
    words = strip_determiners(text.strip(" ,.:;")).split()
    if not words:
        return None
    # "die deutsche EU-Ratspräsidentschaft" is a government in its turn.
    if fold(words[-1]) == "landesregierung":
        return _of_land(scene, words[0] if len(words) == 2 else None)
    prefix, dash, noun = words[-1].removeprefix("EU-").rpartition("-")
    if fold(noun) not in GOVERNMENT_NOUNS:
        return None
    if dash and len(words) == 1:
        reference = actor_named(prefix, scene.tables, scene.country, persons=False)
        return _state(reference) or _governed_by(scene, prefix)
    if dash or len(words) != 2:
        return None
    match = choose(scene.tables.index.find_adjective(words[0]), scene.tables, scene.country)
    return _state(reference_to(match, scene.tables)) if match else None


def _of_land(scene: Scene, adjective: str | None) -> Reference | None:
    """The federal state whose government it is: by its adjective, else the only one the text is about."""
    written = [adjective] if adjective else set(_LAND_GOVERNMENT.findall(scene.text))
    index = scene.tables.index
    lands: set[str] | frozenset[str] = {
        match.actor_id for one in written for match in index.find_adjective(one)
    }
    lands = {one for one in lands if one.startswith("land:")} or (set() if adjective else scene.lands)
    (only,) = lands if len(lands) == 1 else (None,)
    return Reference(ActorRow.of(scene.tables.actors[only]), "metonym") if only else None


def _governed_by(scene: Scene, name: str) -> Reference | None:
    """The state of "Bush-Regierung", if all offices of that person are of one."""
    person = scene.persons.find(name, scene.tables, scene.country)
    offices = scene.tables.offices_of.get(person.actor.actor_id, ()) if person else ()
    governed = {office.of_actor_id for office in offices if office.of_actor_id is not None}
    governed |= {
        office.of_actor_id
        for office in scene.held_offices
        if person is not None and office.holder.actor_id == person.actor.actor_id
        if office.of_actor_id in scene.tables.actors and _HEAD.search(office.office)
    }
    states = [one for one in governed if scene.tables.actors[one].actor_kind == "state"]
    return Reference(ActorRow.of(scene.tables.actors[states[0]]), "metonym") if len(states) == 1 else None


def _state(reference: Reference | None) -> Reference | None:
    if reference is None or reference.actor.actor_kind != "state":
        return None
    return Reference(reference.actor, "metonym")


def state_of_source(scene: Scene, text: str) -> Reference | None:
    """The state of "israelischen Angaben"."""
    adjective = adjective_of_source(text)
    if adjective is None:
        return None
    match = choose(scene.tables.index.find_adjective(adjective), scene.tables, scene.country)
    return _state(reference_to(match, scene.tables)) if match else None
