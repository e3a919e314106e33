"""What linking knows about one article: its text, its mentions and whom each of them can mean."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from standpunkt.actors.introductions import Described, introductions
from standpunkt.actors.names import (
    fold,
)
from standpunkt.actors.namesakes import apart
from standpunkt.actors.naming import as_meant, name_reference, outlet_named
from standpunkt.actors.offices import HeldOffice
from standpunkt.actors.organisations import OrganisationNames
from standpunkt.actors.passages import Sentences
from standpunkt.actors.persons import PersonNames
from standpunkt.actors.records import Outlet
from standpunkt.actors.regions import region_named
from standpunkt.actors.rows import ActorRow, Reference, RowDict
from standpunkt.actors.same_organisation import as_one_organisation
from standpunkt.actors.short_names import with_short_names, without_parts
from standpunkt.actors.sources import source_itself
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import person_in

_WHERE = re.compile(
    r"\b(?:in|im|ins|nach|aus|bei|über|durch|um|nahe|vor) (?:(?:der|die|dem|das) )?$", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")


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
    media: Mapping[str, Outlet]
    """Outlets by folded name and alias."""
    organisations: OrganisationNames
    described: tuple[Described, ...] = ()
    held_offices: tuple[HeldOffice, ...] = ()

    @cached_property
    def sentences(self) -> Sentences:
        """Where the sentences of the text begin."""
        return Sentences.of(self.text)

    @cached_property
    def lands(self) -> frozenset[str]:
        """Ids of the federal states that the text has by name or adjective."""
        index = self.tables.index
        return frozenset(
            match.actor_id
            for word in set(_WORD.findall(self.text))
            for match in (index.find(word) or index.find_adjective(word))
            if match.actor_id.startswith("land:")
        )

    @cached_property
    def states(self) -> Counter[str]:
        """How often the text has each state: by name, capital, inhabitant or adjective."""
        index = self.tables.index
        found: Counter[str] = Counter()
        for word in _WORD.findall(self.text):
            # "US" of "US-Minister"
            matches = index.find(word) or index.find(word.partition("-")[0])
            states = {
                one.actor_id for one in matches if self.tables.actors[one.actor_id].actor_kind == "state"
            }
            if len(states) == 1:
                found.update(states)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [m["start_char"] for m in self.mentions]

    @cached_property
    def _longest(self) -> int:
        return max((m["end_char"] - m["start_char"] for m in self.mentions), default=0)

    @cached_property
    def _actors(self) -> dict[str, ActorRow]:
        seen = reversed(self.references.values())
        return {reference.actor.actor_id: reference.actor for reference in seen}

    def mentions_in(self, start_char: int, end_char: int) -> list[RowDict]:
        """Mentions that share at least one character with the range."""
        low = bisect_left(self._starts, start_char - self._longest)
        high = bisect_left(self._starts, end_char)
        return [m for m in self.mentions[low:high] if m["end_char"] > start_char]

    def reference(self, mention: RowDict) -> Reference | None:
        """Whom a mention can mean."""
        return self.references.get(mention["mention_id"])

    def medium(self, text: str) -> Reference | None:
        """The newspaper, station or agency that ``text`` names."""
        return outlet_named(text, self.media)

    def actor(self, actor_id: str) -> ActorRow | None:
        """The person or organisation of the article with this id."""
        return self._actors.get(actor_id)


def build_scene(
    article: Mapping[str, Any],
    mentions: tuple[RowDict, ...],
    tables: Tables,
    country: str | None,
    voices: Iterable[str] = (),
) -> Scene:
    """Scene of one article with every named mention resolved as far as names alone can tell.

    ``voices`` are the texts of speakers and holders; the name of a person may stand there unmarked.
    """
    text = article["text"]
    ordered = tuple(sorted(mentions, key=lambda m: (m["start_char"], m["end_char"], m["mention_id"])))
    media = tables.media_names
    read = {m["mention_id"]: as_meant(m, text, tables, media) for m in ordered if m["mention_form"] == "name"}
    named_persons = [name for kind, name in read.values() if kind == "person"]
    sources = (voice[slice(*source_itself(voice, 0, len(voice)))] for voice in voices)
    spoken = [
        name
        for voice in sources
        if (name := person_in(voice))
        and not tables.index.find(name)
        # "Kernaussage von Anton Muster"
        and not any(name != one and name.endswith(f" {one}") for one in set(named_persons))
    ]
    persons = PersonNames.of([*named_persons, *spoken], tables, country, article["article_id"])
    organisations = OrganisationNames.of(
        name
        for kind, name in read.values()
        if kind == "organisation" and not tables.index.find(name) and fold(name) not in media
    )
    references: dict[str, Reference] = {}
    for mention in ordered:
        kind, name = read.get(mention["mention_id"], (mention["entity_kind"], mention["text"]))
        meant = {**mention, "entity_kind": kind, "text": name}
        reference = _region(meant, text, tables, country) or name_reference(
            meant, persons, organisations, tables, country, media, named_persons
        )
        if reference is not None:
            references[mention["mention_id"]] = reference
    scene = Scene(
        article_id=article["article_id"],
        text=text,
        country=country,
        published_on=_day(article.get("published_on")),
        tables=tables,
        mentions=ordered,
        persons=persons,
        references=references,
        media=media,
        organisations=organisations,
    )
    scene = replace(scene, references=without_parts(text, ordered, references))
    scene = replace(scene, references=with_short_names(text, ordered, scene.references, tables))
    scene = replace(scene, references=as_one_organisation(text, ordered, scene.references, tables))
    return _introduced(scene)


def _region(mention: RowDict, text: str, tables: Tables, country: str | None) -> Reference | None:
    """ "Stadt Hamburg", unless something only happens "in der Stadt Hamburg"."""
    if mention["mention_form"] != "name" or tables.index.find(mention["text"]):
        return None
    if _WHERE.search(text, max(0, mention["start_char"] - 20), mention["start_char"]):
        return None
    return region_named(mention["text"], tables, country)


def _introduced(scene: Scene) -> Scene:
    """The scene with who is introduced as what, and with namesakes told apart by that."""
    text, ordered = scene.text, scene.mentions
    described = tuple(introductions(text, ordered, scene.references))
    references, persons = apart(ordered, scene.references, described, scene.persons, scene.article_id)
    if references != scene.references:
        described = tuple(introductions(text, ordered, references))
    return replace(scene, references=references, persons=persons, described=described)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) else None
