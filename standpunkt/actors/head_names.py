"""The name that is the head of a span: "Trumps Sprecherin" is not Trump, "die Führung Islands" is Island."""

import re
from dataclasses import dataclass

from standpunkt.actors.governments import GOVERNMENT_NOUNS
from standpunkt.actors.names import DETERMINERS, NAME_PARTICLES, fold, is_organisation_noun, word_set
from standpunkt.actors.naming import actor_named
from standpunkt.actors.phrases import (
    JOINING,
    WORD,
    has_noun,
    is_genitive,
    is_joined,
    is_place_here,
    marker_after_noun,
)
from standpunkt.actors.rows import Reference, RowDict
from standpunkt.actors.scene import Scene
from standpunkt.actors.titles import is_role_noun

# Who speaks for a state without being named lets it speak, and so do offices of any organisation.
_SPOKESPERSON = word_set("sprecher sprecherin regierungssprecher regierungssprecherin")
_SPEAKS_FOR = word_set(
    "regierung führung vertretung delegation pressestelle pressedienst presseamt präsidialamt staatskanzlei"
)

_PAIR = re.compile(r"[A-ZÄÖÜ][\w-]+ (?:und|&) $")
# "das Auswärtige Amt der Bundesrepublik"
_OWNED = re.compile(r"(?:der|des|von|vom|in|im|für) ")
# "das Team um Anna Muster"
_AROUND = re.compile(r"[a-zäöüß] (?:rund )?um (?:(?:den|die|das|dem|der) )?(?:[\w-]+ )?[„\"“»]?$")
_OF_NAME = re.compile(r" vo[nm] $")


@dataclass(frozen=True)
class Resolved:
    """Who a span means, and the mention that says so, if it is one."""

    reference: Reference
    mention_id: str | None = None


def person_head(scene: Scene, start_char: int, end_char: int, persons: list[RowDict]) -> Resolved | None:
    """The one person among the names of a span that it is about."""
    # "Macron und seine Minister" is not Macron.
    if any(is_joined(scene.text[m["end_char"] : end_char]) for m in persons):
        return None
    # Nor is "Anna und Willy Muster" Willy Muster.
    if any(_PAIR.match(scene.text[start_char : max(start_char, m["start_char"])]) for m in persons):
        return None
    heads = [m for m in persons if not _depends(scene, m, start_char, end_char)]
    meant = {_person_key(scene, m) for m in heads}
    if len(meant) != 1:
        return None
    for mention in heads:
        if reference := scene.reference(mention):
            return Resolved(reference, mention["mention_id"])
    return None


def _person_key(scene: Scene, mention: RowDict) -> str:
    reference = scene.reference(mention)
    return reference.actor.actor_id if reference else fold(mention["text"])


def _depends(scene: Scene, mention: RowDict, start_char: int, end_char: int) -> bool:
    """ "Trumps Sprecherin", "das Büro des Präsidenten Macron": the name is there, but not the head."""
    after = scene.text[mention["end_char"] : end_char].lstrip()
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])]
    if reference and is_genitive(scene, mention, reference) and (after[:1].isalpha() or has_noun(before)):
        return True
    if before.rstrip().endswith((",", "–", "-", ":")):
        return False
    if all(word.lower() in NAME_PARTICLES for word in before.split()):
        return False
    if _AROUND.search(before):
        return True
    marker = marker_after_noun(before)
    if marker is None:
        return False
    if _OF_NAME.search(before):
        # "der Sprecher von Anna Muster"
        return True
    # "der Chef des Verwaltungsrats Anton …": the role's, since what it is of is a thing;
    # "das Büro des Präsidenten Anton …": not the office's.
    nouns = [word for word in WORD.findall(before) if word[:1].isupper() and word.lower() not in DETERMINERS]
    if nouns and is_role_noun(nouns[0]) and not any(is_role_noun(word) for word in nouns[1:]):
        return False
    # "die Präsidentin der EU-Kommission Ursula …": the genitive has a name of its own, so it ends there.
    complement = before[marker:].strip().partition(" ")[2]
    if complement and actor_named(complement, scene.tables, scene.country, persons=False):
        return False
    return not any(
        m["mention_form"] == "name" and m["entity_kind"] != "person"
        for m in scene.mentions_in(start_char + marker, mention["start_char"])
    )


def organisation_head(scene: Scene, start_char: int, end_char: int, named: list[RowDict]) -> Resolved | None:
    """The one organisation or state among the names of a span that it is about."""
    heads = [m for m in named if scene.reference(m) and _heads_organisation(scene, m, start_char, end_char)]
    meant = {_person_key(scene, m) for m in heads}
    if len(meant) != 1:
        return None
    reference = scene.reference(heads[0])
    return Resolved(reference, heads[0]["mention_id"]) if reference else None


def _heads_organisation(scene: Scene, mention: RowDict, start_char: int, end_char: int) -> bool:
    reference = scene.reference(mention)
    before = scene.text[start_char : max(start_char, mention["start_char"])]
    after = scene.text[mention["end_char"] : end_char].strip(" \"'„“”«»")
    if reference is None:
        return False
    if after.startswith("-"):
        return fold(after[1:]) in GOVERNMENT_NOUNS
    if after and not after.startswith((",", "(", ".", ":")) and (has_noun(before) or not _OWNED.match(after)):
        return False
    if JOINING.search(before) or _AROUND.search(before):
        return False
    words = [word for word in WORD.findall(before) if word.lower() not in DETERMINERS]
    nouns = [fold(word).rpartition("-")[2] for word in words if word[:1].isupper()]
    if reference.only_acting:
        acts = not words or (nouns[-1:] == ["regierung"] and words[-1].lower() in ("in", "von"))
        return acts and not (not words and is_place_here(scene, start_char))
    marker = marker_after_noun(before)
    if marker is None and nouns and is_genitive(scene, mention, reference):
        # "die Führung Hongkongs", but not "der Innenminister Frankreichs".
        return _speaks_for(nouns[0], reference)
    if reference.actor.actor_kind == "state" and has_noun(before if marker is None else before[marker:]):
        # "die Bewegung Freier Nil Sudan": the country ends a longer name.
        return False
    if marker is not None:
        return bool(nouns) and _speaks_for(nouns[0], reference)
    # "die Nachrichten Agentur Muster"
    return len(nouns) <= 1 or (is_organisation_noun(nouns[-1]) and not any(map(is_role_noun, nouns)))


def _speaks_for(noun: str, reference: Reference) -> bool:
    """Whether an organisation or state speaks through whom the noun names.

    "ein Sprecher der Polizei" is as much a person of the article as "ein Polizeisprecher".
    """
    is_government = reference.actor.actor_kind == "state" or "regierung" in fold(reference.actor.name)
    return noun in _SPEAKS_FOR or (noun in _SPOKESPERSON and is_government)
