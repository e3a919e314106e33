"""One form for the spellings a Slavic surname has in Latin script: Peskow, Peskov; Selenskyj, Zelenskiy.

Only surnames with an ending of such families get one: applied to any name, the same rules would make one
person of Meier and Meyer.
"""

import re
import unicodedata

_ENDING = re.compile(
    r"(?:[sc]k(?:i|y|yj|ij|iy|yy|yi|aja|aya|aia)|[oeiy](?:w|v|ff)a?|jewa?|yeva?|enko|t?s?chuk|[jyi]uk"
    r"|its?ch|ic|owi[ct]s?ch?|[oe]vich|schwili|shvili|ad[sz]e)$"
)
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("schtsch|shch", "ß"),
        ("tsch|tch", "ch"),
        ("sch", "sh"),
        ("kh", "ch"),
        ("ks", "x"),
        ("ff$", "v"),
        ("w", "v"),
        ("ck", "k"),
        ("(?<![aeiouy])(?:je|ye)|(?<=[aeiou])(?:je|ye)|^je|^ye", "e"),
        ("(?:ij|yj|iy|yy|yi|ii|y|i|j)$", "i"),
        ("(?:aja|aya|aia)$", "aia"),
        ("[jy]", "i"),
        ("^z(?=[aeiou])", "s"),
        (r"(.)\1", r"\1"),
    )
)


def slavic_form(surname: str) -> str | None:
    """The common form of a folded surname, or None if it is not of those families."""
    plain = _without_marks(surname)
    if " " in plain or len(plain) < 5 or not _ENDING.search(plain):
        return None
    return _common(plain)


def slavic_name(folded: str) -> str | None:
    """The common form of a folded given name and surname: "dmitri peskow" and "dmitry peskov".

    None if the surname is not of those families or there are more than three words.
    """
    words = folded.split()
    last = slavic_form(words[-1]) if 2 <= len(words) <= 3 else None
    if last is None:
        return None
    return " ".join((*(_common(_without_marks(word)) for word in words[:-1]), last))


def _without_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("'", ""))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _common(plain: str) -> str:
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    return plain
