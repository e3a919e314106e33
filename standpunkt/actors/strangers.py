"""People a text never names: "ein 25-jähriger Mann", then "der Mann", "der Täter" and "der 25-Jährige".

All such words for one gender mean one person as long as the text has introduced only one. They belong to
their article; nobody of another one can be the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from standpunkt.actors.names import DETERMINERS, QUOTATION_MARKS, fold, word_set
from standpunkt.actors.rows import ActorRow, short_hash
from standpunkt.actors.tables import Tables

_MAN = re.compile(r"(?:^|ehe)(?:mann(?:e?s)?)$|^junge[nrs]?$|^bub$|^mandant(?:en)?$")
_WOMAN = re.compile(r"(?:^|ehe)frau$|^mandantin$")
_AGED = re.compile(r"^(\d+)-?jährige[rnms]?$")
_AGE_BEFORE = re.compile(r"\b(\d+)(?:-?jährige[rnms]?\b| jahre alte)")
_ACCUSED = re.compile(
    r"^(?:(?:tat)?verdächtige|angeklagte|beschuldigte|festgenommene|gesuchte|verhaftete)[rnms]?$"
)
_CULPRIT = re.compile(
    r"^(?:haupt|einzel|mit)?(?:täter|(?:doppel)?mörder|(?:todes|amok)?schütze|attentäter)[ns]?(?:in)?$"
)
_INDEFINITE = re.compile(r"eine?[rsnm]?$")
_POSSESSIVE = re.compile(r"(?:sein|ihr)(?:e[rsnm]?)?$")
_NOMINATIVE = {"der": "m", "ein": "m", "dieser": "m", "die": "f", "eine": "f", "diese": "f"}
_WEAK = {"den": "m", "dem": "m", "des": "m", "einen": "m", "einem": "m", "der": "f", "einer": "f"}
_PLURAL_FIRST = word_set("beide beiden zwei drei vier fünf viele mehrere alle")


@dataclass(frozen=True)
class Unnamed:
    """Such a phrase taken apart."""

    noun: str
    gender: str
    age: str | None
    is_new: bool
    """ "ein Mann" introduces somebody, "der Mann" goes back to him."""
    may_be_named: bool
    """ "der 42-Jährige" and "der Spanier" are as often somebody with a name."""


@dataclass
class _Stranger:
    actor: ActorRow
    nouns: set[str]
    ages: set[str]

    def may_be_aged(self, age: str | None) -> bool:
        """Whether one of the ages is this, or a year off as ages in news often are."""
        return age is not None and any(abs(int(age) - int(one)) <= 1 for one in self.ages)


@dataclass
class Strangers:
    """Everybody unnamed that the text has introduced so far."""

    article_id: str
    known: list[_Stranger] = field(default_factory=list)

    def meant(self, phrase: Unnamed, text: str, named: Iterable[ActorRow]) -> ActorRow | None:
        """Whom the phrase means; ``named`` are the persons of the text right before it."""
        same_gender = [one for one in self.known if one.actor.gender == phrase.gender]
        same_age = [one for one in same_gender if one.may_be_aged(phrase.age)]
        if phrase.age and same_age:
            return self._same(same_age, phrase)
        if phrase.is_new:
            return self._introduce(phrase, text)
        if same_gender and phrase.age:
            ageless = [one for one in same_gender if not one.ages]
            return self._same(ageless, phrase) if ageless else self._introduce(phrase, text)
        if same_gender:
            return self._same(same_gender, phrase)
        fitting = {
            actor.actor_id: actor
            for actor in named
            if actor.gender in ((None, "m") if phrase.gender == "m" else ("f",))
        }
        if phrase.may_be_named and fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
        if fitting and any(one.actor.gender == phrase.gender for one in self.known):
            return None
        return self._introduce(phrase, text)

    def _same(self, candidates: list[_Stranger], phrase: Unnamed) -> ActorRow | None:
        if len(candidates) > 1:
            candidates = [one for one in candidates if phrase.noun in one.nouns]
        if len(candidates) != 1:
            return None
        candidates[0].nouns.add(phrase.noun)
        if phrase.age:
            candidates[0].ages.add(phrase.age)
        return candidates[0].actor

    def _introduce(self, phrase: Unnamed, text: str) -> ActorRow:
        key = (phrase.noun, phrase.age or "", phrase.gender, str(len(self.known)))
        first, _, rest = text.partition(" ")
        name = f"{first.lower()} {rest}" if first.lower() in DETERMINERS and rest else text
        actor = ActorRow(
            f"person:local:{short_hash(self.article_id, *key)}",
            name,
            "person",
            scope_article_id=self.article_id,
            gender=phrase.gender,
        )
        ages = {phrase.age} if phrase.age else set()
        self.known.append(_Stranger(actor, {phrase.noun}, ages))
        return actor


def read_unnamed(text: str, tables: Tables) -> Unnamed | None:
    """``text`` as such a phrase; None if its noun says more about somebody, or they are several."""
    words = text.strip(QUOTATION_MARKS + " ,.:;").split()
    if not words or len(words) > 9 or words[0].lower() in _PLURAL_FIRST:
        return None
    determiner = words[0].lower() if words[0].lower() in DETERMINERS else ""
    noun = fold(words[-1])
    aged = _AGED.match(noun)
    age = aged or _AGE_BEFORE.search(fold(text))
    is_inhabitant = bool(determiner) and len(words) <= 4 and _is_inhabitant(words[-1], tables)
    gender = _gender(noun, determiner, is_inhabitant=is_inhabitant)
    if gender is None or not (determiner or aged or age):
        return None
    if not _is_one_phrase(words):
        return None
    is_new = not determiner or bool(_INDEFINITE.match(determiner) and not _POSSESSIVE.match(determiner))
    return Unnamed(
        "jährige" if aged else noun, gender, age[1] if age else None, is_new, bool(aged) or is_inhabitant
    )


def _is_one_phrase(words: list[str]) -> bool:
    """Whether all nouns before the last belong to its adjectives: "ein per Haftbefehl gesuchter Mann".

    "die Frau des Mannes" has an article before the second noun.
    """
    inner = words[1:-1]
    if not any(word[:1].isupper() for word in inner):
        return True
    last = words[-2]
    return last[:1].islower() and last.endswith(("er", "e", "en", "es", "em")) and last not in DETERMINERS


def _gender(noun: str, determiner: str, *, is_inhabitant: bool) -> str | None:
    if _MAN.search(noun):
        return "m" if determiner not in ("die", "eine") else None
    if _WOMAN.search(noun):
        return "f"
    if _CULPRIT.match(noun):
        return "f" if noun.endswith("in") else ("m" if determiner != "die" else None)
    if _AGED.match(noun) or _ACCUSED.match(noun):
        ending = noun[-1]
        if ending in "rms":
            return "m"
        return (_WEAK if ending == "n" else _NOMINATIVE).get(determiner, None if determiner else "f")
    if is_inhabitant:
        return (
            "f" if noun.endswith("in") else {"der": "m", "den": "m", "dem": "m", "des": "m"}.get(determiner)
        )
    return None


def _is_inhabitant(word: str, tables: Tables) -> bool:
    if word.endswith("innen"):
        return False
    matches = tables.index.exact.get(fold(word).removesuffix("s"), ()) or tables.index.exact.get(
        fold(word), ()
    )
    return bool(matches) and all(match.alias_kind == "inhabitant" for match in matches)
