"""Organisations an article names in more than one way: in full and by their initials, in two languages, with
and without the place. All ways mean one actor, that of the tables if there is one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from standpunkt.actors.alike import plain_form
from standpunkt.actors.names import (
    TOO_GENERAL,
    fold,
    genitive_stems,
    is_short_for,
    strip_determiners,
    without_endings,
    word_set,
)
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference, RowDict
from standpunkt.actors.tables import Tables

_QUOTES = r"[“”\"„«»']{0,2}"
_SAYS_SO = (
    r"(?:(?:übersetzt|etwa|wörtlich|englisch|engl\.|deutsch|dt\.|auf Deutsch|zu Deutsch|kurz|abgekürzt)[: ]+)"
)
# "… Forces (UEDF", "…“ (etwa: „", "…“, kurz „", "…“) ("
_BESIDE = re.compile(rf"{_QUOTES}\)?(?:,? \(?{_SAYS_SO}+| \(){_QUOTES}", re.IGNORECASE)
_SAID = re.compile(_SAYS_SO, re.IGNORECASE)
_CLOSED = re.compile(rf"{_QUOTES}[),]")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-z]{1,6}")
_ACRONYM_ALONE = re.compile(r"[A-ZÄÖÜ]{2,5}")
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{3,6}")
_LONG_WORD = 12
"""Letters of a single word that may have an acronym in brackets."""
_TELLING_WORD = 8
"""Letters of a noun that names an organisation even without its adjective: "Übergangsrat"."""
_PART = 6
"""Letters of what follows "US-" in a name that is one without it too."""
_ABBREVIATED = {
    "AK": "Arbeitskreis",
    "AG": "Arbeitsgemeinschaft",
    "BI": "Bürgerinitiative",
    "LKA": "Landeskriminalamt",
    "Uni": "Universität",
}
# What may follow the name of an organisation without making it another one.
_KIND = re.compile(r"(?:Team|Rennstall|Konzern|Organisation|Partei|Bewegung|Miliz|Gewerkschaft)(?:e?s)?")
_SMALL = word_set("der die das des dem den und für von vom zur zum in im am an gegen of the for and de do da")
# "die Regierung Muster (ABC)" is of a party, and no name of it.
_OF_PARTY = re.compile(r"(?:ministerium|regierung|parlament|fraktion|kabinett)s?\b", re.IGNORECASE)
# Many states have one by such a name; "Deutsche Bank in Musterland" is a branch.
_NAMESAKE = re.compile(r"(?:partei|party|union|front|bewegung|liga|allianz)$", re.IGNORECASE)
# "das Parlament" is not the European one just because only that has an adjective.
_ANY_STATE = re.compile(r"(?:parlament|regierung|kabinett|polizei|fraktion|gericht)e?s?$", re.IGNORECASE)
_WITH_PLACE = re.compile(r"(.+?) (?:in|im|von|vom|der|des) (\S.*)")
_PARTY = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{4,}?)(?:isch)?e[rnms]? Partei\b")
_MEMBERS = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{4,}?)(?:ern?|en|n)")
_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]+(?:e|er|es|en)$")


@dataclass(frozen=True)
class _Named:
    """One mention of an organisation by name."""

    mention: RowDict
    reference: Reference

    @property
    def text(self) -> str:
        return str(self.mention["text"])

    @property
    def is_new(self) -> bool:
        return self.reference.method == "new"


@dataclass(frozen=True)
class _Article:
    """What there is to compare."""

    text: str
    named: Sequence[_Named]
    tables: Tables


def as_one_organisation(
    text: str, mentions: Sequence[RowDict], references: Mapping[str, Reference], tables: Tables
) -> dict[str, Reference]:
    """``references`` where all names that the article has for an organisation mean one actor."""
    found = dict(references)
    for same in (
        _by_spelling,
        _beside,
        _by_initials,
        _with_place,
        _with_adjective,
        _with_prefix,
        _by_members,
        _alliance,
    ):
        named = [
            _Named(mention, reference)
            for mention in mentions
            if mention["mention_form"] == "name"
            and (reference := found.get(mention["mention_id"])) is not None
            and reference.actor.actor_kind == "organisation"
        ]
        meant = _put_together(same(_Article(text, named, tables)))
        for one in named:
            if one.reference.actor.actor_id in meant:
                found[one.mention["mention_id"]] = meant[one.reference.actor.actor_id]
    return found


def _put_together(pairs: Iterator[tuple[_Named, _Named]]) -> dict[str, Reference]:
    """Actor id -> whom it means instead; of new actors the one with the fullest name stays."""
    meant: dict[str, Reference] = {}
    for one, other in pairs:
        first, second = (meant.get(n.reference.actor.actor_id, n.reference) for n in (one, other))
        if first.actor == second.actor or "new" not in (first.method, second.method):
            continue
        stays, goes = sorted((first, second), key=lambda r: (r.method == "new", -len(r.actor.name)))
        for actor_id, reference in meant.items():
            if reference.actor == goes.actor:
                meant[actor_id] = stays
        meant[goes.actor.actor_id] = stays
    return meant


def _by_spelling(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "Muster-Hilfsdienst" and "Muster Hilfsdiensts", "AK Muster" and "Arbeitskreis Muster"."""
    first: dict[str, _Named] = {}
    for one in here.named:
        head, _, rest = one.text.partition(" ")
        written = f"{_ABBREVIATED.get(head, head)} {rest}" if rest else head
        key = "".join(without_endings(plain_form(strip_determiners(written))).split())
        if len(key) >= _TELLING_WORD:
            yield first.setdefault(key, one), one


def _beside(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "Muster Forces (MF)", "„Muster Party“ (etwa: „Musterpartei“)", "Musterbund, kurz „MB“"."""
    for first, second in pairwise(here.named):
        between = here.text[first.mention["end_char"] : second.mention["start_char"]]
        if not _BESIDE.fullmatch(between) or not _CLOSED.match(here.text, second.mention["end_char"]):
            continue
        is_quoted = between[:1] in "“”\"«»'"
        if _SAID.search(between) or _is_other_name(first, second, is_quoted=is_quoted):
            yield first, second


def _is_other_name(first: _Named, second: _Named, *, is_quoted: bool) -> bool:
    """Whether what stands in brackets is another name, and not a party or an owner."""
    if is_short_for(second.text, first.text) or is_short_for(first.text, second.text):
        return True
    if not (first.is_new and second.is_new) or _OF_PARTY.search(first.text):
        return False
    is_long = " " in first.text or len(first.text) >= _LONG_WORD
    return is_long and (bool(_CAPITALS.fullmatch(second.text)) or (is_quoted and " " in second.text))


def _by_initials(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "Council for Muster Security", and "CMS" anywhere else: if only one name has these initials."""
    full: dict[str, dict[str, _Named]] = defaultdict(dict)
    for one in here.named:
        for letters in _initials(one.text):
            full[letters][one.reference.actor.actor_id] = one
    for one in here.named:
        if one.is_new and _ACRONYM.fullmatch(one.text) and len(full.get(one.text.upper(), ())) == 1:
            yield one, next(iter(full[one.text.upper()].values()))


def _initials(name: str) -> set[str]:
    """First letters of all words, and of those that tell; three at least."""
    words = re.findall(r"[\w'’]+", name)
    telling = [word for word in words if word.lower() not in _SMALL]
    found = {"".join(word[0] for word in some).upper() for some in (words, telling) if len(some) > 1}
    return {letters for letters in found if len(letters) > 2}


def _with_place(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "Botschaft in Musterstadt", "Botschaft in Musterland" and "Botschaft"; "Partei Musterlands"."""
    places: dict[str, list[tuple[str, _Named]]] = defaultdict(list)
    for one in here.named:
        parts = _head_and_place(one.text, here.tables)
        if parts and (one.is_new or not _ANY_STATE.search(parts[0])):
            places[parts[0]].append((parts[1], one))
    for longer in places.values():
        for (place, one), (other_place, other) in combinations(longer, 2):
            if place == other_place:
                yield one, other
    for one in here.named:
        longer = places.get(fold(one.text), [])
        if len({place for place, _ in longer}) == 1 and _may_be_abroad(one, longer[0][0], here.tables):
            # The tables have a namesake, but this article means one abroad.
            yield replace(one, reference=replace(one.reference, method="new")), longer[0][1]


def _head_and_place(name: str, tables: Tables) -> tuple[str, str] | None:
    """Folded name without where it is, and that: the id of a state, or the folded words."""
    head, _, last = name.rpartition(" ")
    with_place = _WITH_PLACE.fullmatch(name)
    state = _state(with_place[2] if with_place else last, tables)
    if with_place:
        return fold(with_place[1]), state or fold(with_place[2])
    is_part = bool(state) and (last.endswith("s") or _is_city(last, tables))
    return (fold(head), state) if head and state and is_part else None


def _is_city(place: str, tables: Tables) -> bool:
    return any(match.is_city for match in tables.index.find(place))


def _state(place: str, tables: Tables) -> str | None:
    match = choose(tables.index.find(place), tables, None)
    return match.actor_id if match and tables.actors[match.actor_id].actor_kind == "state" else None


def _may_be_abroad(one: _Named, place: str, tables: Tables, *, is_party: bool = False) -> bool:
    if one.is_new:
        return True
    state, country = tables.actors.get(place), one.reference.actor.country
    return bool(state and country and state.country != country and (is_party or _NAMESAKE.search(one.text)))


def _with_adjective(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "Nationaler Musterrat" and "Musterrat": if only one such name ends so."""
    longer: dict[str, dict[str, _Named]] = defaultdict(dict)
    for one in here.named:
        words = one.text.split()
        if len(words) > 1 and all(_ADJECTIVE.match(word) for word in words[:-1]):
            longer[without_endings(fold(words[-1]))][one.reference.actor.actor_id] = one
    for one in here.named:
        forms = {without_endings(fold(form)) for form in (one.text, *genitive_stems(one.text))}
        fitting = {key: other for form in forms for key, other in longer.get(form, {}).items()}
        is_short = one.is_new and " " not in one.text and len(one.text) >= _TELLING_WORD
        if is_short and len(fitting) == 1 and not _ANY_STATE.search(one.text):
            yield one, next(iter(fitting.values()))


def _with_prefix(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "US-Kongress" and "Kongress", "Muster-Team" and "Muster": if only one such name has that part."""
    longer: dict[str, dict[str, _Named]] = defaultdict(dict)
    for one in here.named:
        prefix, dash, rest = one.text.partition("-")
        if not dash or " " in prefix:
            continue
        if _KIND.fullmatch(rest):
            longer[fold(prefix)][one.reference.actor.actor_id] = one
        elif _ACRONYM_ALONE.fullmatch(prefix) and len(rest) >= _PART and not _ANY_STATE.search(rest):
            longer[fold(rest)][one.reference.actor.actor_id] = one
    for one in here.named:
        forms = {fold(form) for form in (one.text, *genitive_stems(one.text))}
        fitting = {key: other for form in forms for key, other in longer.get(form, {}).items()}
        if len(fitting) == 1:
            yield one, next(iter(fitting.values()))


def _by_members(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "die Republikaner" of the "Republikanische Partei": if the article has only one such party."""
    parties: dict[str, dict[str, _Named]] = defaultdict(dict)
    for one in here.named:
        for name in (one.text, one.reference.actor.name):
            if party := _PARTY.match(strip_determiners(name)):
                parties[fold(party[1])][one.reference.actor.actor_id] = one
    for one in here.named:
        members = _MEMBERS.fullmatch(strip_determiners(one.text))
        fitting = parties.get(fold(members[1]), {}) if members else {}
        if len(fitting) == 1:
            (party_of,) = fitting.values()
            place = _head_and_place(party_of.text, here.tables)
            if _may_be_abroad(one, place[1] if place else "", here.tables, is_party=True):
                yield replace(one, reference=replace(one.reference, method="new")), party_of


def _alliance(here: _Article) -> Iterator[tuple[_Named, _Named]]:
    """ "die Union" where the article names one of the "Unionsparteien", and no other union in full."""
    for one in here.named:
        word = strip_determiners(one.text)
        if not one.is_new or fold(word) not in TOO_GENERAL:
            continue
        groups = {
            alias.actor_id for alias in here.tables.group_aliases if fold(alias.alias).startswith(fold(word))
        }
        if len(groups) != 1:
            continue
        members = {m.actor_id for m in here.tables.memberships if m.of_actor_id in groups}
        acronyms = (
            a.alias for a in here.tables.aliases if a.alias_kind == "acronym" and a.actor_id in members
        )
        others = (n for n in here.named if n.reference.actor.actor_id not in members and not n.is_new)
        if any(fold(other.text).endswith(f" {fold(word)}") for other in others):
            continue
        if any(re.search(rf"\b{acronym}\b", here.text) for acronym in acronyms):
            group = ActorRow.of(here.tables.actors[groups.pop()])
            yield one, replace(one, reference=Reference(group, "table"))
