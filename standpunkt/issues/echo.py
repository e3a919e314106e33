"""Two statements -> whether one repeats the other's utterance: verbatim, shortened or paraphrased.

Direct quotations are aligned word by word: what the shorter one has must stand in the longer one in the
same order, function words aside; what the longer one has more is what was left out. Indirect ones are
compared by their telling words, and only for one and the same speaker.

Doubt means no: a negation or number that only one of them has, two known speakers, or words that anybody
might say ("Das ist ein guter Tag") make no echo.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel, Opcode

from standpunkt.actors.names import word_set
from standpunkt.issues.terms import information, stem

EchoKind = Literal["verbatim", "shortened", "paraphrased"]
MIN_WORDS = 5
MIN_COVERAGE = 0.8
"""Share of the shorter quotation's words that the longer one has."""
MAX_PIECES = 4
"""Into no more pieces may the common words fall, or they meet by chance."""
MIN_INFORMATION = 7.5
"""Of the common nouns, names and numbers together: about two that are not everybody's."""
MIN_LONG_WORDS = 9
"""So many words in common are nobody else's, whatever they are."""
FUNCTION_WORD = 3.0
"""Words of less information may change; a telling word has more."""
MIN_SHARED = 0.6
"""Share of the information of an indirect statement that the other one has."""
MIN_SHARED_WORDS = 3
_NEGATIONS = word_set(
    "nicht nichts nie niemals kein keine keinen keinem keiner keines niemand weder ohne kaum"
)
_SHORT_CUT = 3
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_GROUP_WORDS = 4
_WINDOW = 2


@dataclass(frozen=True)
class Word:
    """One word of a quotation."""

    text: str
    start_char: int
    end_char: int
    is_first: bool

    @property
    def folded(self) -> str:
        """As compared: folded, numbers without the dots between their thousands."""
        return re.sub(r"(?<=\d)\.(?=\d{3})", "", self.text.casefold())

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_name(self) -> bool:
        """Whether it is a noun, a name or a number; a first word's capital says nothing."""
        return self.is_number or (self.text[0].isupper() and not self.is_first)

    @property
    def information(self) -> float:
        """See ``standpunkt.issues.terms``."""
        return information(stem(self.folded))


@dataclass(frozen=True)
class Utterance:
    """What of a statement is compared."""

    statement_id: str
    is_direct: bool
    speaker_actor_id: str | None
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Echo:
    """One utterance that repeats another."""

    statement_id: str
    of_statement_id: str
    echo_kind: EchoKind
    coverage: float
    omitted_spans: tuple[tuple[int, int], ...]
    """Offsets in the article of the fuller statement."""


def words_of(text: str, start_char: int, spans: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """Words of a statement's quote spans; ``text`` begins at ``start_char`` of its article."""
    found: list[Word] = []
    for start, end in sorted(spans):
        piece = text[start - start_char : end - start_char]
        for match in _WORD.finditer(piece):
            first = not found or bool(re.search(r"[.!?:]\W*$", piece[: match.start()]))
            found.append(Word(match.group(), start + match.start(), start + match.end(), first))
    return tuple(found)


def fingerprints(words: Sequence[Word]) -> list[int]:
    """Hashes of some groups of words: two quotations with five words in a row in common share one.

    Winnowing (Schleimer, Wilkerson and Aiken 2003).
    """
    folded = [word.folded for word in words]
    groups = [" ".join(folded[at : at + _GROUP_WORDS]) for at in range(len(folded) - _GROUP_WORDS + 1)]
    hashes = [int.from_bytes(hashlib.sha256(one.encode()).digest()[:8], "big") for one in groups]
    return sorted({min(hashes[at : at + _WINDOW]) for at in range(max(0, len(hashes) - _WINDOW + 1))})


def echo(one: Utterance, other: Utterance) -> Echo | None:
    """The echo between two statements of two articles, whichever repeats; None if there is none."""
    speakers = {one.speaker_actor_id, other.speaker_actor_id} - {None}
    if len(speakers) > 1:
        return None
    first, second = sorted(
        (one, other), key=lambda each: (each.is_direct, len(each.words), each.statement_id)
    )
    if one.is_direct and other.is_direct:
        return _repeated(first, second)
    if speakers and one.speaker_actor_id == other.speaker_actor_id:
        return _paraphrased(first, second)
    return None


def _repeated(short: Utterance, full: Utterance) -> Echo | None:
    if len(short.words) < MIN_WORDS:
        return None
    codes = Indel.opcodes([word.folded for word in short.words], [word.folded for word in full.words])
    common = [code for code in codes if code.tag == "equal"]
    kept = [word for code in common for word in _piece(short, code)]
    changed = [
        word for code in codes if code.tag == "delete" for word in short.words[code.src_start : code.src_end]
    ]
    left_out = [full.words[code.dest_start : code.dest_end] for code in codes if code.tag == "insert"]
    coverage = len(kept) / len(short.words)
    if coverage < MIN_COVERAGE or len(common) > MAX_PIECES:
        return None
    if len(kept) < MIN_LONG_WORDS and _names_information(kept) < MIN_INFORMATION:
        return None
    if any(map(_is_decisive, changed)) or any(_turns_meaning(run) for run in left_out):
        return None
    telling = [run for run in left_out if len(run) >= _SHORT_CUT or any(map(_is_telling, run))]
    spans = tuple((run[0].start_char, run[-1].end_char) for run in left_out)
    kind: EchoKind = "shortened" if telling else "verbatim"
    return Echo(short.statement_id, full.statement_id, kind, round(coverage, 3), spans)


def _piece(short: Utterance, code: Opcode) -> tuple[Word, ...]:
    return short.words[code.src_start : code.src_end]


def _paraphrased(told: Utterance, full: Utterance) -> Echo | None:
    telling = {stem(word.folded): word for word in told.words if _is_telling(word)}
    others = {stem(word.folded) for word in full.words}
    total = sum(word.information for word in telling.values())
    shared = [word for key, word in telling.items() if key in others]
    if len(shared) < MIN_SHARED_WORDS or _negated(told) != _negated(full):
        return None
    if {word.folded for word in told.words if word.is_number} - {word.folded for word in full.words}:
        return None
    share = sum(word.information for word in shared) / total
    if share < MIN_SHARED:
        return None
    return Echo(told.statement_id, full.statement_id, "paraphrased", round(share, 3), ())


def _negated(utterance: Utterance) -> bool:
    return any(word.folded in _NEGATIONS for word in utterance.words)


def _names_information(words: Sequence[Word]) -> float:
    return sum({word.folded: word.information for word in words if word.is_name}.values())


def _is_telling(word: Word) -> bool:
    return word.is_number or word.information >= FUNCTION_WORD


def _is_decisive(word: Word) -> bool:
    """A word that the fuller quotation would have to have."""
    return _is_telling(word) or word.folded in _NEGATIONS


def _turns_meaning(left_out: Sequence[Word]) -> bool:
    """A clause with a negation may be left out, a negation alone may not."""
    return len(left_out) <= _SHORT_CUT and any(word.folded in _NEGATIONS for word in left_out)
