"""One line of each seed table."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Actor:
    """Somebody who can speak or take a stance."""

    actor_id: str
    name: str
    actor_kind: str
    """person, organisation, state or group."""
    country: str | None = None
    """ISO 3166 alpha-2."""
    gender: str | None = None
    """m or f, of persons."""
    wikidata_id: str | None = None


@dataclass(frozen=True)
class Alias:
    """Another way to name an actor; an adjective is written as its stem."""

    actor_id: str
    alias: str
    alias_kind: str
    """name, adjective, inhabitant, metonym, acronym or noun."""
    note: str = ""

    @property
    def only_acting(self) -> bool:
        """A city: stands for the actor only where it acts."""
        return "acting" in _words(self.note)

    @property
    def is_city(self) -> bool:
        """Stands for the government there; its mayor is none of the state."""
        return "city" in _words(self.note)

    @property
    def is_ambiguous(self) -> bool:
        """Shared with other actors on purpose."""
        return "ambiguous" in _words(self.note)

    @property
    def is_default(self) -> bool:
        """Taken among several actors if the outlet's country does not decide."""
        return "default" in _words(self.note)


@dataclass(frozen=True)
class Office:
    """Who held an office from when to when; both days count."""

    actor_id: str
    office: str
    of_actor_id: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class OfficeTitle:
    """What a title names, and how many hold it at a time."""

    title: str
    """Masculine; ``*minister`` stands for every title that ends so."""
    office: str
    """One name for all its titles; empty: the title itself."""
    of_kind: str | None
    """state or organisation; None: of both."""
    of_actor_id: str | None
    """Only of this one; None: of all."""
    holders: str
    """one or several."""


@dataclass(frozen=True)
class Membership:
    """One actor in another."""

    actor_id: str
    of_actor_id: str
    relation: str
    """party, government, alliance or parent."""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Outlet:
    """One news source."""

    outlet_id: str
    name: str
    country: str | None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issue:
    """One issue users follow; how targets are matched with it is told in `standpunkt.issues`."""

    issue_id: str
    label: str
    description: str
    parent_issue_id: str | None
    words: tuple[str, ...]
    words_not: tuple[str, ...] = ()
    counter_words: tuple[str, ...] = ()
    words_must: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    """Targets whose support is support of the issue."""
    counter_examples: tuple[str, ...] = ()
    """Targets whose support is opposition to the issue."""


@dataclass(frozen=True)
class Negation:
    """A word that turns any issue into its opposite: "Verzicht", "aufheben", "kein"."""

    word: str
    """Folded."""
    place: str
    """before the issue's word, after it, or anywhere in the target."""


def _words(note: str) -> list[str]:
    return re.findall(r"\w+", note)
