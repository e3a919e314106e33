"""What the words around a phrase tell about it: gender, number, and whether it can be a subject."""

import re

from standpunkt.actors.names import DETERMINERS, fold, genitive_stems, word_set
from standpunkt.actors.rows import ActorRow

_FEMININE_NOUN = re.compile(
    r"(?:agentur|partei|bank|behörde|zeitung|polizei|kammer|firma|gruppe|kirche|stadt|ung|ion|tät|heit|keit"
    r"|schaft|stelle|zentrale|liste|armee|presse|initiative|airline|linie|gmbh|ag|junta|opposition)$"
)
_MASCULINE_NOUN = re.compile(
    r"(?:verband|verein|verbund|bund|konzern|rat|dienst|klub|club|sender|gerichtshof)$"
)
_NEUTER_NOUN = re.compile(
    r"(?:institut|unternehmen|ministerium|gericht|parlament|zentrum|komitee|bündnis|netzwerk|gremium)$"
)
_OBLIQUE = word_set(
    "mit von vom bei beim gegen für zu zum zur über unter an am auf nach aus ohne durch um neben wegen trotz "
    "dem den des einem einen eines dessen deren seinem seinen seines ihrem ihren ihres laut"
)
_NOT_FEMININE = word_set("das dem des im vom zum beim am")
_BEFORE_DATIVE = word_set("von mit bei nach aus zu in an auf unter gegenüber seit neben laut")
_RELATIVE_BEFORE = re.compile(r", (?:den|dem|der|die|das|dessen|deren|denen) $")
_GENITIVE_BEFORE = re.compile(r"\b[A-ZÄÖÜ][\w-]+ der (?:(?:[a-zäöüß]+en )?[A-ZÄÖÜ][\w-]+ [„\"“»]?)?$")
_SEVERAL = re.compile(r"(?:[Dd]ie|[Dd]en|[Dd]er)? ?[A-ZÄÖÜ][a-zäöüß]+[^r]en")
_ADJECTIVE = re.compile(r"^[a-zäöüß]+(?:isch|ig|lich|al|iv|är|los|bar|sam)en$")
_WORD = re.compile(r"\w+")


def is_several(text: str) -> bool:
    """Whether a name is a plural: "die Grünen"."""
    return bool(_SEVERAL.fullmatch(text.strip()))


def grammatical_gender(text: str, start_char: int, end_char: int) -> str | None:
    """m, f or n of the phrase at these offsets by its noun and the article in or right before it."""
    words = _WORD.findall(text[start_char:end_char])
    before = _WORD.findall(text[max(0, start_char - 30) : start_char])
    if words and words[0].lower() in DETERMINERS:
        before = [*before, words[0]]
    head = next((one for one in words if one[0].isupper() and one.lower() not in DETERMINERS), "").lower()
    article = before[-1].lower() if before else ""
    if _FEMININE_NOUN.search(head):
        return "f"
    if _MASCULINE_NOUN.search(head):
        return "m"
    if _NEUTER_NOUN.search(head):
        return "n"
    if article == "der":
        # "von der Agentur", "Sprecher der Agentur"
        is_oblique = len(before) > 1 and (before[-2].lower() in _BEFORE_DATIVE or before[-2][0].isupper())
        return "f" if is_oblique else "m"
    if article == "den" and len(before) > 1 and before[-2].lower() in _BEFORE_DATIVE:
        return "p"
    return {"die": "f", "eine": "f", "zur": "f"}.get(article, "n" if article in _NOT_FEMININE else None)


def may_be_subject(
    text: str, sentence_start: int, start_char: int, end_char: int, actor: ActorRow | None
) -> bool:
    """Whether nothing says that the name at these offsets stands in another case than the subject."""
    name = text[start_char:end_char]
    before = text[sentence_start:start_char]
    if name.endswith(("s", "’", "'")) and genitive_stems(name) and _is_inflected(name, before, actor):
        return False
    if _RELATIVE_BEFORE.search(before):
        # "der Brief, den Muster schrieb"
        return True
    words = _WORD.findall(before)
    first = name.split()[0].lower()
    if first in _OBLIQUE and first in DETERMINERS:
        return False
    if _GENITIVE_BEFORE.search(before):
        # "der Einsatz der Bundeswehr", "ein Mitglied der Partei Muster"
        return False
    for word in reversed(words):
        if word.lower() in _OBLIQUE:
            # "Kritik kam von Anna Muster": the subject in all but grammar.
            return word.lower() in ("von", "vom") and any(one in words for one in ("kam", "kommt", "kamen"))
        if _ADJECTIVE.search(word):
            # "vom französischen Präsidenten Muster"
            continue
        if word.islower() and word not in DETERMINERS:
            return True
        if word.lower() in ("der", "die", "das", "ein", "eine"):
            return True
    return True


def _is_inflected(name: str, before: str, actor: ActorRow | None) -> bool:
    if actor is None:
        # "die Wahl Anton Musters"
        words = _WORD.findall(before)
        return bool(words) and words[-1][0].isupper()
    return fold(name).split()[-1] not in fold(actor.name).split()
