"""Words into pieces of the encoder's vocabulary (SentencePiece unigram, as in XLM-R and E5)."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import sentencepiece

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
MAX_PIECES_A_WORD = 12
"""A longer word (an address, a run of signs) keeps its first pieces only."""
CACHE_SIZE = 200_000


class Pieces:
    """Piece numbers of words, remembered, since few words make up most of a text."""

    def __init__(self, path: Path) -> None:
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __len__(self) -> int:
        return int(self._processor.get_piece_size())

    def of(self, words: Iterable[tuple[str, bool]]) -> list[tuple[int, ...]]:
        """Piece numbers of each word; the flag says whether white space stands before it.

        Every word has at least one piece. A word of white space is a paragraph's end.
        """
        known = self._known
        return [known.get(word) or self._look_up(word) for word in words]

    def _look_up(self, word: tuple[str, bool]) -> tuple[int, ...]:
        text, spaced = word
        if text.isspace():
            pieces: tuple[int, ...] = (END,)
        else:
            normal = unicodedata.normalize("NFKC", text)
            numbers = self._processor.encode((" " if spaced else "") + normal)
            pieces = tuple(numbers[:MAX_PIECES_A_WORD]) or (UNKNOWN,)
        if len(self._known) >= CACHE_SIZE:
            self._known.clear()
        self._known[word] = pieces
        return pieces
