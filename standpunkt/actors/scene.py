"""What linking knows about one article: its text, its mentions and whom each of them can mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from standpunkt.actors.names import Match, fold, organisation_name, strip_determiners
from standpunkt.actors.offices import HeldOffice
from standpunkt.actors.outlets import outlet_names
from standpunkt.actors.persons import PersonNames, choose
from standpunkt.actors.rows import ActorRow, Reference, RowDict, short_hash
from standpunkt.actors.tables import Tables


@dataclass(frozen=True)
class Scene:
    """Everything the resolution of a span may look at; nothing outside this article but the tables."""

    article_id: str
    text: str
    country: str | None
    published_on: date | None
    tables: Tables
    mentions: tuple[RowDict, ...]
    """By position."""
    persons: PersonNames
    references: dict[str, Reference]
    """mention_id -> whom it can mean; new persons and organisations are only candidates yet."""
    media: frozenset[str]
    """Folded names of outlets: as a source they pass on what others say."""
    held_offices: tuple[HeldOffice, ...] = ()

    def mentions_in(self, start_char: int, end_char: int) -> list[RowDict]:
        """Mentions that share at least one character with the range."""
        return [m for m in self.mentions if m["start_char"] < end_char and m["end_char"] > start_char]

    def reference(self, mention: RowDict) -> Reference | None:
        """Whom a mention can mean."""
        return self.references.get(mention["mention_id"])


def build_scene(
    article: Mapping[str, Any],
    mentions: tuple[RowDict, ...],
    tables: Tables,
    country: str | None,
) -> Scene:
    """Scene of one article with every named mention resolved as far as names alone can tell."""
    ordered = tuple(sorted(mentions, key=lambda m: (m["start_char"], m["end_char"], m["mention_id"])))
    named_persons = [
        m["text"]
        for m in ordered
        if m["entity_kind"] == "person"
        and m["mention_form"] == "name"
        and organisation_name(m["text"]) is None
    ]
    persons = PersonNames.of(named_persons, tables, country)
    media = outlet_names(tables)
    references = {}
    for mention in ordered:
        if reference := _name_reference(mention, persons, tables, country, media, named_persons):
            references[mention["mention_id"]] = reference
    return Scene(
        article_id=article["article_id"],
        text=article["text"],
        country=country,
        published_on=_day(article.get("published_on")),
        tables=tables,
        mentions=ordered,
        persons=persons,
        references=references,
        media=media,
    )


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


def reference_to(match: Match, tables: Tables) -> Reference:
    """A table match as a reference, with the way it was found."""
    method = match.alias_kind if match.alias_kind in ("adjective", "metonym") else "table"
    return Reference(ActorRow.of(tables.actors[match.actor_id]), method, match.only_acting)


def _name_reference(
    mention: RowDict,
    persons: PersonNames,
    tables: Tables,
    country: str | None,
    media: frozenset[str],
    named_persons: list[str],
) -> Reference | None:
    text, form, kind = mention["text"], mention["mention_form"], mention["entity_kind"]
    if form == "adjective":
        # "US" in "US-Präsident" counts as an adjective too.
        match = choose(tables.index.find_adjective(text) or tables.index.find(text), tables, country)
        return Reference(ActorRow.of(tables.actors[match.actor_id]), "adjective") if match else None
    if form != "name":
        return None
    if kind == "person" and organisation_name(text):
        kind = "organisation"
    if kind == "person":
        found = persons.find(text, tables, country)
        if found or " " in text.strip() or fold(text) in persons.by_surname:
            return found
    # A full name is a person whatever the tagger took it for; a single word is not.
    found = actor_named(text, tables, country, persons=" " in text.strip())
    if found or kind != "organisation" or tables.index.find(text) or fold(text) in media:
        return found
    return None if text in named_persons else new_organisation(text)


def new_organisation(text: str) -> Reference | None:
    """An organisation no table has; which of them become actors is decided by what they do."""
    name = organisation_name(text) or strip_determiners(text.strip("\"'„“”‚‘’»«›‹ "))
    if sum(character.isalpha() for character in name) < 2:
        return None
    return Reference(ActorRow(f"org:new:{short_hash(fold(name))}", name, "organisation"), "new")


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) else None
