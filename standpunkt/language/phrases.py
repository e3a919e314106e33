"""Word classes and noun phrases: what can be told of German word order without a tagger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from standpunkt.language import tables
from standpunkt.language.offices import is_office

_DETERMINERS = tables.words("determiners")
_ARTICLES = tables.words("articles")
_OBLIQUE = tables.words("oblique")
PREPOSITIONS = tables.words("prepositions")
SUBJECT_PRONOUNS = tables.words("subject_pronouns")
_PRONOUNS = SUBJECT_PRONOUNS | tables.words("other_pronouns")
SUBJUNCTIONS = tables.words("subjunctions")
COORDINATIONS = tables.words("coordinations")
AUXILIARIES = tables.words("auxiliaries")
MODALS = tables.words("modals")
NEGATIONS = tables.words("negations")


@dataclass(frozen=True)
class Item:
    """A token, or a quotation or bracket as one opaque piece. ``start`` and ``end`` are token indices."""

    start: int
    end: int
    text: str
    tag: str
    """punct, quote, bracket, det, prep, pron, sub, aux, noun, number or word."""

    @property
    def lower(self) -> str:
        """Lower-case text."""
        return self.text.lower()


@dataclass(frozen=True)
class Phrase:
    """A noun phrase of a unit; ``start``, ``head`` and ``end`` are item indices."""

    start: int
    head: int
    end: int
    nominative: bool
    core_end: int
    """End without genitives and other attributes behind the head."""


class Tagged(Protocol):
    """What noun phrases are found in: the items of a sentence, and which of its tokens are names."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The pieces of the sentence in order."""

    @property
    def mentions(self) -> frozenset[int]:
        """Token indices inside names of persons, organisations and states."""


def tag_of(text: str, first: bool) -> str:
    """Word class of a token; ``first`` when a capital letter may only open the sentence."""
    lower = text.lower()
    if not text[:1].isalnum():
        return "punct"
    if lower in _DETERMINERS:
        return "det"
    if lower in PREPOSITIONS:
        return "prep"
    if lower in _PRONOUNS:
        return "pron"
    if lower in SUBJUNCTIONS:
        return "sub"
    if lower in AUXILIARIES or lower in MODALS:
        return "aux" if not text[:1].isupper() or first else "noun"
    if text[:1].isdigit():
        # "der 58-Jährige" is a noun.
        return "noun" if re.search(r"-[A-ZÄÖÜ]", text) else "number"
    if text[:1].isupper():
        if first and (lower in tables.adverbs() or lower in tables.verb_forms()):
            return "word"
        if lower in tables.country_adjectives():
            return "word"
        return "noun"
    return "word"


_DECLINED = re.compile(r"[a-zäöüßA-Z\-]{2,}(e|er|es|en|em)$")


def noun_phrases(unit: Tagged) -> list[Phrase]:
    """Noun phrases of a unit in order, none inside another."""
    items = unit.items
    found = []
    index = 0
    while index < len(items):
        phrase = _phrase(unit, index)
        if phrase:
            found.append(phrase)
            index = phrase.end
        else:
            index += 1
    return found


def _phrase(unit: Tagged, index: int) -> Phrase | None:
    items = unit.items
    first = items[index]
    if first.lower in ("das", "dies", "dem", "die", "der") and _verb_before_name(unit, index + 1):
        return Phrase(index, index, index + 1, first.lower != "dem", index + 1)
    core = _core(unit, index)
    if core is None:
        return None
    head, end = core
    nominative = first.lower not in _OBLIQUE and not (index > 0 and _governed(items, index))
    if first.lower == "der" and _feminine(items[head].text):
        # "Der Ministerin warf er vor": dative or genitive.
        nominative = False
    if first.tag == "pron":
        return Phrase(
            index,
            head,
            end,
            nominative and first.lower in SUBJECT_PRONOUNS | {"es", "man", "das", "dies"},
            end,
        )
    return Phrase(index, head, _extended(unit, end), nominative, end)


def _feminine(noun: str) -> bool:
    if noun.endswith("in"):
        return is_office(noun)
    return bool(_FEMININE.search(noun)) and not noun.lower().endswith(("sprung", "schwung"))


_FEMININE = re.compile(r"[a-zäöüß](ung|heit|keit|schaft|tion|ität)$")


def _verb_before_name(unit: Tagged, index: int) -> bool:
    """Whether a verb and then a name or article follow: "Das bestätigte Anna Meier" is no noun phrase."""
    items = unit.items
    if index + 1 >= len(items) or items[index].tag != "word":
        return False
    if not any(form.shape == "finite" for form in tables.verb_forms().get(items[index].lower, ())):
        return False
    following = items[index + 1]
    return following.tag in ("det", "pron") or following.start in unit.mentions


_ROUGHLY = {"ganz", "rund", "etwa", "fast", "gut", "knapp", "nur", "circa", "ca."}


def _governed(items: Sequence[Item], index: int) -> bool:
    before = items[index - 1]
    if before.lower in ("als", "wie"):
        return index > 1 and items[index - 2].tag != "punct"
    if before.lower in _ROUGHLY and index > 1:
        # "in ganz Bayern", "seit rund 20 Jahren"
        before = items[index - 2]
    return before.tag == "prep"


def _core(unit: Tagged, index: int) -> tuple[int, int] | None:
    """Head and end of determiner, adjectives and nouns at an item; None if there is no noun phrase."""
    items = unit.items
    first = items[index]
    if first.tag == "pron" and first.lower not in ("sich", "ihm", "ihn", "ihnen", "uns", "mir", "mich"):
        return index, index + 1
    position = index
    if first.tag == "det":
        position += 1
        while (
            position < len(items) and items[position].tag == "det" and items[position].lower not in _ARTICLES
        ):
            position += 1
    elif first.tag == "word" and first.lower in tables.adverbs() - _DECLINED_ADVERBS:
        # "stattdessen dichtere Kontrollen": the adverb belongs to the verb.
        return None
    inserted = _participle_attribute(unit, position) if first.tag == "det" else position
    skipped = 0
    attributed = inserted > position
    position = inserted
    while position < len(items) and skipped < 6:
        item = items[position]
        if (
            first.tag != "det"
            and item.tag == "word"
            and any(r.shape == "finite" for r in tables.verb_forms().get(item.lower, ()))
        ):
            # "Weiter sagte Larson": a verb, not an adjective.
            return None
        if (
            item.tag == "number"
            or (item.tag == "word" and _DECLINED.match(item.text))
            or (
                item.tag == "word"
                and first.tag == "det"
                and position + 1 < len(items)
                and (items[position + 1].tag == "word" and _DECLINED.match(items[position + 1].text))
            )
        ):
            position += 1
            skipped += 1
        elif (
            item.lower in ("und", ",")
            and first.tag == "det"
            and skipped
            and position + 1 < len(items)
            and (
                items[position + 1].tag == "word"
                and _DECLINED.match(items[position + 1].text)
                and position + 2 < len(items)
                and items[position + 2].tag in ("noun", "word")
            )
        ):
            position += 1
        else:
            break
    if attributed and (not skipped or position >= len(items) or items[position].tag != "noun"):
        return (index, index + 1) if first.lower in SUBJECT_PRONOUNS else None
    if position >= len(items) or items[position].tag not in ("noun", "quote"):
        if first.lower in SUBJECT_PRONOUNS and first.tag == "det":
            return index, index + 1
        return None
    if skipped and first.tag == "word" and (index > 0 and items[index].lower in tables.verb_forms()):
        return None
    if items[position].tag == "quote" and first.tag not in ("det", "word") and position == index:
        return None
    head = _possessed(unit, position) if position == index else position
    end = head + 1
    while end < len(items) and (_runs_on(unit, end) if items[end].tag == "noun" else _joins(items, end)):
        end += 1
    return head, end


def _possessed(unit: Tagged, index: int) -> int:
    """The noun behind a genitive name or an adjective of a place: "Merkels Bekenntnis", "Schweizer Geld"."""
    items = unit.items
    name = items[index]
    of_place = name.text.endswith("er") and name.text.removesuffix("er") in tables.known_names()
    genitive = (
        name.text.endswith("s")
        and len(name.text) > 3
        and name.text not in tables.common_nouns()
        and name.text not in tables.given_names()
        and not name.text.isupper()
    )
    if name.tag != "noun" or not (genitive or of_place):
        return index
    noun = index + 1
    while noun < len(items) and items[noun].tag == "word" and _DECLINED.match(items[noun].text):
        noun += 1
    if noun >= len(items) or items[noun].tag != "noun" or items[noun].start in unit.mentions:
        return index
    return noun if items[noun].text in tables.common_nouns() else index


_DECLINED_ADVERBS = {"andere", "anderes", "vieles", "aktuelle", "hunderte", "tausende", "zehntausende"}


def _participle_attribute(unit: Tagged, index: int) -> int:
    """Steps over what goes with a participle behind an article: "der von der Partei geforderte Stopp"."""
    items = unit.items
    position = index
    for _ in range(2):
        if position + 1 >= len(items) or items[position].tag != "prep":
            break
        core = _core(unit, position + 1)
        if core is None:
            return index
        position = _extended(unit, core[1])
    if position == index or position + 1 >= len(items):
        return index
    participle = items[position]
    if participle.tag == "word" and _PARTICIPLE.search(participle.lower):
        return position
    return index


_PARTICIPLE = re.compile(r"(t|en|nd)(e|en|er|es|em)$")


_MEASURES = tables.words("measures")


def _runs_on(unit: Tagged, index: int) -> bool:
    """Whether a noun belongs to the one before it: in a name, after a title, behind a measure."""
    before, item = unit.items[index - 1], unit.items[index]
    if before.start in unit.mentions and item.start in unit.mentions:
        return True
    if (
        index > 1
        and unit.items[index - 2].tag == "det"
        and before.text.endswith("er")
        and (before.start in unit.mentions or before.text.removesuffix("er") in tables.known_names())
    ):
        # "die Stockholmer Konvention": an adjective of a place.
        return True
    if before.start in unit.mentions:
        return False
    return item.text not in tables.common_nouns() or before.text in _MEASURES


def _joins(items: Sequence[Item], index: int) -> bool:
    """Particles inside names, hyphen compounds ("Staats- und Regierungschefs"), brackets and quoted names."""
    item = items[index]
    following = items[index + 1].tag if index + 1 < len(items) else ""
    before = items[index - 1]
    if item.tag == "bracket":
        return len(item.text) < 60
    if item.tag == "quote":
        return before.tag == "noun" and item.end - item.start <= 7
    if before.text.endswith("-") and item.lower in ("und", "oder", "sowie"):
        return following == "noun"
    if item.text in ("/", "&", "-", "–") and following == "noun":
        return item.text in "/&"
    return (
        item.text in ("van", "de", "bin", "al", "el", "zu", "von", "del")
        and following == "noun"
        and (before.tag == "noun" and before.text in tables.given_names())
    )


_GENITIVES = tables.words("genitives")


def _extended(unit: Tagged, end: int) -> int:
    """Takes in genitives, "von" and "vom" phrases and coordinated phrases after a noun phrase."""
    items = unit.items
    for _ in range(4):
        if end >= len(items):
            break
        item = items[end]
        if item.lower in _GENITIVES and items[end - 1].start in unit.mentions:
            # "eine Mitteilung des BMI der …": names take no genitive.
            break
        if item.lower in _GENITIVES and (core := _core(unit, end)) and core[1] > end + 1:
            end = core[1]
        elif _bare_genitive(items, end) and (core := _core(unit, end)):
            # Plural genitive without an article: "eine Gruppe liberaler Pfarrer".
            end = core[1]
        elif item.lower in ("von", "vom") and end + 1 < len(items) and (core := _core(unit, end + 1)):
            end = core[1]
        elif item.lower in ("und", "sowie") and end + 1 < len(items) and (core := _core(unit, end + 1)):
            if items[end + 1].tag == "pron":
                break
            end = core[1]
        else:
            break
    return end


def _bare_genitive(items: Sequence[Item], index: int) -> bool:
    """Whether an adjective in "-er" between two nouns can open a plural genitive without an article."""
    item = items[index]
    if item.tag != "word" or not item.lower.endswith("er") or item.lower in tables.adverbs():
        return False
    return index + 1 < len(items) and items[index + 1].tag == "noun" and items[index - 1].tag == "noun"
