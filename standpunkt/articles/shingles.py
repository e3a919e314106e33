"""What two texts are compared by: words, their shingles, and a few hashes that find similar texts.

The headline is left out, because outlets put their own over the same agency copy. Hashes are Rensa's, the
same on every machine for one version of its algorithm.
"""

import re
import struct
import unicodedata
from dataclasses import dataclass

from rensa import RMinHash

FINGERPRINT_VERSION = f"1.{RMinHash.ALGORITHM_VERSION}"
"""The first number goes up when anything here changes, the second when Rensa's hashes do: what is stored is
then made anew from the stored texts."""

SHINGLE_WORDS = 3
BANDS = 20
BAND_ROWS = 5
"""Two texts of Jaccard 0.8 share one of 20 bands of 5 rows with probability 0.9996, of 0.3 with 0.05."""
LONG_SHINGLE_WORDS = 6
SAMPLED_IN = 4
"""Every fourth long shingle, chosen by its hash: of what two texts share they sample the same ones."""

_MIN_BODY_WORDS = 30
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‚‘’‹›\"'´`", ""))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Fingerprint:
    """Hashes by which similar texts are looked up; equal for texts of one ``duplicate_key``."""

    bands: tuple[int, ...]
    """64-bit hashes of the bands of a MinHash signature over the shingles of three words."""
    samples: tuple[int, ...]
    """32-bit hashes of sampled shingles of six words, sorted."""


def compared_text(text: str, title: str | None = None) -> str:
    """The body in folded case, without quotation marks, white space folded to single spaces.

    A body under 30 words counts with its headline, since "Weitere Informationen folgen in Kürze." under
    two headlines is two articles.
    """
    first_line, _, body = text.partition("\n")
    compared = body if title is not None and _fold(title) == _fold(first_line) else text
    if len(compared.split()) < _MIN_BODY_WORDS:
        compared = text
    return _fold(compared)


def words_of(compared: str) -> list[str]:
    """Words and numbers of a compared text, without punctuation."""
    return _WORD.findall(compared)


def shingles(words: list[str], length: int = SHINGLE_WORDS) -> set[int]:
    """64-bit hashes of all runs of ``length`` words; a shorter text is one run."""
    return _hashes(_runs(words, length))


def fingerprint(compared: str) -> Fingerprint:
    """Fingerprint of a compared text."""
    words = words_of(compared)
    long = shingles(words, LONG_SHINGLE_WORDS) if len(words) >= LONG_SHINGLE_WORDS else set()
    samples = sorted({one >> 32 for one in long if one % SAMPLED_IN == 0})
    return Fingerprint(_bands(_runs(words, SHINGLE_WORDS)), tuple(samples))


def _runs(words: list[str], length: int) -> list[str]:
    return [" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]


def _bands(runs: list[str]) -> tuple[int, ...]:
    signature = RMinHash(num_perm=BANDS * BAND_ROWS, seed=1)
    signature.update(runs)
    digest = signature.digest()
    rows = [digest[at : at + BAND_ROWS] for at in range(0, len(digest), BAND_ROWS)]
    named = [struct.pack(f"<{BAND_ROWS + 1}I", band, *row) for band, row in enumerate(rows)]
    [hashes] = RMinHash.hash_token_sets([named])
    return tuple(hashes)


def _hashes(runs: list[str]) -> set[int]:
    [hashes] = RMinHash.hash_token_sets([runs])
    return set(hashes)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return re.sub(r"\s+", " ", folded).strip()
