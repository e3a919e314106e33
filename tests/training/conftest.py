"""Texts as the training reads them, with a stand-in for the vocabulary."""

from collections.abc import Iterable

import pytest

from standpunkt.language.tokenizer import blank
from standpunkt.language.windows import Words, read_words
from training.examples import Annotate

VOCABULARY = 40


class FewPieces:
    """One piece a word, by its length: enough for whoever looks at offsets only."""

    def of(self, words: Iterable[tuple[str, bool]]) -> list[tuple[int, ...]]:
        return [(4 + (2 * len(text) + spaced) % (VOCABULARY - 4),) for text, spaced in words]


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    tokenizer = blank().tokenizer

    def read(text: str) -> Words:
        return read_words(text, [(token.idx, token.text) for token in tokenizer(text)], FewPieces())

    return read
