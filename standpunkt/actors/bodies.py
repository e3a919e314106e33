"""Bodies of the tables that a text calls by what they are: "das Parlament", "die Länderkammer"."""

import re

from standpunkt.actors.names import DETERMINERS, fold, without_endings, word_set
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference
from standpunkt.actors.scene import Scene

_NOT_DEFINITE = re.compile(r"(?:k?ein|sein|ihr|unser|mein)(?:e[rsnm]?)?$|beide|jede|alle")
_OTHER_PARLIAMENT = re.compile(
    r"\b(?:Land(?:es)?tag|Landesparlament|Bürgerschaft|Abgeordnetenhaus|Stadtparlament|Regionalparlament)"
)
_ADJECTIVE = re.compile(r"\b([a-zäöüß]{5,}(?:e|e[nrsm])) ([A-ZÄÖÜ]\w+)")
_DETERMINERS = DETERMINERS | word_set("das dessen")


def body_again(scene: Scene, text: str) -> Reference | None:
    """Whom "das deutsche Parlament" means, or "das Parlament" if the article names only one such body."""
    words = text.strip(" ,.:;").split()
    if len(words) > 1 and words[0].lower() in _DETERMINERS:
        if _NOT_DEFINITE.match(words[0].lower()):
            return None
        words = words[1:]
    key = without_endings(fold(" ".join(words)))
    if found := scene.tables.nouns.get(key):
        named = {reference.actor.actor_id for reference in scene.references.values()} & found
        only = next(iter(named)) if len(named) == 1 else None
        return _reference(scene, only) if only and not _has_another(scene, key, only) else None
    if len(words) != 2 or not words[0][:1].islower():
        return None
    country = _country(scene, words[0])
    bodies = scene.tables.nouns.get(without_endings(fold(words[1])), frozenset())
    of_state = [one for one in bodies if country and scene.tables.actors[one].country == country]
    return _reference(scene, of_state[0]) if len(of_state) == 1 else None


def _has_another(scene: Scene, key: str, body: str) -> bool:
    """Whether the text has such a body of another state, too, or a parliament of a region."""
    if key == "parlament" and _OTHER_PARLIAMENT.search(scene.text):
        return True
    own = scene.tables.actors[body].country
    return any(
        (country := _country(scene, match[1])) is not None and country != own
        for match in _ADJECTIVE.finditer(scene.text)
        if without_endings(fold(match[2])) == key
    )


def _country(scene: Scene, adjective: str) -> str | None:
    match = choose(scene.tables.index.find_adjective(adjective), scene.tables, scene.country)
    state = scene.tables.actors[match.actor_id] if match else None
    return state.country if state and state.actor_kind == "state" else None


def _reference(scene: Scene, actor_id: str) -> Reference:
    return Reference(ActorRow.of(scene.tables.actors[actor_id]), "table")
