"""Speakers and holders without a name: "die Anwältin", "ein Polizeisprecher", "Polizeiangaben"."""

import re
from dataclasses import dataclass, field, replace

from standpunkt.actors.descriptions import Description, describe, needs_a_name, same_before
from standpunkt.actors.groups import group_named
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.names import fold
from standpunkt.actors.organisations import own_words
from standpunkt.actors.recalled import described_as
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import owner_in_compound, source_itself
from standpunkt.actors.strangers import Strangers, read_unnamed

_NOUN_BEFORE = re.compile(r"\b([A-ZÄÖÜ][\w-]+) $")
# "Am Montag der Angreifer"
_TIME = re.compile(r"(?:tag|abend|morgen|nacht|woche|monat|jahr|ende|woch)s?$", re.IGNORECASE)
# Elsewhere the defence is a ministry's.
_TRIAL = re.compile(r"\b(?:Ankl(?:age|äger)|Angeklagt|Staatsanw|\w*[Gg]ericht\b|\w*[Rr]ichter|\w*[Pp]rozess)")
_CONTRACTED = re.compile(r"\b(vom|beim|zum|zur|im|am) $")


@dataclass
class Introduced:
    """Whom the article has described so far, in the order of the text."""

    strangers: Strangers
    described: list[tuple[Description, ActorRow]] = field(default_factory=list)

    def note(self, text: str, actor: ActorRow) -> None:
        """Remember somebody found by name under the words that describe him."""
        if description := describe(text):
            self.described.append((description, actor))


def resolve_described(scene: Scene, span: Range, introduced: Introduced) -> Resolved | None:
    """Whom "die Anwältin" or "ein Polizeisprecher" means; who is new is added to ``introduced``."""
    start_char, end_char = source_itself(scene.text, *span)
    text = _with_article(scene.text, start_char, end_char)
    mention = next((m for m in scene.mentions_in(*span) if m["mention_form"] == "office"), None)
    mention_id = mention["mention_id"] if mention else None
    if unnamed := read_unnamed(text, scene.tables):
        named = () if unnamed.is_new else _named_near(scene, start_char)
        person = introduced.strangers.meant(unnamed, text, named)
        return Resolved(Reference(person, "described"), mention_id) if person else None
    owner = owner_in_compound(text)
    if owner is not None:
        if resolved := _organisation(scene, owner):
            return resolved
        text = owner
        group = group_named(text, False, False, scene.article_id, scene.tables, scene.country)
        if group is not None:
            return Resolved(Reference(group, "group"))
    description = describe(text) or _of_somebody(scene, start_char, end_char)
    if description is None or (description.noun == "verteidigung" and not _TRIAL.search(scene.text)):
        return None
    if description.is_agent and description.is_bare and _is_genitive(scene.text, start_char, description):
        # "der Widerstand der Besetzer": after a noun it is no man but several.
        group = group_named(f"die {text[4:]}", False, False, scene.article_id, scene.tables, scene.country)
        return Resolved(Reference(group, "group")) if group else None
    if description.is_agent and description.is_bare:
        # Whom nobody introduced and "der Wahlsieger" goes back to has a name as a rule.
        near = {
            a.actor_id: a for a in _named_near(scene, start_char) if a.gender in (None, description.gender)
        }
        if near:
            only = next(iter(near.values())) if len(near) == 1 else None
            return Resolved(Reference(only, "office"), mention_id) if only else None
    found = _again(scene, description, introduced.described)
    if found is None or found.method != "described":
        return Resolved(found, mention_id) if found else None
    actor = description.actor(text, scene.article_id)
    known = {other.actor_id: other for _, other in introduced.described}
    introduced.described.append((description, actor))
    return Resolved(Reference(known.get(actor.actor_id, actor), "described"), mention_id)


def _is_genitive(text: str, start_char: int, description: Description) -> bool:
    before = _NOUN_BEFORE.search(text, max(0, start_char - 40), start_char)
    return description.determiner == "der" and before is not None and not _TIME.search(before[1])


def _with_article(text: str, start_char: int, end_char: int) -> str:
    """The words at these offsets, with the article that "vom" and "zur" before them carry."""
    before = _CONTRACTED.search(text, max(0, start_char - 5), start_char)
    article = ("der " if before[1] == "zur" else "dem ") if before else ""
    return article + text[start_char:end_char]


def _again(
    scene: Scene, description: Description, described: list[tuple[Description, ActorRow]]
) -> Reference | None:
    """Whom a description names again; "described" with anybody for somebody new, None if it is open."""
    if person := described_as(scene, description):
        return Reference(person, "office")
    named = _named_so(scene, description)
    if needs_a_name(description) or len(named) > 1 or (named and description.actor_kind == "person"):
        return None
    if named:
        return Reference(named[0], "short_form")
    if description.is_bare or description.determiner == "":
        known = {actor.actor_id: actor for _, actor in described}
        same = same_before(description, described)
        if same:
            return Reference(known[same.pop()], "short_form") if len(same) == 1 else None
    return Reference(description.actor("", scene.article_id), "described")


def _of_somebody(scene: Scene, start_char: int, end_char: int) -> Description | None:
    """ "Islands Notenbank", "Musters Anwalt": a name in the genitive says whose."""
    first = scene.text[start_char:end_char].partition(" ")[0]
    ends = {
        m["end_char"] for m in scene.mentions_in(start_char, start_char + 1) if m["mention_form"] == "name"
    }
    if any(match.alias_kind == "name" for match in scene.tables.index.find(first)):
        ends.add(start_char + len(first))
    for name_end in sorted(ends):
        name, rest = scene.text[start_char:name_end], scene.text[name_end:end_char]
        if not name.endswith("s") or rest[:1] != " ":
            continue
        description = describe(f"der{rest}") or describe(f"die{rest}")
        if description is not None and not description.is_agent:
            complement = fold(f"{description.complement} {name}").strip()
            return replace(description, determiner="", complement=complement, is_qualified=True)
    return None


def _named_near(scene: Scene, position: int) -> list[ActorRow]:
    """Persons with a name in this paragraph before ``position`` and in the one before it."""
    here = scene.text.rfind("\n", 0, position)
    while here > 0 and scene.text[here - 1] == "\n":
        here -= 1
    start_char = scene.text.rfind("\n", 0, max(here, 0)) + 1
    return [
        reference.actor
        for mention in scene.mentions_in(start_char, position)
        if mention["mention_form"] == "name"
        and (reference := scene.reference(mention)) is not None
        and reference.actor.actor_kind == "person"
    ]


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
        and any(word.endswith(description.noun) for word in own_words(reference.actor.name))
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
