"""From a piece of text to the actors it can name: German inflection, and the index over all aliases."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from standpunkt.actors.records import Actor, Alias
from standpunkt.actors.transliteration import slavic_form


def word_set(words: str) -> frozenset[str]:
    """Words separated by white space, as a set."""
    return frozenset(words.split())


DETERMINERS = word_set(
    "der die das des dem den ein eine einer eines einem einen dieser diese dieses diesem diesen "
    "sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren"
)
NAME_PARTICLES = word_set("von van de der den del della di da dos du la le ten ter zu zur al bin el")
_ORGANISATION_NOUN = re.compile(
    r"(?:bund|verband|verbund|verein|vereinigung|klub|club|gewerkschaft|kammer|netzwerk|bündnis|initiative"
    r"|stiftung|institut|partei|liste|allianz|gruppe|agentur|gesellschaft|fraktion|union|zentrale|konzern"
    r"|hilfe|kirche|universität|hochschule|bank|behörde|amt|ministerium|hilfswerk|bewegung)s?$"
)
# "der Bund" is the state, "die Union" a party.
TOO_GENERAL = word_set("bund union")
QUOTATION_MARKS = "\"'„“”‚‘’»«›‹"


@dataclass(frozen=True)
class Match:
    """One alias that a text fits."""

    actor_id: str
    alias_kind: str
    only_acting: bool = False
    is_default: bool = False
    is_city: bool = False


@dataclass(frozen=True, eq=False)
class AliasIndex:
    """All aliases by folded form; every look-up returns each fitting actor once. Equal only to itself."""

    exact: dict[str, tuple[Match, ...]]
    uninflected: dict[str, tuple[Match, ...]]
    """Phrases of several words without their endings: "Vereinigten Staaten", "des Weißen Hauses"."""
    adjectives: dict[str, tuple[Match, ...]]
    acronyms: dict[str, tuple[Match, ...]] = field(default_factory=dict)
    """Case matters: "EU" is one, "eu" is none."""
    given_names: dict[str, frozenset[str]] = field(default_factory=dict)
    """Person -> folded given names in any spelling: a full name may combine them with any surname."""
    slavic: dict[str, tuple[Match, ...]] = field(default_factory=dict)
    """Persons by the common form of a transliterated surname."""

    @classmethod
    def build(cls, actors: dict[str, Actor], aliases: Iterable[Alias]) -> "AliasIndex":
        """Index over ``aliases`` and the actors' own names."""
        exact: dict[str, list[Match]] = defaultdict(list)
        uninflected: dict[str, list[Match]] = defaultdict(list)
        adjectives: dict[str, list[Match]] = defaultdict(list)
        acronyms: dict[str, list[Match]] = defaultdict(list)
        given_names: dict[str, set[str]] = defaultdict(set)
        slavic: dict[str, list[Match]] = defaultdict(list)
        for alias in with_own_names(actors, aliases):
            match = Match(
                alias.actor_id, alias.alias_kind, alias.only_acting, alias.is_default, alias.is_city
            )
            if alias.alias_kind == "adjective":
                adjectives[fold(alias.alias)].append(match)
            elif alias.alias_kind == "acronym":
                acronyms[unicodedata.normalize("NFC", alias.alias)].append(match)
            elif alias.alias_kind == "inhabitant":
                for form in inhabitant_forms(fold(alias.alias)):
                    exact[form].append(match)
            else:
                form = fold(alias.alias)
                exact[form].append(match)
                is_person = actors[alias.actor_id].actor_kind == "person"
                if is_person and (common := slavic_form(surname(form))):
                    slavic[common].append(match)
                if " " not in form:
                    continue
                if actors[alias.actor_id].actor_kind != "person":
                    uninflected[without_endings(form)].append(match)
                elif form.split()[0] not in NAME_PARTICLES:
                    given_names[alias.actor_id].add(form.split()[0])
        return cls(
            _once(exact),
            _once(uninflected),
            _once(adjectives),
            _once(acronyms),
            {actor_id: frozenset(names) for actor_id, names in given_names.items()},
            _once(slavic),
        )

    def find(self, text: str) -> tuple[Match, ...]:
        """Fitting actors: exact form first, then genitive, then inflected phrase, then adjective."""
        whole = text.strip(QUOTATION_MARKS + " ")
        bare = strip_determiners(whole)
        # "Die Linke" carries its article in the name.
        for form in (whole, bare, *genitive_stems(bare)):
            if matches := self.acronyms.get(form) or self.exact.get(fold(form)):
                return matches
        if " " in bare:
            return self.uninflected.get(without_endings(fold(bare)), ())
        return self.find_adjective(bare)

    def find_adjective(self, word: str) -> tuple[Match, ...]:
        """Actors of an adjective in any inflection: "ukrainischen"."""
        folded = fold(word)
        for ending in ("", "e", "en", "er", "em", "es"):
            stem = folded.removesuffix(ending) if ending else folded
            if (not ending or stem != folded) and stem in self.adjectives:
                return self.adjectives[stem]
        return ()


def with_own_names(actors: dict[str, Actor], aliases: Iterable[Alias]) -> list[Alias]:
    """``aliases``, and each actor's name as one unless they list it, with a note of its own perhaps."""
    listed = list(aliases)
    noted = {(alias.actor_id, alias.alias) for alias in listed}
    own = [
        Alias(actor.actor_id, actor.name, "name")
        for actor in actors.values()
        if (actor.actor_id, actor.name) not in noted
    ]
    return own + listed


def fold(text: str) -> str:
    """One form for spellings that differ in case, apostrophe, dash or white space only."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").replace("‑", "-").replace("–", "-")
    return " ".join(plain.casefold().split())


def genitive_stems(text: str) -> tuple[str, ...]:
    """What ``text`` is the genitive of, if it is one: "Selenskyjs", "Merz'", "des Kremls", "Amtes"."""
    if text.endswith(("'s", "’s")):
        return (text[:-2],)
    if text.endswith(("'", "’")):
        return (text[:-1],)
    if text.endswith("es") and len(text) > 4:
        return (text[:-1], text[:-2])
    if text.endswith("s") and len(text) > 2:
        return (text[:-1],)
    return ()


def strip_determiners(text: str) -> str:
    """``text`` without leading articles and possessives."""
    words = text.split()
    while len(words) > 1 and words[0].lower() in DETERMINERS:
        words = words[1:]
    return " ".join(words)


def is_organisation_noun(word: str) -> bool:
    """Whether a noun names a kind of organisation: "Fahrgastverband", "Polizeigewerkschaft"."""
    return bool(_ORGANISATION_NOUN.search(word.strip(QUOTATION_MARKS + ",.:;()").lower()))


def organisation_name(text: str) -> str | None:
    """The name in "der Fahrgastverband Pro Bahn": a noun for organisations and capitalised words after it.

    None for anything else, above all for the noun alone ("der Verband").
    """
    words = text.strip(QUOTATION_MARKS + " ,.").split()
    is_genitive = bool(words) and words[0].lower() in ("des", "eines")
    if words and words[0].lower() in DETERMINERS:
        words = words[1:]
    if not 2 <= len(words) <= 6 or not all(word[:1].isupper() for word in words):
        return None
    if not is_organisation_noun(words[0]):
        return None
    noun = re.sub(r"(?<=[^aeiou])e?s$", "", words[0]) if is_genitive else words[0]
    return " ".join((noun, *words[1:]))


def is_short_for(acronym: str, name: str) -> bool:
    """Whether letters of ``name``, in their order, make ``acronym``: "GdP", "NEMA"; "Inca" too."""
    letters = [character for character in acronym.casefold() if character.isalnum()]
    if not 2 <= len(letters) <= 8 or " " in acronym or sum(c.isupper() for c in acronym) == 0:
        return False
    rest = iter(fold(name))
    return letters[0] == fold(name)[:1] and all(any(one == other for other in rest) for one in letters)


def without_endings(folded: str) -> str:
    """Every word without inflection, as a key only: "vereinigten staaten" -> "vereinigt staat"."""
    return " ".join(_stem(word) for word in folded.split())


def _stem(word: str) -> str:
    shorter = re.sub(r"(?:en|er|em|es|e|s|n)$", "", word)
    return _stem(shorter) if shorter != word and len(shorter) >= 3 else word


def inhabitant_forms(folded: str) -> tuple[str, ...]:
    """Cases and genders of an inhabitant: "ukrainer", "ukrainern", "ukrainerin", "ukrainerinnen"."""
    stem = folded.removesuffix("e") if folded.endswith("e") else folded
    return (
        folded,
        folded + "n",
        stem + "n" if stem != folded else folded + "s",
        stem + "in",
        stem + "innen",
    )


def surname(name: str) -> str:
    """Folded last name with its particles: "von der leyen"; the whole of a single word."""
    words = fold(name).split()
    start = len(words) - 1
    while start > 1 and words[start - 1] in NAME_PARTICLES:
        start -= 1
    return " ".join(words[start:])


def given_name_genders(actors: Iterable[Actor]) -> dict[str, str]:
    """Folded given name -> m or f, for names whose bearers all agree."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        words = actor.name.split()
        if actor.actor_kind == "person" and actor.gender and len(words) > 1:
            found[fold(words[0])].add(actor.gender)
    return {name: genders.pop() for name, genders in found.items() if len(genders) == 1}


def _once(found: dict[str, list[Match]]) -> dict[str, tuple[Match, ...]]:
    unique: dict[str, tuple[Match, ...]] = {}
    for form, matches in found.items():
        # A name that is also a metonym of the same actor is a name.
        by_actor = {match.actor_id: match for match in sorted(matches, key=lambda m: m.only_acting)[::-1]}
        unique[form] = tuple(by_actor[actor_id] for actor_id in sorted(by_actor))
    return unique
