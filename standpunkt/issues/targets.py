"""What kind of words a target is made of: they tell its subject, point to it, or name an actor.

"den Walfang erlauben" tells what it is about. "diese Entscheidung" points to something in the text around it:
its head is one of the nouns of ``shell_nouns.csv``, which get their content from elsewhere. "die Regierung"
is an actor, and whoever is against it need not be against what the article is about.
"""

import csv
import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from standpunkt.actors.names import DETERMINERS, fold, is_organisation_noun, word_set
from standpunkt.actors.pronoun_forms import is_pronoun
from standpunkt.actors.titles import is_role_noun

_WORD = re.compile(r"[\w’'-]+")
_POINTERS = word_set(
    "das dies dieses diese dieser diesem diesen es daran darauf dafür dagegen davon damit dazu solche "
    "der den dem die"
)
_POINTING_PHRASES = frozenset({"eine solche", "ein solches", "einen solchen", "so etwas"})
_OWN_CONTENT = word_set("für zu zur zum über gegen um")
_INSTITUTION = re.compile(
    r"(?:regierung|polizei|kommission|partei|behörde|gericht|armee|militär|opposition|union|koalition|parlament"
    r"|ministerium|rundfunk|sender|fernsehen|bank|gewerkschaft|verband|unternehmen|konzern|organisation"
    r"|demonstrant|separatist|soldat)(?:en|es|s|n)?$"
)
_BRACKETS = re.compile(r"\([^)]*\)")
_PREPOSITIONS = word_set("von vom durch mit in im an am auf bei beim seit nach unter aus für")
_ATTRIBUTE = re.compile(r"[a-zäöüß]+e[nrsm]?")
# "Europäischen Union", "Georgiens Präsident": the noun comes after it.
_ATTRIBUTE_NAME = re.compile(r"(?:e[nrsm]?|s)$")
_ENDINGS = frozenset({"", "e", "en", "es", "s", "n", "er", "ern"})
_COMPOUND_CHARS = 5
"""A shell noun of so many letters is one at the end of a compound too: "Gesetzesinitiative"."""


class TargetKind(StrEnum):
    """How a target says what it is about."""

    telling = "telling"
    pointing = "pointing"
    actor = "actor"


def target_kind(text: str) -> TargetKind:
    """The kind of a target's words."""
    folded = text.strip(" ,.;:„“”»«\"'").casefold()
    if folded in _POINTERS or folded in _POINTING_PHRASES or folded == "es":
        return TargetKind.pointing
    if is_pronoun(text):
        return TargetKind.actor
    words = _WORD.findall(_BRACKETS.sub(" ", text))
    body = words[1:] if words and words[0].casefold() in DETERMINERS else words
    at = _head(body)
    if at is None:
        return TargetKind.telling
    head = body[at]
    if is_shell_noun(head):
        points = _own_nouns(body[at + 1 :]) <= 1 and not any(word in _OWN_CONTENT for word in words)
        return TargetKind.pointing if points else TargetKind.telling
    is_noun_phrase = words[-1][:1].isupper()
    while _ATTRIBUTE_NAME.search(head) and at + 1 < len(body) and body[at + 1][:1].isupper():
        at += 1
        head = body[at]
    names_actor = is_role_noun(head) or is_organisation_noun(fold(head)) or _INSTITUTION.search(fold(head))
    return TargetKind.actor if is_noun_phrase and names_actor else TargetKind.telling


def _head(body: list[str]) -> int | None:
    """Place of a phrase's noun: "Einsatz" in "von Minister Meier vorgeschlagenen Einsatz"."""
    nouns = [place for place, word in enumerate(body) if word[:1].isupper()]
    if not nouns:
        return None
    if any(word in _PREPOSITIONS for word in body[: nouns[0]]):
        for place in nouns[1:]:
            if _ATTRIBUTE.fullmatch(body[place - 1]) and body[place - 1] not in DETERMINERS:
                return place
    return nouns[0]


def _own_nouns(words: list[str]) -> int:
    """How many nouns say what a shell noun is about; a name of several words, or two with "und", is one."""
    count, is_inside = 0, False
    for word in words:
        if word[:1].isupper():
            if not is_inside and not is_shell_noun(word):
                count += not is_role_noun(word)
                is_inside = True
        elif word != "und":
            is_inside = False
    return count


def is_shell_noun(word: str) -> bool:
    """Whether a noun gets its content from elsewhere: "Entscheidungen", "Gesetzesinitiative"."""
    folded = fold(word).rsplit("-", 1)[-1]
    return any(
        folded[: -cut or None] in _shell_nouns() or _ends_in_one(folded[: -cut or None])
        for cut in range(4)
        if folded[len(folded) - cut :] in _ENDINGS
    )


def _ends_in_one(word: str) -> bool:
    return any(word[start:] in _shell_nouns() for start in range(3, len(word) - _COMPOUND_CHARS + 1))


@cache
def _shell_nouns() -> frozenset[str]:
    with (Path(__file__).parent / "shell_nouns.csv").open(encoding="utf8", newline="") as file:
        return frozenset(row["noun"] for row in csv.DictReader(file))
