"""What stands around a name within a noun phrase: genitives, "von", "und", and words for places."""

import re

from standpunkt.actors.names import DETERMINERS, fold, genitive_stems, word_set
from standpunkt.actors.rows import Reference, RowDict
from standpunkt.actors.scene import Scene

_LOCATIVE = word_set("in im ins nach aus bei über durch um nahe vor")

# "im Land Niedersachsen"
_KIND_OF_PLACE = word_set("Land Bundesland Freistaat Stadt Kanton Provinz Bundesstaat")

GENITIVE = word_set("des der von vom eines einer aus in im bei beim für zu zur zum mit")
JOINING = re.compile(r"\s*(?:und|sowie|oder|&)\s")

WORD = re.compile(r"[\w.'’-]+")


def marker_after_noun(before: str) -> int | None:
    """Offset of the last genitive article or "von" that follows a noun in ``before``."""
    seen_noun = False
    marker = None
    for match in WORD.finditer(before):
        word = match.group()
        if seen_noun and word.lower() in GENITIVE and word[:1].islower():
            marker = match.start()
        seen_noun = seen_noun or (word[:1].isupper() and word.lower() not in DETERMINERS)
    return marker


def has_noun(before: str) -> bool:
    """Whether a noun stands before the name."""
    words = [word for word in WORD.findall(before) if word.lower() not in DETERMINERS]
    return any(word[:1].isupper() for word in words)


def is_genitive(scene: Scene, mention: RowDict, reference: Reference) -> bool:
    """Whether a name carries the ending of a genitive, and not an s of its own."""
    text = mention["text"]
    if not genitive_stems(text):
        return False
    last = fold(text).split()[-1]
    if last == fold(reference.actor.name).split()[-1]:
        return False
    # "Paris" and "Merz' Partei": an s or an apostrophe that belongs to the alias is no ending.
    aliases = (
        *scene.tables.index.exact.get(last, ()),
        *scene.tables.index.acronyms.get(text, ()),
    )
    return all(match.actor_id != reference.actor.actor_id for match in aliases)


def is_joined(after: str) -> bool:
    """Whether an "und" follows the name."""
    return bool(JOINING.match(after))


def is_place_here(scene: Scene, start_char: int) -> bool:
    """Whether the word before says that a city is only where something happens."""
    before = scene.text[max(0, start_char - 40) : start_char].split()
    if before and before[-1] in _KIND_OF_PLACE:
        before = [word for word in before[:-1][-2:] if word.lower() not in DETERMINERS]
    return bool(before) and before[-1].lower() in _LOCATIVE
