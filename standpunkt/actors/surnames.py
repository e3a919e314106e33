"""Persons an article calls by the surname alone, and what it said of them instead of a given name."""

import re

from standpunkt.actors.office_titles import office_key
from standpunkt.actors.offices import OfficePhrase
from standpunkt.actors.rows import ActorRow
from standpunkt.actors.scene import Scene
from standpunkt.actors.titles import is_political

_OFFICE = re.compile(r"\b(?:[Dd](?:er|ie|em|en|es)) (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)")


def surname_of_office(scene: Scene, phrase: OfficePhrase) -> ActorRow | None:
    """Whom "der Minister" means whose name the article gives only later, as "Muster", as if it had.

    Only if one person is named that way, without any role of his own, and no other office stands before.
    """
    if not is_political(phrase.office) or any(one.office == phrase.office for one in scene.held_offices):
        return None
    introduced = {one.actor_id for one in scene.described}
    first: dict[str, tuple[int, ActorRow]] = {}
    for mention in scene.mentions:
        reference = scene.reference(mention) if mention["mention_form"] == "name" else None
        if reference is None or reference.actor.actor_kind != "person":
            continue
        actor = reference.actor
        if actor.scope_article_id is not None and actor.actor_id not in introduced:
            first.setdefault(actor.actor_id, (mention["start_char"], actor))
    if len(first) != 1:
        return None
    ((position, actor),) = first.values()
    before = {office_key(noun) for noun in _OFFICE.findall(scene.text[:position]) if is_political(noun)}
    gender = "f" if phrase.is_feminine else "m"
    return actor if before == {phrase.office} and actor.gender in (None, gender) else None
