"""Stances against gold: the holder, which side, and on what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from standpunkt.evaluation.gold import GoldStance
from standpunkt.evaluation.tables import ScoreTable
from standpunkt.evaluation.tokens import Tokens, TokenSet, scored, share, token_f1
from standpunkt.language import Stance

POLARITIES = ("support", "oppose", "ambivalent")
SAME_TARGET_FROM = 0.5
"""Two targets are the same from this token F1 on."""


@dataclass(frozen=True)
class Level:
    """What has to agree besides the sentence and the holder."""

    polarity: bool = False
    target: bool = False


LEVELS = {
    "holder": Level(),
    "holder, polarity": Level(polarity=True),
    "holder, polarity, target": Level(polarity=True, target=True),
}
RIGHT_ABOUT_WHAT = Level(target=True)


@dataclass(frozen=True)
class Side:
    """One stance as tokens."""

    place: TokenSet
    """The sentence; of a predicted stance its target too, which may lie before or after."""
    holder: TokenSet
    holder_name: str
    target: TokenSet
    polarity: str
    is_core: bool = True


@dataclass(frozen=True)
class Document:
    """The stances of one text."""

    gold: tuple[Side, ...]
    predicted: tuple[Side, ...]


def stance_tables(
    documents: Iterable[tuple[str, Sequence[GoldStance], Sequence[Stance]]],
) -> tuple[ScoreTable, ...]:
    """Tables by level and by polarity, from each document's text, gold and predicted stances."""
    compared = [_document(text, gold, predicted) for text, gold, predicted in documents]
    return _by_level(compared), _by_polarity(compared)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may be one holder's: the last word agrees, or half of the shorter name's words."""
    first, second = one.casefold().split(), other.casefold().split()
    if not first or not second:
        return False
    shared = len(set(first) & set(second))
    return first[-1] == second[-1] or 2 * shared >= min(len(first), len(second))


def _document(text: str, gold: Sequence[GoldStance], predicted: Sequence[Stance]) -> Document:
    tokens = Tokens(text)
    # What makes a stance's id: those that agree in it are one row of the warehouse.
    distinct = {
        (
            one.sentence.start_char,
            one.holder and one.holder.start_char,
            one.target,
            one.cue and one.cue.start_char,
        ): one
        for one in predicted
    }.values()
    return Document(
        tuple(
            Side(
                place=tokens.touched_by(one.sentence),
                holder=tokens.touched_by(one.holder),
                holder_name=one.holder_name,
                target=tokens.touched_by(one.target),
                polarity=one.polarity,
                is_core=one.is_core,
            )
            for one in gold
        ),
        tuple(
            Side(
                place=tokens.touched_by(one.sentence, one.target),
                holder=tokens.touched_by(one.holder),
                holder_name=text[one.holder.start_char : one.holder.end_char] if one.holder else "",
                target=tokens.touched_by(one.target),
                polarity=one.polarity,
            )
            for one in distinct
        ),
    )


def _pairs(document: Document, level: Level) -> list[tuple[Side, Side]]:
    """Gold and predicted stances that agree, each used once: core gold first, then the better target."""
    candidates = [
        (not gold.is_core, -token_f1(gold.target, predicted.target), gold_number, predicted_number)
        for gold_number, gold in enumerate(document.gold)
        for predicted_number, predicted in enumerate(document.predicted)
        if _agree(gold, predicted, level)
    ]
    pairs: dict[int, int] = {}
    for *_, gold_number, predicted_number in sorted(candidates):
        if gold_number not in pairs and predicted_number not in pairs.values():
            pairs[gold_number] = predicted_number
    return [(document.gold[gold], document.predicted[predicted]) for gold, predicted in pairs.items()]


def _agree(gold: Side, predicted: Side, level: Level) -> bool:
    return bool(
        gold.place & predicted.place
        and (gold.holder & predicted.holder or is_same_name(gold.holder_name, predicted.holder_name))
        and (not level.polarity or gold.polarity == predicted.polarity)
        and (not level.target or token_f1(gold.target, predicted.target) >= SAME_TARGET_FROM)
    )


def _by_level(documents: Sequence[Document]) -> ScoreTable:
    gold_count = sum(gold.is_core for document in documents for gold in document.gold)
    rows = {}
    for label, level in LEVELS.items():
        right = judged = 0
        for document in documents:
            pairs = _pairs(document, level)
            core_pairs = sum(gold.is_core for gold, _ in pairs)
            right += core_pairs
            # What agrees with gold that is not core is neither right nor wrong.
            judged += len(document.predicted) - (len(pairs) - core_pairs)
        rows[label] = (*scored(right, judged, gold_count), gold_count, judged, right)
    columns = ("precision", "recall", "F1", "gold", "predicted", "right")
    return ScoreTable("levels", "Stances by what agrees", columns, rows)


def _by_polarity(documents: Sequence[Document]) -> ScoreTable:
    gold = [one.polarity for document in documents for one in document.gold if one.is_core]
    found = [one.polarity for one, _ in _core_pairs(documents, LEVELS["holder, polarity"])]
    about = [(one.polarity, other.polarity) for one, other in _core_pairs(documents, RIGHT_ABOUT_WHAT)]
    rows: dict[str, tuple[float | int, ...]] = {}
    groups = {polarity: (polarity,) for polarity in POLARITIES} | {"all": POLARITIES}
    for label, polarities in groups.items():
        gold_count = sum(polarity in polarities for polarity in gold)
        found_count = sum(polarity in polarities for polarity in found)
        about_count = sum(polarity in polarities for polarity, _ in about)
        right_count = sum(polarity in polarities and polarity == other for polarity, other in about)
        rows[label] = (
            share(found_count, gold_count),
            gold_count,
            found_count,
            share(right_count, about_count),
            about_count,
            right_count,
        )
    columns = ("recall", "gold", "found", "accuracy", "holder and target right", "polarity right")
    return ScoreTable("polarities", "Stances by polarity", columns, rows)


def _core_pairs(documents: Sequence[Document], level: Level) -> list[tuple[Side, Side]]:
    return [pair for document in documents for pair in _pairs(document, level) if pair[0].is_core]
