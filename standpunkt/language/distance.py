"""How a reporter's words stand to what is reported: neutral, doubting or endorsing.

A table (``tables/distance.csv``), since corpora do not annotate it and newsrooms differ on it.
"""

import re
from collections.abc import Sequence
from functools import cache

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: dict[str, list[str]] = {}
    for row in tables.rows("distance.csv"):
        found.setdefault(row["distance"], []).append(row["pattern"])
    return tuple(
        (distance, re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE))
        for distance, patterns in found.items()
    )


def distance_of(text: str, spans: Sequence[CharSpan]) -> str:
    """The distance that the words of cue and frame show, or of a narrated speech act itself."""
    words = " ".join(text[start:end] for start, end in spans)
    return next((distance for distance, pattern in _patterns() if pattern.search(words)), "neutral")
