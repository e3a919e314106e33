"""What linking knows about one article: its text, its mentions and whom each of them can mean."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from standpunkt.actors.names import (
    QUOTATION_MARKS,
    Match,
    fold,
    is_organisation_noun,
    is_short_for,
    organisation_name,
    strip_determiners,
)
from standpunkt.actors.offices import HeldOffice
from standpunkt.actors.organisations import OrganisationNames
from standpunkt.actors.outlets import outlets_by_name
from standpunkt.actors.passages import Sentences
from standpunkt.actors.persons import PersonNames, bare_name, choose
from standpunkt.actors.records import Outlet
from standpunkt.actors.rows import ActorRow, Reference, RowDict
from standpunkt.actors.sources import source_itself
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import article_before, is_role_noun, person_in, role_gender

_WORD_BEFORE = re.compile(r"([\w.’'-]+) $")
_CAPITAL_AFTER = re.compile(r" [A-ZÄÖÜ]")
# "Anna Muster, die Leiterin des Instituts", "Anna Muster (CDU), Ministerin"
_APPOSITION = re.compile(
    r"(?: \([\w/. -]{1,20}\))?, (?P<near>(?:(?:der|die|ein|eine|[a-zäöüß]{4,}[ern]) ){0,3})?"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
# "der Sprecher des Vereins, Anton Muster", "die Ministerin der Republik Anna Muster"
_APPOSITION_BEFORE = re.compile(
    r"(?P<near>\b(?:der|die|des|dem|den|Der|Die|Des)(?: [a-zäöüß-]+)* )(?P<noun>[A-ZÄÖÜ][\w-]+)"
    r" (?:der|des|für|von|vom)(?: [\w-]+){1,4},? $"
)
_OPENING = re.compile(r'[“”"«]? \([„"»]?(?:kurz )?')
_IN_BRACKETS = re.compile(r"[“”\"«»]? \(([A-ZÄÖÜ][\w-]{1,7})\)")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{3,6}")
_FORMER = re.compile(r"\b(?:früher|ehemalig|einstig|vormalig)\w*|\bex-", re.IGNORECASE)


@dataclass(frozen=True)
class Described:
    """A role right before a name, or within the mention: "Obfrau Anna Muster"."""

    actor_id: str
    noun: str
    gender: str | None
    start_char: int
    is_former: bool


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
    media = outlets_by_name(tables)
    read = {
        m["mention_id"]: _as_meant(m, text, tables, media) for m in ordered if m["mention_form"] == "name"
    }
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
        if reference := _name_reference(meant, persons, organisations, tables, country, media, named_persons):
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
    scene = replace(scene, references=_without_parts(scene))
    scene = replace(scene, references=_with_short_names(scene))
    return replace(scene, described=tuple(_descriptions(scene)))


def _as_meant(mention: RowDict, text: str, tables: Tables, media: Mapping[str, Outlet]) -> tuple[str, str]:
    """Entity kind and name of a mention, where the name itself tells the tagger was wrong."""
    kind, name = mention["entity_kind"], mention["text"]
    start_char = mention["start_char"]
    if kind == "person":
        if fold(name) in media:
            return "organisation", name
        if organisation_name(name):
            return "organisation", name
        before = _WORD_BEFORE.search(text[max(0, start_char - 40) : start_char])
        if before and before[1][:1].isupper() and is_organisation_noun(before[1]):
            longer = organisation_name(f"{before[1]} {name}")
            # "der Gewerkschaft Anna Muster" is a person after all if her name is known.
            if longer and not tables.index.find(name) and fold(name.split()[0]) not in tables.given_names:
                return "organisation", longer
        # "O’Leary" cut in two is nobody's name.
        if re.search(r"\w[’']$", text[max(0, start_char - 2) : start_char]):
            return "other", name
    elif kind == "organisation" and not tables.index.find(name):
        # "Allianz" cut off "Allianz Morgen" is a noun.
        if is_organisation_noun(name) and " " not in name and _CAPITAL_AFTER.match(text, mention["end_char"]):
            return "other", name
        person = bare_name(name, tables)
        if person != name and len(person.split()) in (2, 3) and not organisation_name(person):
            return "person", person
    return kind, name


def _without_parts(scene: Scene) -> dict[str, Reference]:
    """References without countries that only end a longer name: "Bewegung Freier Nil Sudan"."""
    found = dict(scene.references)
    for first, second in zip(scene.mentions, scene.mentions[1:], strict=False):
        reference = found.get(second["mention_id"])
        if reference is None or reference.actor.actor_kind != "state" or second["mention_form"] != "name":
            continue
        other = found.get(first["mention_id"])
        is_section = second["text"] in ("Deutschland", "Österreich", "Schweiz")
        if (
            first["entity_kind"] == "organisation"
            and first["mention_form"] == "name"
            and scene.text[first["end_char"] : second["start_char"]] == " "
            and (other is None or not other.actor.known or is_section)
        ):
            del found[second["mention_id"]]
    return found


def _with_short_names(scene: Scene) -> dict[str, Reference]:
    """One actor for "Bund der Reisenden (BdR)" and every "BdR", whichever of both is known."""
    found = dict(scene.references)
    short: dict[str, Reference] = {}
    for first, second in zip(scene.mentions, scene.mentions[1:], strict=False):
        between = scene.text[first["end_char"] : second["start_char"]]
        closed = scene.text[second["end_char"] : second["end_char"] + 1] in (")", ",")
        name, acronym = found.get(first["mention_id"]), found.get(second["mention_id"])
        if not (_OPENING.fullmatch(between) and closed and _is_acronym_of(second, first, found)):
            continue
        meant = acronym if acronym and acronym.actor.known else name
        if meant is None or meant.actor.actor_kind != "organisation":
            continue
        if name and acronym and name.actor.known and acronym.actor.known:
            continue
        short[second["text"]] = short[first["text"]] = meant
    for mention in scene.mentions:
        name = found.get(mention["mention_id"])
        written = _IN_BRACKETS.match(scene.text, mention["end_char"])
        if name is None or written is None or name.actor.actor_kind != "organisation":
            continue
        if is_short_for(written[1], mention["text"]) and not scene.tables.index.find(written[1]):
            # The acronym itself need not be marked.
            short.setdefault(written[1], name)
    for mention in scene.mentions:
        own = found.get(mention["mention_id"])
        other = short.get(mention["text"]) if mention["mention_form"] == "name" else None
        if other is not None and (own is None or not own.actor.known):
            found[mention["mention_id"]] = replace(other, method="new" if not other.actor.known else "table")
    return found


def _is_acronym_of(acronym: RowDict, name: RowDict, found: Mapping[str, Reference]) -> bool:
    """By its letters, or as an unknown one in brackets right after the name of an organisation."""
    if is_short_for(acronym["text"], name["text"]):
        return True
    words = name["text"].split()
    both = (found.get(name["mention_id"]), found.get(acronym["mention_id"]))
    return (
        len(words) > 1
        and bool(_ACRONYM.fullmatch(acronym["text"]))
        and any(word.startswith(tuple(acronym["text"])) for word in words)
        and all(one is not None and one.method == "new" for one in both)
    )


def _descriptions(scene: Scene) -> Iterable[Described]:
    for mention in scene.mentions:
        reference = scene.reference(mention)
        if reference is None or mention["mention_form"] != "name" or reference.actor.actor_kind != "person":
            continue
        start_char = mention["start_char"]
        if mention["text"].endswith("s") and fold(mention["text"][:-1]).endswith(
            fold(reference.actor.name).split()[-1]
        ):
            # "die Anwälte Musters"
            continue
        line = scene.text[max(0, start_char - 80) : start_char].rpartition("\n")[2]
        before, noun = line, ""
        for word in mention["text"].split()[:-1]:
            if is_role_noun(word):
                noun = word
        if not noun and (match := _WORD_BEFORE.search(line)) and is_role_noun(match[1]):
            noun, before = match[1], line[: match.start()]
        if noun:
            near = article_before(before)
            gender = role_gender(noun, near)
            former = bool(_FORMER.search(f"{near} {noun}"))
            yield Described(reference.actor.actor_id, noun, gender, start_char, former)
        if after := _APPOSITION.match(scene.text, mention["end_char"]):
            if is_role_noun(after["noun"]):
                near, noun = after["near"] or "", after["noun"]
                former = bool(_FORMER.search(near))
                yield Described(reference.actor.actor_id, noun, role_gender(noun, near), start_char, former)
        elif left := _APPOSITION_BEFORE.search(line):
            noun, near = left["noun"], left["near"] or ""
            if is_role_noun(noun):
                former = bool(_FORMER.search(near))
                yield Described(reference.actor.actor_id, noun, role_gender(noun, near), start_char, former)


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


def outlet_named(text: str, media: Mapping[str, Outlet]) -> Reference | None:
    """The outlet with this name or alias, as an organisation that speaks."""
    whole = text.strip(QUOTATION_MARKS + " ")
    outlet = media.get(fold(whole)) or media.get(fold(strip_determiners(whole)))
    if outlet is None:
        return None
    actor_id = f"org:outlet:{outlet.outlet_id}"
    return Reference(ActorRow(actor_id, outlet.name, "organisation", country=outlet.country), "table")


def reference_to(match: Match, tables: Tables) -> Reference:
    """A table match as a reference, with the way it was found."""
    method = match.alias_kind if match.alias_kind in ("adjective", "metonym") else "table"
    return Reference(ActorRow.of(tables.actors[match.actor_id]), method, match.only_acting)


def _name_reference(
    mention: RowDict,
    persons: PersonNames,
    organisations: OrganisationNames,
    tables: Tables,
    country: str | None,
    media: Mapping[str, Outlet],
    named_persons: list[str],
) -> Reference | None:
    text, form, kind = mention["text"], mention["mention_form"], mention["entity_kind"]
    if form == "adjective":
        # "US" in "US-Präsident" counts as an adjective too.
        match = choose(tables.index.find_adjective(text) or tables.index.find(text), tables, country)
        return Reference(ActorRow.of(tables.actors[match.actor_id]), "adjective") if match else None
    if form != "name":
        return None
    if kind == "person":
        found = persons.find(text, tables, country)
        if found or " " in text.strip() or fold(text) in persons.by_surname:
            return found
    if found := outlet_named(text, media):
        return found
    # A full name is a person whatever the tagger took it for; a single word is not.
    found = actor_named(text, tables, country, persons=" " in text.strip())
    if found or kind != "organisation" or tables.index.find(text):
        return found
    return None if text in named_persons else organisations.find(text)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) else None
