"""Offices: who holds which in an article, and whom "der Generalsekretär" means there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from standpunkt.actors.names import DETERMINERS, word_set
from standpunkt.actors.office_titles import office_key
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import role_gender

# Words newspapers use for one another when they name a head of state or of government again.
FAMILIES = (
    frozenset(
        {
            "präsident",
            "staatspräsident",
            "staatschef",
            "staatsoberhaupt",
            "bundespräsident",
        }
    ),
    frozenset(
        {
            "regierungschef",
            "ministerpräsident",
            "premierminister",
            "premier",
            "kanzler",
            "bundeskanzler",
        }
    ),
)
_ANY_POLITICIAN = re.compile(r"(?:politiker|abgeordnete|parlamentarier)$")
_NOT_THE_SAME = ("vize", "ex", "alt", "unter", "hilfs", "co")
_POSSESSIVES = word_set("sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren")


@dataclass(frozen=True)
class HeldOffice:
    """An office somebody holds according to the article, not formerly."""

    office: str
    """As `office_key` writes it."""
    of_actor_id: str | None
    holder: ActorRow


@dataclass(frozen=True)
class OfficePhrase:
    """ "der französische Präsident" taken apart."""

    office: str
    of_actor_id: str | None
    is_feminine: bool

    @property
    def is_any_politician(self) -> bool:
        """ "die Politikerin", "der Abgeordnete": how newspapers name again whoever has some such office."""
        return self.of_actor_id is None and bool(_ANY_POLITICIAN.search(self.office))


def parse_office(text: str, tables: Tables, country: str | None) -> OfficePhrase | None:
    """``text`` as an office with its organisation; None if it is no such phrase or says something unknown."""
    words = text.strip(" ,.").split()
    if words and words[0].lower() in _POSSESSIVES:
        return None
    before = words[:1] if words and words[0].lower() in DETERMINERS else []
    while len(words) > 1 and words[0].lower() in DETERMINERS:
        words = words[1:]
    noun = next((word for word in words if word[:1].isupper()), "")
    any_politician = bool(before) and bool(_ANY_POLITICIAN.search(office_key(noun)))
    of_actor_id: str | None = None
    while len(words) > 1 and words[0][:1].islower():
        match = choose(tables.index.find_adjective(words[0]), tables, country)
        if match is None and not any_politician:
            return None
        of_actor_id = match.actor_id if match else of_actor_id
        words = words[1:]
    if not words or not words[0][:1].isupper():
        return None
    head, rest = words[0], " ".join(words[1:])
    prefix, dash, _ = head.rpartition("-")
    for name in filter(None, (prefix if dash else "", rest)):
        match = choose(tables.index.find(name), tables, country)
        if match is not None and not match.only_acting:
            of_actor_id = match.actor_id
        elif not any_politician or name != rest or words[1] not in ("der", "des", "von", "vom", "aus"):
            return None
    feminine = role_gender(head, " ".join(before)) == "f"
    return OfficePhrase(office_key(head), of_actor_id, feminine)


def holder_of(
    phrase: OfficePhrase,
    held: Iterable[HeldOffice],
    present: Iterable[ActorRow],
    tables: Tables,
    published_on: date | None,
) -> ActorRow | None:
    """The one person who holds that office in the article.

    If the article names no holder, but the organisation, the tables may tell: the only person
    ``present`` in the article who held it on that day (on any day, if the article has no date).
    """
    fitting = [
        office
        for office in held
        if phrase.of_actor_id in (None, office.of_actor_id)
        and office.holder.gender in (None, "f" if phrase.is_feminine else office.holder.gender)
        and not (office.holder.gender == "f" and not phrase.is_feminine)
    ]
    for same in (_exactly, _family, _shortened):
        holders = {o.holder.actor_id: o.holder for o in fitting if same(phrase.office, o.office)}
        if holders:
            return next(iter(holders.values())) if len(holders) == 1 else None
    if phrase.of_actor_id is None:
        return None
    by_id = {actor.actor_id: actor for actor in present}
    from_tables = {
        office.actor_id
        for actor_id in by_id
        for office in tables.offices_of.get(actor_id, ())
        if office.of_actor_id == phrase.of_actor_id
        and any(same(phrase.office, office_key(office.office)) for same in (_exactly, _family))
        and (
            published_on is None
            or (office.valid_from or date.min) <= published_on <= (office.valid_to or date.max)
        )
    }
    return by_id[from_tables.pop()] if len(from_tables) == 1 else None


def _exactly(phrase: str, office: str) -> bool:
    return phrase == office


def _family(phrase: str, office: str) -> bool:
    return any(phrase in family and office in family for family in FAMILIES)


def _shortened(phrase: str, office: str) -> bool:
    return len(phrase) > 3 and office.endswith(phrase) and not office.startswith(_NOT_THE_SAME)
