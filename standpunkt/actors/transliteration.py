"""One form for the spellings a Slavic surname has in Latin script: Peskow, Peskov; Selenskyj, Zelenskiy.

Only surnames with an ending of such families get one: applied to any name, the same rules would make one
person of Meier and Meyer.
"""

import re
import unicodedata

_ENDING = re.compile(
    r"(?:[sc]k(?:i|y|yj|ij|iy|yy|yi|aja|aya|aia)|[oeiy](?:w|v|ff)a?|jewa?|yeva?|enko|t?s?chuk|[jyi]uk"
    r"|its?ch|ic|owi[ct]s?ch?|evich|schwili|shvili|ad[sz]e)$"
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
    decomposed = unicodedata.normalize("NFKD", surname.replace("ß", "ss"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    if " " in plain or len(plain) < 5 or not _ENDING.search(plain):
        return None
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    return plain
