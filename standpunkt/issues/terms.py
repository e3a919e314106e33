"""Texts as weighted terms: nouns, names and numbers, the rarer the heavier, by a fixed table of frequencies.

A term is a capitalised word, folded and cut to ``STEM_CHARS`` so that inflected forms meet ("Küste",
"Küsten"), or a number. Its weight is the logarithm of how seldom articles have it; the table
``word_frequencies.csv`` is made once from training texts, so that a pair of articles compares the same
whatever else is stored.
"""

import csv
import hashlib
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path

STEM_CHARS = 6
MAX_TERMS = 100
"""An article is compared by its heaviest terms."""
MAX_RATE = 0.06
"""What more articles than this have says nothing about the event."""
MIN_RATE = 0.001
"""Rarer words, and unknown ones, weigh as much as this."""
UNIT = 1000
"""Weights are whole numbers, so that sums do not depend on their order."""
_TABLE = Path(__file__).parent / "word_frequencies.csv"
_WORD = re.compile(r"\w+")
_MIN_CHARS = 3


def stem(word: str) -> str:
    """Folded beginning of a word; a number is kept whole."""
    return word if word.isdigit() else word.casefold()[:STEM_CHARS]


@cache
def rates() -> dict[str, float]:
    """Share of training articles that have a stem, where it is at least ``MIN_RATE``."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["stem"]: int(row["per_ten_thousand"]) / 10_000 for row in csv.DictReader(file)}


def terms_version() -> str:
    """Changes when stored terms are no longer what ``weighted_terms`` gives."""
    shape = f"{STEM_CHARS} {MAX_TERMS} {MAX_RATE} {MIN_RATE} {UNIT}".encode()
    return hashlib.sha256(shape + _TABLE.read_bytes()).hexdigest()[:8]


def information(word_stem: str) -> float:
    """Negative logarithm of the share of articles with this stem: 0 for none the wiser, 6.9 at most."""
    return -math.log(max(rates().get(word_stem, 0.0), MIN_RATE))


def weighted_terms(text: str) -> dict[str, int]:
    """Terms of a text and their weights; the squares of the weights sum up to about ``UNIT`` squared."""
    counts = Counter(stem(word) for word in _WORD.findall(text) if _is_term(word))
    heaviest = sorted(
        (
            (information(term) * (1 + math.log(count)), term)
            for term, count in counts.items()
            if rates().get(term, 0.0) <= MAX_RATE
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )[:MAX_TERMS]
    norm = math.sqrt(sum(weight * weight for weight, _ in heaviest)) or 1.0
    return {term: round(UNIT * weight / norm) for weight, term in heaviest}


def _is_term(word: str) -> bool:
    return word.isdigit() or (word[0].isupper() and len(word) >= _MIN_CHARS)
