"""Speakers and holders without a name: "die Anwältin", "ein Polizeisprecher", "Polizeiangaben"."""

from standpunkt.actors.descriptions import Description, describe, needs_a_name, same_before
from standpunkt.actors.groups import group_named
from standpunkt.actors.heads import Resolved
from standpunkt.actors.names import fold
from standpunkt.actors.recalled import described_as
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import owner_in_compound, source_itself


def resolve_described(
    scene: Scene, span: Range, described: list[tuple[Description, ActorRow]]
) -> Resolved | None:
    """Whom "die Anwältin" or "ein Polizeisprecher" means; who is new is added to ``described``."""
    start_char, end_char = source_itself(scene.text, *span)
    text = scene.text[start_char:end_char]
    owner = owner_in_compound(text)
    if owner is not None:
        if resolved := _organisation(scene, owner):
            return resolved
        text = owner
        group = group_named(text, False, False, scene.article_id, scene.tables, scene.country)
        if group is not None:
            return Resolved(Reference(group, "group"))
    description = describe(text)
    if description is None:
        return None
    mention = next((m for m in scene.mentions_in(*span) if m["mention_form"] == "office"), None)
    mention_id = mention["mention_id"] if mention else None
    if person := described_as(scene, description):
        return Resolved(Reference(person, "office"), mention_id)
    named = _named_so(scene, description)
    if needs_a_name(description) or len(named) > 1 or (named and description.actor_kind == "person"):
        return None
    if named:
        return Resolved(Reference(named[0], "short_form"), mention_id)
    known = {actor.actor_id: actor for _, actor in described}
    if description.is_bare or description.determiner == "":
        same = same_before(description, described)
        if len(same) > 1:
            return None
        if same:
            return Resolved(Reference(known[same.pop()], "short_form"), mention_id)
    actor = description.actor(text, scene.article_id)
    described.append((description, actor))
    return Resolved(Reference(known.get(actor.actor_id, actor), "described"), mention_id)


def _named_so(scene: Scene, description: Description) -> list[ActorRow]:
    """Whom of those the article names "der Club" or "der Sprecher" could mean."""
    if not description.is_bare:
        return []
    if description.actor_kind == "person":
        ids = {one.actor_id for one in scene.described if fold(one.noun).endswith(description.noun)}
        return [actor for one in sorted(ids) if (actor := scene.actor(one)) is not None]
    organisations = {
        reference.actor.actor_id: reference.actor
        for reference in scene.references.values()
        if reference.actor.actor_kind == "organisation"
        and any(word.endswith(description.noun) for word in fold(reference.actor.name).split())
    }
    return [organisations[one] for one in sorted(organisations)]


def _organisation(scene: Scene, name: str) -> Resolved | None:
    reference = next(
        (
            found
            for mention in scene.mentions
            if mention["text"] == name and (found := scene.reference(mention)) is not None
        ),
        None,
    )
    match = reference or scene.medium(name)
    return Resolved(match) if match else None
