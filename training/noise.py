"""Changes texts a little each time they are read in training, so that they cannot be learned by heart.

Names are exchanged for others of their kind, the same one everywhere in a window; single words are blotted
out. Annotation stays true: a name takes the place of as many words as before.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from standpunkt.language.labels import ENTITY
from standpunkt.language.pieces import UNKNOWN
from standpunkt.language.windows import Window, Words
from training.examples import Example

EXCHANGED = 0.5
"""Share of windows whose names are exchanged."""
BLOTTED = 0.04
KINDS = ("person", "organisation", "place", "country")
TAG_KINDS = {1 << ENTITY.begin(kind) + part: kind for kind in KINDS for part in (0, 1)}
Piece = tuple[int, ...]


@dataclass(frozen=True)
class Noise:
    """Words of names to exchange, by tag, number of pieces and whether they end as a genitive does."""

    names: dict[tuple[int, int, bool], list[Piece]]

    @classmethod
    def of(cls, examples: Iterable[Example]) -> "Noise":
        """Collects the words of all names."""
        found: dict[tuple[int, int, bool], set[Piece]] = defaultdict(set)
        for example in examples:
            bits = example.tags.get("entity")
            if bits is None:
                continue
            for i, bit in enumerate(bits.tolist()):
                if bit in TAG_KINDS and _text(example.words, i)[:1].isupper():
                    found[_key(example.words, i, bit)].add(example.words.pieces[i])
        return cls({key: sorted(pieces) for key, pieces in found.items()})

    def changed(self, example: Example, window: Window, rng: random.Random) -> Words:
        """The words of a text, changed inside the window."""
        words, bits = example.words, example.tags.get("entity")
        pieces = list(words.pieces)
        chosen: dict[tuple[str, Piece], Piece] = {}
        exchanged = bits is not None and rng.random() < EXCHANGED
        for i in range(window.first, window.last):
            bit = int(bits[i]) if exchanged and bits is not None else 0
            others = self.names.get(_key(words, i, bit)) if bit in TAG_KINDS else None
            if others:
                own = (TAG_KINDS[bit], pieces[i])
                pieces[i] = chosen.get(own) or chosen.setdefault(own, rng.choice(others))
            elif rng.random() < BLOTTED and _text(words, i).isalpha():
                pieces[i] = (UNKNOWN,)
        return replace(words, pieces=pieces)


def _text(words: Words, i: int) -> str:
    return words.text[words.starts[i] : words.ends[i]]


def _key(words: Words, i: int, bit: int) -> tuple[int, int, bool]:
    return bit, len(words.pieces[i]), _text(words, i).endswith("s")
