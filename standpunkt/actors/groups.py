"""Groups that mean something in one article only: "die Führer der fünf Länder", "europäische Diplomaten"."""

import re

from standpunkt.actors.descriptions import LONGEST_NAME
from standpunkt.actors.names import DETERMINERS, fold, strip_determiners, without_endings, word_set
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference, short_hash
from standpunkt.actors.tables import Tables
from standpunkt.actors.titles import is_role_noun

_PLURAL_ONLY = word_set(
    "alle beide mehrere viele einige zahlreiche wenige manche etliche verschiedene sämtliche zwei drei vier "
    "fünf sechs sieben acht neun zehn elf zwölf hundert tausend einhundert zweihundert dutzende hunderte "
    "tausende"
)
_SINGULAR_ONLY = word_set(
    "der das ein eine einer eines einem einen dem den des dieser dieses diesem diesen jeder jede jedes "
    "kein keine man"
)
# Feminine singular nouns with the ending of a plural.
_SINGULAR_NOUN = re.compile(
    r"(?:mutter|tochter|schwester|kammer|steuer|mauer|feier|oper|nummer|basis|presse|polizei|firma"
    r"|ung|ion|tät|heit|keit|schaft|[^n]in|anklage)$"
)
_PLURAL_NOUN = re.compile(
    r"(?:en|er|ern|innen|leute|kreise|kräfte|verbände|vereine|konzerne|chefs|fans|teams|ngos|vips)n?$"
)
# What is said, counted or written down is nobody; newspapers and stations pass on what others say.
_NOBODY = re.compile(
    r"(?:angaben|bericht|berichte|berichten|informationen|erkenntnisse|erkenntnissen"
    r"|zahlen|aussagen|worten|ergebnisse|ergebnissen|umfragen|statistiken|dokumenten|dokumente"
    r"|unterlagen|(?<!sol)(?<!kandi)daten|gerüchten|gesetzen|gesetze|regeln|prozent|hinweisen|prognosen|akten|vorschriften|studien"
    r"|vorwürfen?|vorwürfe|plänen|pläne|protesten?|proteste"
    r"|(?<!regier)(?<!verwalt)(?<!leit)(?<!abteil)(?<!vertret)(?<!stift)(?<!zeit)(?<!gruppier)(?<!vereinig)ungen)$"
)
# Without an article these are several, where "Minister" may be a headline's one.
_MANY = re.compile(
    r"(?:wissenschaft(?:l)?er|forscher|beobachter|kritiker|anwohner|händler|verbraucher|bürger|mediziner|fischer"
    r"|händler|arbeiter|fahrer|befürworter|schützer|kämpfer|historiker|ermittler|teilnehmer|helfer|gegner|anhänger|vertreter)$"
)
# Nouns whose "-en" after "der" can only be several.
_PLURAL_GENITIVE = re.compile(
    r"(?:behörden|bellen|schaften|staaten|ungen|ionen|eien|isten|anten|enten|aten|innen|ländern?|kreise)$"
)
_OWN_ONE = re.compile(r"(?:sein|ihr|mein|unser|dein|euer)(?:es|em)$")
_OWN_ACCUSATIVE = re.compile(r"(?:sein|ihr|mein|unser|dein|eur)en$")
_DATIVE_PLURAL = re.compile(r"(?<!ant)(?<!ent)(?<!ist)(?<!at)(?<!log)(?:en|ern|ln)$")
_PLURAL_ENDS = ("en", "ern", "kreise", "kräfte", "leute", "fans")
_ABOUT = word_set("rund etwa circa ca. knapp über mehr als bis zu fast gut mindestens nahezu ungefähr")
_PLACE_ADJECTIVE = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]+er$")
_FINITE_PLURAL = re.compile(r"^[a-zäöüß]+e?n$")


def cue_is_plural(cue: str) -> bool:
    """Whether the verb of a cue can only have a plural subject: "betonten", "fordern"."""
    words = cue.split()
    return bool(words) and bool(_FINITE_PLURAL.match(words[0])) and not words[0].startswith("ge")


_SOME = word_set("einige einigen mehrere mehreren manche manchen wenige wenigen")
_WHOSE = re.compile(r"[a-zäöüß] (?:der|des|eine[rs]|von|vom|aus|in|an) (\S.*)$")
_PART = re.compile(
    r"(?:ein|eine|einem|einer|eines|der|die|das|dem)"
    r" (?:[a-zäöüß]+e[nrsm]? )?(?:Teil|Großteil|Drittel|Viertel|Hälfte|Mehrheit|Minderheit|Anzahl"
    r"|Vielzahl|Reihe)s?"
    r" (?:der|des|von|vom|ihrer|seiner) \S.*",
    re.IGNORECASE,
)


def part_of_group(text: str, article_id: str) -> ActorRow | None:
    """The group that is part of another: "ein Teil der Fraktion", "eine Reihe von Forschern"."""
    bare = text.strip(" ,.:;")
    if len(bare) > LONGEST_NAME or not _PART.fullmatch(bare):
        return None
    key = without_endings(fold(strip_determiners(bare)))
    name = bare[0].lower() + bare[1:]
    return ActorRow(f"group:{short_hash(article_id, key)}", name, "group", scope_article_id=article_id)


def is_other_group(own: Reference, other: ActorRow | None) -> bool:
    """Whether a group's own words tell it from ``other``: "einige Gegner", "Gegner des Baus"."""
    if own.method != "group" or other is None or other.actor_kind != "group" or own.actor == other:
        return False
    whose, whose_other = (_WHOSE.search(one.name) for one in (own.actor, other))
    if whose and whose_other and without_endings(whose[1]) != without_endings(whose_other[1]):
        return True
    return own.actor.name.split()[0].lower() in _SOME


def group_named(
    text: str,
    has_name: bool,
    plural_cue: bool,
    article_id: str,
    tables: Tables,
    country: str | None,
) -> ActorRow | None:
    """The group ``text`` names in this article; None unless it is a plural without a name in it."""
    words = _without_about(text.strip(" ,.:;").removesuffix(" vor Ort").split())
    if has_name or not words or len(words) > 12 or words[-1][:1].islower():
        return None
    first = words[0].lower()
    body = words[1:] if first in DETERMINERS or first in _PLURAL_ONLY else words
    if len(body) > 1 and body[0].endswith(("e", "en")) and body[1][:1].isupper():
        # An adjective at the start of a sentence: "Europäische Diplomaten".
        body = [body[0].lower(), *body[1:]]
    # "Kongress- und Regierungskreise"
    nouns = [word for word in body if word[:1].isupper() and not word.isupper() and not word.endswith("-")]
    if not nouns:
        return None
    if first == "der" and _is_plural_genitive(body, nouns[0]):
        # "die Forderungen der Rebellen"
        words, first = ["die", *words[1:]], "die"
    if first in _SINGULAR_ONLY:
        return None
    if len(nouns) > 1 and _is_place_adjective(nouns[0]) and f"{nouns[0]} {nouns[1]}" in " ".join(body):
        # "die Bremer Behörde": the adjective of a city is no noun.
        nouns = nouns[1:]
    head = fold(nouns[0]).strip(",.\"'„“”")
    counted = first in _PLURAL_ONLY or first.replace(".", "").isdigit()
    if _NOBODY.search(head):
        return None
    if len(words) == 1 and not plural_cue and head in ("personen", "leute", "menschen"):
        return None
    if _OWN_ONE.match(first) or (_OWN_ACCUSATIVE.match(first) and not _DATIVE_PLURAL.search(head)):
        # "seinen Mandanten" is one
        return None
    if not counted and (_SINGULAR_NOUN.search(head) or not _could_be_plural(first, body, head, plural_cue)):
        return None
    states = {
        match.actor_id
        for word in body
        if (match := choose(tables.index.find_adjective(word), tables, country)) is not None
    }
    state = tables.actors[states.pop()] if len(states) == 1 else None
    key = without_endings(fold(" ".join(body)))
    name = " ".join(words)
    return ActorRow(
        f"group:{short_hash(article_id, key)}",
        name[0].lower() + name[1:] if first in DETERMINERS | _PLURAL_ONLY else name,
        "group",
        country=state.country if state else None,
        scope_article_id=article_id,
    )


def _is_plural_genitive(body: list[str], noun: str) -> bool:
    """Whether "der" before the words is that of several: "der Rebellen", "der kanadischen Ermittler"."""
    declined = body[0][:1].islower() and body[0].endswith("en")
    if _PLURAL_GENITIVE.search(fold(noun)):
        return body[0] == noun or declined
    return declined and noun.endswith("er")


def _without_about(words: list[str]) -> list[str]:
    """Without what only says that a number is rough: "rund", "mehr als"."""
    while len(words) > 2 and words[0].lower() in _ABOUT:
        words = words[1:]
    return words


def _is_place_adjective(word: str) -> bool:
    return bool(_PLACE_ADJECTIVE.match(word)) and not is_role_noun(word)


def _could_be_plural(first: str, body: list[str], head: str, plural_cue: bool) -> bool:
    declined = first.endswith(("e", "en"))
    if plural_cue and (declined or body[0][:1].isupper()) and head.endswith(("e", "n", "r")):
        return True
    # "Minister" and "Sprecher" without an article are as often one as many.
    alone = len(body) == 1 or body[1] in ("der", "des", "einer", "eines", "von")
    if first == head and alone and _MANY.search(head):
        return True
    marked = first == "die" or (body[0][:1].islower() and declined) or head.endswith(_PLURAL_ENDS)
    return marked and bool(_PLURAL_NOUN.search(head))
