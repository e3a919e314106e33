"""What is left of a text without the names of actors.

"die Lösung in der Ukraine" tells no more about its subject than "die Lösung": where a table's issues are all
about Ukraine, the name would make it like each of them.
"""

import re
from functools import lru_cache

from standpunkt.actors.names import AliasIndex

_WORD = re.compile(r"[\w’'-]+")
_LONGEST_NAME = 3
"""Words."""


def without_names(text: str, index: AliasIndex) -> str:
    """The words of a text that name no actor of the tables, adjectives ("ukrainische") included."""
    words = _WORD.findall(text)
    kept, at = [], 0
    while at < len(words):
        length = _name_length(words[at : at + _LONGEST_NAME], index)
        if not length:
            kept.append(words[at])
        at += length or 1
    return " ".join(kept)


def _name_length(words: list[str], index: AliasIndex) -> int:
    """How many words from the first on are a name; 0 if it is none."""
    for length in range(len(words), 1, -1):
        if all(word[:1].isupper() for word in words[:length]) and index.find(" ".join(words[:length])):
            return length
    return 1 if _is_name(words[0], index) else 0


@lru_cache(maxsize=50_000)
def _is_name(word: str, index: AliasIndex) -> bool:
    return bool(index.find(word))
