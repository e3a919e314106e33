"""Two persons of one surname: "Minister Muster" is not the "Anna Muster" the article names in full."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from standpunkt.actors.introductions import Described
from standpunkt.actors.names import fold, genitive_stems
from standpunkt.actors.persons import PersonNames, is_full_name
from standpunkt.actors.rows import ActorRow, Reference, RowDict, short_hash


def apart(
    mentions: Sequence[RowDict],
    references: Mapping[str, Reference],
    described: Sequence[Described],
    persons: PersonNames,
    article_id: str,
) -> tuple[dict[str, Reference], PersonNames]:
    """References and names where a surname whose title is of the other gender is somebody of its own."""
    found, actors, surnames = dict(references), dict(persons.actors), dict(persons.by_surname)
    roles = {one.start_char: one for one in described if one.gender is not None}
    for mention in mentions:
        reference, role = found.get(mention["mention_id"]), roles.get(mention["start_char"])
        if reference is None or role is None or reference.method != "surname" or reference.actor.known:
            continue
        if reference.actor.gender in (None, role.gender) or is_full_name(mention["text"]):
            continue
        other, key = reference.actor, fold(mention["text"])
        forms = {key, *genitive_stems(key)}
        name = fold(other.name).split()[-1]
        key = name if name in forms else key
        actor = ActorRow(
            f"person:local:{short_hash(article_id, key)}",
            mention["text"],
            "person",
            scope_article_id=article_id,
            gender=role.gender,
        )
        actors[actor.actor_id] = actor
        surnames[key] = frozenset({actor.actor_id})
        for same in mentions:
            alone = {fold(same["text"]), *genitive_stems(fold(same["text"]))}
            one = found.get(same["mention_id"])
            if one is not None and one.actor.actor_id == other.actor_id and key in alone:
                found[same["mention_id"]] = replace(one, actor=actor)
    return found, replace(persons, actors=actors, by_surname=surnames)
