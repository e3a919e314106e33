"""Whom a text only describes: "ein Polizeisprecher", "die Anwältin der Frau", "das Ministerium".

Such a person or organisation means something in its article only, so the actor carries the article's id
and is never one with another article's. Within the article the same words mean the same actor, and the
noun alone with a definite article means the only one so described before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from standpunkt.actors.names import (
    DETERMINERS,
    QUOTATION_MARKS,
    TOO_GENERAL,
    fold,
    is_organisation_noun,
    without_endings,
    word_set,
)
from standpunkt.actors.rows import ActorRow, short_hash
from standpunkt.actors.titles import is_political, is_role_noun, role_gender

LONGEST_NAME = 120
"""Characters; longer names are refused by the quality rules."""
_DEFINITE = word_set("der die das dem den des dieser diese dieses diesem diesen")
_INDEFINITE = word_set("ein eine einer eines einem einen")
_POSSESSIVE = re.compile(r"(?:mein|dein|sein|ihr|unser|euer|eur)(?:e[rsnm]?)?$")
# Roles that several people of an article can have towards others: "der Sprecher der Opposition".
_SHARED = re.compile(
    r"(?:sprecher|vertreter|mitarbeiter|chef|leiter|mitglied|beamter?|beamte[rn]?|experte|politiker)(?:in)?$"
)
_FEMALE = re.compile(r"(?:frau|mutter|tochter|schwester|nichte|tante|witwe|zeugin|ärztin|königin)$")
_PERSON = re.compile(
    r"(?:mann|frau|zeuge|zeugin|polizist|arzt|ärzt|lehrer|besitzer|inhaber|fahrer|pilot|täter|kläger|nachbar"
    r"|bewohner|anwohner|soldat|offizier|student|schüler|vater|mutter|bruder|schwester|sohn|tochter"
    r"|mitglied|partner|rektor|ombuds(?:man|mann|frau)|detektiv|papst|prinz|insider|augenzeug|mandant|moderator|teilnehmer|besucher)"
    r"(?:e[snm]?|n|s|in)?$"
    r"|-?jährige[rnm]?$|(?:angeklagte|betroffene|verletzte|verdächtige|angehörige|gefangene|überlebende)[rn]?$"
)
_BODY = re.compile(
    r"(?:polizei|anwaltschaft|gericht|gerichtshof|ministerium|behörde|amt|verwaltung|regierung|kommission"
    r"|parlament|kabinett|kongress|senat|ausschuss|unternehmen|firma|konzern|leitung|partei|opposition"
    r"|mafia|armee|militär|feuerwehr|klinik|krankenhaus|organisation|koalition|aufsicht|zentrale|kanzlei"
    r"|hersteller|betreiber|veranstalter|airline|fluglinie|redaktion|zeitung|sender|fernsehen|rundfunk|pressedienst|dienst"
    r"|komitee|gremium|präsidium|führung|junta|direktion|inspektion|team|mannschaft|presseamt|justiz|garde"
    r"|miliz|komitat|anklage|betriebsrat|aufsichtsrat|ministerrat|sicherheitsrat|stiftungsrat|verwaltungsrat|stab"
    r"|innung|branche|industrie|belegschaft|öffentlichkeit|bevölkerung|seite|lager|menge|gemeinschaft"
    r"|minderheit|mehrheit|bündnis|marine|geheimdienst|magistrat|kanzleramt|verlag|kammer|zentrum)"
    r"(?:e?s)?$"
)
_SAME = {"anklage": "staatsanwaltschaft", "anklagebehörde": "staatsanwaltschaft"}
_SIDE = re.compile(r"^verteidigung$|(?:^|[a-z])presse$")
# Bodies that a person of the same name may sit in; without a name the body is meant.
_COUNCIL = re.compile(r"(?:stadt|gemeinde|national|bundes|stände|kantons|kreis|ältesten)rat(?:e?s)?$")
_GROUP = re.compile(
    r"(?:opposition|mafia|koalition|branche|industrie|belegschaft|öffentlichkeit|bevölkerung|seite|lager|menge"
    r"|gemeinschaft|minderheit|mehrheit)$"
)
# What somebody does or is, by its ending alone.
_AGENT = re.compile(r"(?:[^aeiouäöüs]er|ist|ant|eur|boss|held|loge)(?:in|en|s)?$")
_NO_AGENT = re.compile(
    r"(?:fehler|sommer|winter|messer|charakter|computer|faktor|muster|theater|fenster|wasser|alter)$"
)
_NOMINALISED = re.compile(
    r"(?:jährige|angeklagte|betroffene|verletzte|verdächtige|angehörige|gefangene|überlebende|angestellte)[rnm]?$"
)
_GENDER_NOMINATIVE = {"der": "m", "ein": "m", "die": "f", "eine": "f"}
_GENDER_WEAK = {"den": "m", "des": "m", "dem": "m", "einen": "m", "der": "f", "einer": "f"}
_WORD = re.compile(r"[^\s,;:()]+")


@dataclass(frozen=True)
class Description:
    """A phrase taken apart: "die Anwältin der Frau"."""

    determiner: str
    """Lower case; empty if there is none."""
    noun: str
    """Its head, folded."""
    complement: str
    """What follows the head, folded and without inflection."""
    actor_kind: str
    gender: str | None
    is_qualified: bool = False
    """An adjective or what follows says which one."""
    is_agent: bool = False
    """A person only by the ending of the noun: "der Wahlsieger"."""

    @property
    def is_bare(self) -> bool:
        """ "der Sprecher": nothing but the noun tells who it is."""
        return self.determiner in _DEFINITE and not self.complement

    def actor(self, text: str, article_id: str) -> ActorRow:
        """The actor these words make in this article."""
        # "der 39-Jährige" and "die 39-Jährige" are two.
        gender = (self.gender or "") if _NOMINALISED.search(self.noun) else ""
        noun = without_endings(_SAME.get(self.noun, self.noun))
        key = f"{noun} {self.complement} {gender}".strip()
        first, _, rest = text.partition(" ")
        name = f"{first.lower()} {rest}" if first.lower() == self.determiner and rest else text
        return ActorRow(
            f"{self.actor_kind}:local:{short_hash(article_id, key)}",
            shorten(name, LONGEST_NAME, placeholder=" …"),
            self.actor_kind,
            scope_article_id=article_id,
            gender=self.gender,
        )


def describe(text: str) -> Description | None:
    """``text`` as a description of one person or body; None for names, groups, things and "seine …"."""
    bare = text.strip(QUOTATION_MARKS + " ,.:;")
    words = _WORD.findall(bare)
    if not words:
        return None
    first = words[0].lower()
    if _POSSESSIVE.match(first):
        return None
    determiner = first if first in DETERMINERS else ""
    if "beiden" in words:
        return None
    rest = words[1:] if determiner else words
    adjectives = bool(rest) and rest[0][:1].islower()
    while rest and rest[0][:1].islower():
        rest = rest[1:]
    if len(rest) > 1 and re.match(r"[A-ZÄÖÜ][a-zäöüß]+er$", rest[0]) and not _is_somebody(fold(rest[0])):
        # "die Kölner Polizei"
        rest = rest[1:]
    if not rest:
        return None
    noun = fold(rest[0].strip(QUOTATION_MARKS))
    if first == "der" and words[1].islower() and words[1].endswith("en") and _is_man(noun):
        # "der kanadischen Ermittler"
        return None
    complement = without_endings(fold(" ".join(rest[1:])))
    qualified = adjectives or bool(complement)
    is_somebody = _is_somebody(noun) and not (_COUNCIL.search(noun) and determiner not in ("ein", "eine"))
    if determiner == "die" and is_somebody and not _is_woman(noun):
        # "die Anwälte"
        return None
    if determiner and is_somebody:
        return Description(determiner, noun, complement, "person", _gender(noun, determiner), qualified)
    if noun in TOO_GENERAL:
        return None
    is_body = _BODY.search(noun) or _SIDE.search(noun) or _COUNCIL.search(noun) or is_organisation_noun(noun)
    if (determiner or len(words) == 1) and is_body:
        kind = "group" if _GROUP.search(noun) or _SIDE.search(noun) else "organisation"
        return Description(determiner, noun, complement, kind, None, qualified)
    if determiner and _AGENT.search(noun) and not _NO_AGENT.search(noun):
        gender = _agent_gender(noun, determiner)
        if gender is not None:
            return Description(determiner, noun, complement, "person", gender, qualified, is_agent=True)
    return None


def _agent_gender(noun: str, determiner: str) -> str | None:
    """None where the noun may be several: "die Segler", "der Segler" as a genitive."""
    if noun.endswith("in"):
        return "f" if determiner in ("die", "eine", "der", "einer", "diese") else None
    return "m" if determiner in ("der", "ein", "dem", "einem", "einen", "dieser", "diesem") else None


def same_before(description: Description, before: Iterable[tuple[Description, ActorRow]]) -> set[str]:
    """Ids of those described or named so far whom "der Sprecher" can mean."""
    noun = without_endings(description.noun)
    return {
        actor.actor_id
        for other, actor in before
        if actor.actor_kind == description.actor_kind
        and without_endings(other.noun).endswith(noun)
        and (None in (other.gender, description.gender) or other.gender == description.gender)
    }


def needs_a_name(description: Description) -> bool:
    """Whether a definite office means somebody known, whom the article fails to tell: "der Kanzler"."""
    unqualified = description.determiner in _DEFINITE and not description.is_qualified
    return unqualified and is_political(description.noun)


def is_shared_role(noun: str) -> bool:
    """Whether the noun needs whose it is to tell who it is."""
    return bool(_SHARED.search(noun))


def _is_somebody(noun: str) -> bool:
    return is_role_noun(noun) or bool(_PERSON.search(noun))


def _is_woman(noun: str) -> bool:
    if _FEMALE.search(noun) or _NOMINALISED.search(noun):
        return True
    return noun.endswith(("in", "nde", "nete", "agte", "ndte", "mte", "llte", "mitglied"))


def _is_man(noun: str) -> bool:
    return (_is_somebody(noun) and not _is_woman(noun)) or bool(_AGENT.search(noun) and noun[-2:] != "in")


def _gender(noun: str, determiner: str) -> str | None:
    if noun.endswith("mitglied"):
        return None
    if _FEMALE.search(noun):
        return "f"
    if _NOMINALISED.search(noun):
        return (_GENDER_WEAK if noun.endswith("n") else _GENDER_NOMINATIVE).get(determiner)
    return role_gender(noun, determiner)
