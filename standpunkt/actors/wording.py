"""A description without a name, taken apart: its noun, who that can be, and what else says which one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from standpunkt.actors.descriptions import Description, describe
from standpunkt.actors.names import DETERMINERS, fold, is_organisation_noun, without_endings, word_set
from standpunkt.actors.rows import Range, Reference
from standpunkt.actors.titles import is_role_noun

_DEFINITE = word_set("der die das dem den des vom beim zum zur im am")
_POINTING = word_set("dieser diese dieses diesem diesen jener jene jenes")
_INDEFINITE = word_set("ein eine einer eines einem einen kein keine")
_OWNED = re.compile(r"(?:sein|ihr|unser|mein|dessen|deren)(?:e[rsnm]?)?$")
_PLACE_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+er$")
_ENDINGS = ("innen", "ern", "en", "er", "in", "e", "s")
_LITTLE = word_set("von vom für in im an am auf aus bei mit zu zum zur und oder als nach um über")


@dataclass(frozen=True)
class Phrase:
    """A description taken apart as far as choosing needs it."""

    span: Range
    noun: str
    """Its head, folded and without endings."""
    noun_at: int
    """Where that begins."""
    determiner: str
    kind: str
    gender: str | None
    qualifiers: frozenset[str]
    """What else says which one, folded and without endings: "türk" and "Innenpolitik"."""

    form: str
    """Determiner and ending of the noun, which tell number and case."""

    @property
    def is_qualified(self) -> bool:
        """Whether more than the noun says who it is."""
        return bool(self.qualifiers)

    @property
    def how(self) -> str:
        """Whether the determiner says that it is somebody already named."""
        if self.determiner in _DEFINITE:
            return "definite"
        if self.determiner in _POINTING:
            return "pointing"
        if self.determiner in _INDEFINITE:
            return "indefinite"
        return "owned" if _OWNED.match(self.determiner) else "bare"


def read_phrase(text: str, span: Range, by_rule: Reference | None) -> Phrase | None:
    """The description at ``span``; ``by_rule`` tells its kind if the words do not."""
    words = re.findall(r"[\w-]+", text[slice(*span)])
    if not words:
        return None
    first = words[0].lower()
    determiner = first if first in DETERMINERS or _OWNED.match(first) else ""
    rest = words[1:] if determiner else words
    while rest and not rest[0][:1].isupper():
        rest = rest[1:]
    if (
        len(rest) > 1
        and rest[1][:1].isupper()
        and _PLACE_ADJECTIVE.match(rest[0])
        and not is_role_noun(rest[0])
    ):
        rest = rest[1:]
    if not rest:
        return None
    description = describe(text[slice(*span)])
    return Phrase(
        span,
        stem(rest[0]),
        text.index(rest[0], span[0]),
        determiner,
        _kind(description, rest[0], by_rule),
        description.gender if description else None,
        frozenset(stem(word) for word in words if word != rest[0] and _tells(word)),
        f"{'owned' if _OWNED.match(determiner) else determiner}_{_ending(rest[0])}",
    )


def _ending(noun: str) -> str:
    return next((ending for ending in _ENDINGS if noun.endswith(ending)), "none")


def _tells(word: str) -> bool:
    return word.lower() not in DETERMINERS and word.lower() not in _LITTLE and not _OWNED.match(word.lower())


def _kind(description: Description | None, noun: str, by_rule: Reference | None) -> str:
    if by_rule is not None and by_rule.actor.actor_kind == "group":
        return "several"
    if description is not None:
        return description.actor_kind
    if is_role_noun(noun):
        return "person"
    return "organisation" if is_organisation_noun(fold(noun)) else "thing"


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A noun folded, without endings, and of a compound with hyphens the last part."""
    return without_endings(fold(word)).rpartition("-")[2]
