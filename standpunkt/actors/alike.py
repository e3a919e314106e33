"""Pairs of actors that may be one, by their names alone, in time that grows with the actors and not with
their pairs.

Names meet in blocks: of persons by surname (in its common transliteration) and first letter of the given
name, and by given name with the beginning or the end of the surname; of organisations by their words'
stems, by beginning and end, and by acronym. In a large block only neighbours by name meet.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from standpunkt.actors.names import (
    TOO_GENERAL,
    fold,
    is_organisation_noun,
    surname,
    without_endings,
    word_set,
)
from standpunkt.actors.transliteration import slavic_form

LARGE_BLOCK = 40
"""Names that all meet each other; in a larger block each meets only its neighbours in sorted order."""
NEIGHBOURS = 8
NEAR = 88
"""Similarity, 0 to 100, from which two names may be one with a slip."""
_SMALL_WORDS = word_set("der die das des dem den und für von vom zur zum in im am an of the for and")
_GIVEN = re.compile(r"[ijy]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class NamedActor:
    """One actor with all its names."""

    actor_id: str
    names: tuple[str, ...]
    actor_kind: str
    known: bool
    is_local: bool = False
    """A bare surname that means somebody in one article only."""


@dataclass(frozen=True)
class Likeness:
    """Two actors that may be one, and why."""

    one_id: str
    other_id: str
    reason: str
    """same name, near spelling, surname and given name, short form, acronym, or surname alone."""
    similarity: float
    """Of the two names, 0 to 100."""


@dataclass(frozen=True)
class _Name:
    actor: NamedActor
    plain: str
    """Folded, without accents."""
    words: tuple[str, ...]
    raw: str
    last: str
    """Surname of a person in its common transliteration."""
    stems: frozenset[str]
    sorted_words: tuple[str, ...]
    given: str
    """First word, one spelling of i, j and y."""

    @property
    def is_person(self) -> bool:
        return self.actor.actor_kind == "person"


def alike_actors(actors: Iterable[NamedActor]) -> list[Likeness]:
    """At most one likeness a pair, the strongest; two actors of the tables are no pair."""
    names = [_name(actor, name) for actor in actors for name in actor.names if plain_form(name)]
    best: dict[tuple[str, str], Likeness] = {}
    met: set[tuple[int, int]] = set()
    for one, other in _meetings(names):
        key = (id(one), id(other))
        if key in met:
            continue
        met.add(key)
        found = _compared(one, other)
        if found is None:
            continue
        pair = (found.one_id, found.other_id)
        known = best.get(pair)
        if known is None or (found.similarity, found.reason) > (known.similarity, known.reason):
            best[pair] = found
    return _certain_surnames([best[pair] for pair in sorted(best)])


def plain_form(name: str) -> str:
    """A folded name without accents, umlauts written out, hyphens as blanks."""
    written = fold(name).translate(_UMLAUTS)
    decomposed = unicodedata.normalize("NFKD", written)
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w. ]+", " ", letters).split())


def _name(actor: NamedActor, name: str) -> _Name:
    plain = plain_form(name)
    words = tuple(plain.split())
    last = surname(plain)
    stems = frozenset(_stem(word) for word in words)
    given = _GIVEN.sub("i", words[0])
    ordered = tuple(sorted(words))
    return _Name(actor, plain, words, name, slavic_form(last) or last, stems, ordered, given)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return without_endings(word)


def _meetings(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    blocks: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    for name in names:
        for key in set(_keys(name)):
            blocks[key].append(name)
    for key, members in blocks.items():
        if len(members) > 1 and not all(one.actor.known for one in members):
            for one, other in _neighbours(key, members):
                if one.actor is not other.actor and not (one.actor.known and other.actor.known):
                    yield (one, other) if one.actor.actor_id < other.actor.actor_id else (other, one)


def _neighbours(key: tuple[str, ...], members: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    if key[0] == "alone":
        # Whoever has the surname meets only those who have nothing else.
        for one in members:
            yield from ((one, other) for other in members if one.actor.is_local and not other.actor.is_local)
    elif key[0] == "word":
        # A frequent word is no sign, and whoever shares more meets at another one.
        if len(members) <= LARGE_BLOCK:
            yield from combinations(members, 2)
    else:
        by_end = key[0] == "end"
        ordered = sorted(
            members, key=lambda one: (one.plain[::-1] if by_end else one.plain, one.actor.actor_id)
        )
        reach = len(ordered) if len(ordered) <= LARGE_BLOCK else NEIGHBOURS
        for position, one in enumerate(ordered):
            yield from ((one, other) for other in ordered[position + 1 : position + 1 + reach])


def _keys(name: _Name) -> Iterator[tuple[str, ...]]:
    yield ("same", *name.sorted_words)
    if name.is_person:
        yield from _person_keys(name)
    else:
        yield from _organisation_keys(name)


def _person_keys(name: _Name) -> Iterator[tuple[str, ...]]:
    last = name.last
    if len(name.words) == 1:
        if name.actor.is_local:
            yield ("alone", last)
        return
    given = name.given
    yield ("surname", last, given[:1])
    yield ("alone", last)
    yield ("begin", given, last[:3])
    yield ("end", given, last[-3:])


def _organisation_keys(name: _Name) -> Iterator[tuple[str, ...]]:
    joined = "".join(name.words)
    yield ("whole", _joined(name))
    if len(joined) >= 8:
        yield ("begin", joined[:6])
        yield ("end", joined[-6:])
    if len(name.words) > 1:
        for letters in _acronyms(name):
            yield ("acronym", letters)
    elif _is_acronym(name.raw):
        yield ("acronym", name.plain)
    for word in name.words:
        if len(word) > 3 and word not in _SMALL_WORDS:
            yield ("word", _stem(word))


def _joined(name: _Name) -> str:
    return "".join(_stem(word) for word in name.words)


def _acronyms(name: _Name) -> set[str]:
    """First letters of all words, and of those that tell."""
    telling = [word for word in name.words if word not in _SMALL_WORDS]
    return {"".join(word[0] for word in words) for words in (name.words, telling) if len(words) > 1}


def _is_acronym(raw: str) -> bool:
    return 2 <= len(raw) <= 8 and " " not in raw and sum(one.isupper() for one in raw) >= 2


def _compared(one: _Name, other: _Name) -> Likeness | None:
    reason = _reason(one, other)
    if reason is None:
        return None
    similarity = round(fuzz.ratio(one.plain, other.plain), 1)
    return Likeness(one.actor.actor_id, other.actor.actor_id, reason, similarity)


def _reason(one: _Name, other: _Name) -> str | None:
    if one.sorted_words == other.sorted_words:
        return "same name"
    if one.is_person != other.is_person:
        return None
    return _person_reason(one, other) if one.is_person else _organisation_reason(one, other)


def _person_reason(one: _Name, other: _Name) -> str | None:
    same_surname = one.last == other.last
    if min(len(one.words), len(other.words)) == 1:
        is_local = one.actor.is_local != other.actor.is_local
        return "surname alone" if same_surname and is_local else None
    given, other_given = one.given, other.given
    if same_surname:
        if given == other_given or _is_shortened(given, other_given):
            return "surname and given name"
        return "near spelling" if _is_near(given, other_given, 80) else None
    return "near spelling" if given == other_given and _is_near(one.last, other.last) else None


def _is_shortened(given: str, other: str) -> bool:
    """ "a." or "alex" of "alexander"; "jan" is not "jana"."""
    short, long = sorted((given.rstrip("."), other.rstrip(".")), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) >= 2


def _organisation_reason(one: _Name, other: _Name) -> str | None:
    if _joined(one) == _joined(other):
        return "near spelling"
    short, long = sorted((one, other), key=lambda name: (len(name.words), len(name.plain)))
    if _is_acronym(short.raw):
        return "acronym" if short.plain in _acronyms(long) else None
    if short.stems < long.stems and _tells(short) and _head_of(long) in short.stems:
        return "short form"
    return "near spelling" if _is_near(one.plain, other.plain) else None


def _tells(name: _Name) -> bool:
    """Whether a short form is more than a noun that many organisations share."""
    words = [word for word in name.words if word not in _SMALL_WORDS]
    return len("".join(words)) >= 5 and not (
        len(words) == 1
        and (words[0] in TOO_GENERAL or (is_organisation_noun(words[0]) and len(words[0]) < 8))
    )


def _head_of(name: _Name) -> str:
    return _stem(next((word for word in name.words if word not in _SMALL_WORDS), name.plain))


def _is_near(one: str, other: str, least: int = NEAR) -> bool:
    """One slip: of long names two; numbers must agree ("Liste 1" is not "Liste 2")."""
    if min(len(one), len(other)) < 4 or not fuzz.ratio(one, other, score_cutoff=least):
        return False
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _certain_surnames(found: list[Likeness]) -> list[Likeness]:
    """A bare surname is somebody in particular only if one person alone has it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.reason == "surname alone":
            bearers[one.one_id].add(one.other_id)
            bearers[one.other_id].add(one.one_id)

    def is_certain(one: Likeness) -> bool:
        ids = (one.one_id, one.other_id)
        local = next((actor_id for actor_id in ids if ":local:" in actor_id), ids[0])
        return len(bearers[local]) == 1

    return [one for one in found if one.reason != "surname alone" or is_certain(one)]
