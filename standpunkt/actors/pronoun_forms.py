"""What the form of a pronoun tells: person, gender, case, and whether it is several."""

import re
from dataclasses import dataclass

from standpunkt.actors.names import word_set
from standpunkt.actors.sources import is_own, possessive_pronoun

PERSONAL = {"er": "m", "sie": "f"}
FIRST_PERSON = word_set("ich mich mir")
FIRST_PLURAL = word_set("wir uns")
RELATIVE = {
    "welcher": "m",
    "welche": "f",
    "welches": "n",
    "wonach": "",
    "der": "m",
    "die": "f",
    "dessen": "m",
    "deren": "f",
    "den": "m",
    "dem": "m",
    "das": "n",
}
OBJECTS = {"ihm": "m", "ihn": "m", "ihr": "f"}
BOTH = word_set("beide die beiden")
POINTING = {"dieser": "m", "diese": "f"}
PRONOUNS = frozenset(
    {*PERSONAL, *FIRST_PERSON, *FIRST_PLURAL, *RELATIVE, *OBJECTS, *POINTING}
    | {"ihnen", "man", "es", "das", "beide"}
)
_POSSESSIVE = re.compile(r"(sein|ihr)(?:e[rsnm]?)?")
# "ihr Büro", "ihr neues Büro"; "sie riet ihr, das Büro …" is whom somebody speaks to.
_BEFORE_NOUN = re.compile(r" (?:[a-zäöüß-]+es? ){0,2}[A-ZÄÖÜ]")
_OWN = re.compile(r"(?:mein|unser)(?:e?[rsnm]?|e)")
_FINITE_PLURAL = re.compile(r"^(?:[a-zäöüß]+en|sind)$")
_CLAUSE_END = re.compile(r"[,.;:!?“”\"»\n]|$")
_SUBORDINATING = word_set(
    "dass daß als wenn weil ob da während nachdem bevor obwohl sobald solange falls damit wie was wo wer "
    "warum die der den dem das deren dessen denen"
)
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(\w+) $")
_NO_VERB = word_set("zu gegen neben zwischen wegen seinen ihren einen keinen den allen")


@dataclass(frozen=True)
class Pronoun:
    """``kind`` is personal, object, possessive, relative, pointing, both, one, first, own or other."""

    kind: str
    gender: str | None = None


def is_pronoun(text: str, *, possessive: bool = False) -> bool:
    """Whether a span is a personal pronoun, with or without "selbst"; or "seine", if that counts."""
    return bare_pronoun(text) in PRONOUNS or (possessive and read_pronoun(text).kind != "other")


def is_first_person(text: str) -> bool:
    """Whether a span is "ich" or "mein", which mean whoever speaks around it."""
    return read_pronoun(text).kind == "first"


def bare_pronoun(text: str) -> str:
    """Lower case, without "selbst"; "er" of "seiner Meinung"."""
    return possessive_pronoun(text) or text.strip(" ,.:;").lower().removesuffix(" selbst")


def read_pronoun(text: str) -> Pronoun:
    """Kind and gender of a pronoun in a text."""
    word = bare_pronoun(text)
    if is_own(text):
        return Pronoun("own")
    for kind, genders in (("personal", PERSONAL), ("relative", RELATIVE), ("object", OBJECTS)):
        if word in genders:
            return Pronoun(kind, genders[word])
    if word == "man":
        return Pronoun("one")
    if word in BOTH:
        return Pronoun("both")
    if word in POINTING:
        return Pronoun("pointing", POINTING[word])
    if word in FIRST_PERSON or word in FIRST_PLURAL or _OWN.fullmatch(word):
        return Pronoun("first")
    if match := _POSSESSIVE.fullmatch(word):
        return Pronoun("possessive", {"sein": "m", "ihr": "f"}[match[1]])
    return Pronoun("other")


def pronoun_at(text: str, start_char: int, end_char: int) -> Pronoun:
    """The pronoun at these offsets; what follows tells whether "ihr" is whose or to whom."""
    pronoun = read_pronoun(text[start_char:end_char])
    if pronoun.kind == "object" and text[start_char:end_char].lower() == "ihr":
        return Pronoun("possessive", "f") if _BEFORE_NOUN.match(text, end_char) else pronoun
    return pronoun


def is_we(text: str) -> bool:
    """Whether a first person is "wir" or "unser", who may be more than the speaker."""
    word = bare_pronoun(text)
    return word in FIRST_PLURAL or word.startswith("unser")


def has_plural_verb(text: str, start_char: int, end_char: int) -> bool:
    """Whether the verb of a pronoun says it is several: "betonen sie", "dass sie wollen"."""
    # The last word of the sentence before is no verb of this one.
    before = _LAST_WORD.findall(text[max(0, start_char - 40) : start_char])
    after = _WORD.findall(text[end_char : end_char + 40])[:1]
    if any(_is_plural_verb(word) for word in (*before, *after)):
        return True
    if not before or before[0].lower() not in _SUBORDINATING:
        return False
    end = _CLAUSE_END.search(text, end_char)
    last = _WORD.findall(text[end_char : end.start() if end else len(text)])[-1:]
    return bool(last) and _is_plural_verb(last[0])


def _is_plural_verb(word: str) -> bool:
    return bool(_FINITE_PLURAL.match(word)) and word not in _NO_VERB
