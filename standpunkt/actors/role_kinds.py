"""In what way a text gives somebody an office: as its holder, a deputy, formerly, in another time."""

import re
from collections.abc import Callable
from datetime import date

ROLE_KINDS = (
    "holder",
    "joint",
    "acting",
    "deputy",
    "designated",
    "outgoing",
    "claimed",
    "former",
    "recalled",
    "branch",
)
"""joint: with others; claimed: self-declared; recalled: at a time the sentence looks back on;
branch: of a part of the organisation only ("Sachsens CDU-Chef")."""

_BY_WORD = (
    ("joint", r"\bCo-|\bbeiden\b|innen\b"),
    ("deputy", r"\bstellvertretend|\bVize|\bStellvertret"),
    ("claimed", r"\bselbsternannt|\bGegen(?=präs)|\bSchatten"),
    ("designated", r"\bdesigniert|künftig|\bangehend|\bnominiert|(?<!wieder)gewählt"),
    ("outgoing", r"scheidend|\babgewählt|\bgestürzt|\babgesetzt|\bentmachtet|\bzurückgetreten"),
    ("acting", r"\bkommissarisch|\bgeschäftsführend|\binterim|\bÜbergangs"),
)
_ANOTHER_TIME = re.compile(
    r"\b(?:damal|seinerzeit|einst\b|vormals|(?:amts)?vorgänger|nachfolg|amtszeit|ära\b|jahrhundert|verstorben"
    r"|ermordet|vor \w+ jahr(?:en|zehnten)|getötete|gestorben)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![\w.,]*\d)")


def role_kind(role_text: str, before: str, sentence: str, is_former: bool, published_on: date | None) -> str:
    """One of `ROLE_KINDS`, but ``branch``; ``before`` is the text in front of the role.

    A sentence with an earlier year than the article's, or any year if the article has no date, is
    taken to look back.
    """
    if is_former:
        return "recalled" if re.search(r"\bdamalig", role_text, re.I) else "former"
    words = f"{_last_words(before)} {role_text}"
    for kind, pattern in _BY_WORD:
        if re.search(pattern, words, re.I if kind not in ("joint",) else 0):
            return kind
    this_year = published_on.year if published_on else 0
    years = [int(year) for year in _YEAR.findall(sentence)]
    if _ANOTHER_TIME.search(sentence) or any(not this_year or year < this_year for year in years):
        return "recalled"
    return "recalled" if re.search(r"\bunter(?: dem| der)?(?: [a-z]\w+)?$", before.rstrip()) else "holder"


def belongs_to_branch(role_text: str, is_of: Callable[[str], bool | None]) -> bool:
    """Whether the words narrow the office down: "Sachsens CDU-Chef", "der russische Tennis-Präsident".

    ``is_of`` tells whether a word names whose the office is; None if it names nobody known.
    """
    words = head_words(role_text)
    noun = next((word for word in reversed(words) if word[:1].isupper()), "")
    prefix = re.sub(r"^(?:Ex|Alt|Vize)-", "", noun).rpartition("-")[0]
    before = [is_of(word) for word in words[: words.index(noun)]] if noun else []
    if prefix and is_of(prefix) is not True:
        return True
    return bool(prefix) and False in before


def head_words(role_text: str) -> list[str]:
    """The words of a role up to its complement: "Sachsens CDU-Chef", "Präsident" (der Ukraine)."""
    return re.split(r" (?:der|des|von|vom|im|beim|für) ", role_text)[0].split()


def _last_words(before: str) -> str:
    """The adjectives right before the role."""
    words: list[str] = []
    for word in reversed(before.split()[-3:]):
        if not word.isalpha() or not word.islower():
            break
        words.append(word)
    return " ".join(reversed(words))
