"""Statements against gold: who said what, part by part and kind by kind.

The measure is the one of Petersen-Frey and Biemann (LREC-COLING 2024): the statements of a document are
paired one to one so that their quotes agree best, then token precision and recall are averaged over all
statements, and one without a partner counts 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from standpunkt.evaluation.tables import ScoreTable
from standpunkt.evaluation.tokens import Tokens, TokenSet, f1, mean, scored, token_f1
from standpunkt.language import Statement

PARTS = ("quote", "speaker", "cue", "frame", "addressee")
KINDS = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")
COMBINED = {"roles": PARTS[1:], "joint": PARTS}
"""Rows over several parts at once."""

SAME_KIND_BONUS = 0.01
"""Decides between partners whose quotes agree equally well."""
FOUND_FROM = 0.5
"""A gold statement counts as found from this token F1 of the quote on."""


@dataclass(frozen=True)
class Side:
    """One statement as tokens; ``kind`` is null on the side where there is none."""

    kind: str | None
    parts: Mapping[str, TokenSet]


NONE = Side(None, {part: frozenset() for part in PARTS})

Match = tuple[Side, Side]
"""A gold statement and a predicted one; one of the two may be ``NONE``."""


def statement_tables(
    documents: Iterable[tuple[str, Sequence[Statement], Sequence[Statement]]],
) -> tuple[ScoreTable, ...]:
    """Tables by part and by kind, from each document's text, gold and predicted statements."""
    matches = [match for text, gold, predicted in documents for match in _matches(text, gold, predicted)]
    return _by_part(matches), _by_kind(matches)


def _matches(text: str, gold: Sequence[Statement], predicted: Sequence[Statement]) -> list[Match]:
    tokens = Tokens(text)
    # Kind and quote make a statement's id: two that agree in both are one row of the warehouse.
    distinct = {(one.statement_kind, one.quote_spans): one for one in predicted}.values()
    gold_sides = [_side(tokens, one) for one in gold]
    predicted_sides = [side for one in distinct if (side := _side(tokens, one)).parts["quote"]]
    pairs = _best_pairs(gold_sides, predicted_sides)
    paired_gold = {number for number, _ in pairs}
    paired_predicted = {number for _, number in pairs}
    return [
        *((gold_sides[g], predicted_sides[p]) for g, p in pairs),
        *((side, NONE) for number, side in enumerate(gold_sides) if number not in paired_gold),
        *((NONE, side) for number, side in enumerate(predicted_sides) if number not in paired_predicted),
    ]


def _side(tokens: Tokens, statement: Statement) -> Side:
    return Side(
        statement.statement_kind,
        {part: tokens.touched_by(*getattr(statement, f"{part}_spans")) for part in PARTS},
    )


def _best_pairs(gold: Sequence[Side], predicted: Sequence[Side]) -> list[tuple[int, int]]:
    """Numbers of the statements that go together: the assignment with the highest sum of agreements.

    As in the published measure, the shorter side is paired up completely, if need be with partners that
    share nothing.
    """
    if not gold or not predicted:
        return []
    from scipy.optimize import linear_sum_assignment

    agreements = [[_agreement(one, other) for other in predicted] for one in gold]
    rows, columns = linear_sum_assignment(agreements, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _agreement(gold: Side, predicted: Side) -> float:
    agreement = token_f1(gold.parts["quote"], predicted.parts["quote"])
    return agreement + SAME_KIND_BONUS if agreement and gold.kind == predicted.kind else agreement


def _by_part(matches: Sequence[Match]) -> ScoreTable:
    precisions: dict[str, list[float]] = {}
    recalls: dict[str, list[float]] = {}
    for part in PARTS:
        sets = [(gold.parts[part], predicted.parts[part]) for gold, predicted in matches]
        precisions[part] = [len(gold & predicted) / len(predicted) for gold, predicted in sets if predicted]
        recalls[part] = [len(gold & predicted) / len(gold) for gold, predicted in sets if gold]
    rows = {}
    for label, parts in ({part: (part,) for part in PARTS} | COMBINED).items():
        precision_values = [value for part in parts for value in precisions[part]]
        recall_values = [value for part in parts for value in recalls[part]]
        precision, recall = mean(precision_values), mean(recall_values)
        rows[label] = (precision, recall, f1(precision, recall), len(recall_values), len(precision_values))
    gold_count = sum(gold.kind is not None for gold, _ in matches)
    predicted_count = sum(predicted.kind is not None for _, predicted in matches)
    same_kind = sum(gold.kind == predicted.kind for gold, predicted in matches)
    rows["kind"] = (*scored(same_kind, predicted_count, gold_count), gold_count, predicted_count)
    return ScoreTable("parts", "Statements by part", ("precision", "recall", "F1", "gold", "predicted"), rows)


def _by_kind(matches: Sequence[Match]) -> ScoreTable:
    rows = {}
    for kind in KINDS:
        of_gold = [match for match in matches if match[0].kind == kind]
        predicted_count = sum(predicted.kind == kind for _, predicted in matches)
        found = [match for match in of_gold if token_f1(*_quotes(match)) >= FOUND_FROM]
        right = sum(predicted.kind == kind for _, predicted in found)
        if of_gold or predicted_count:
            rows[kind] = (
                *scored(right, predicted_count, len(of_gold)),
                len(of_gold),
                predicted_count,
                len(found),
            )
    columns = ("precision", "recall", "F1", "gold", "predicted", "found")
    return ScoreTable("kinds", "Statements by kind", columns, rows)


def _quotes(match: Match) -> tuple[TokenSet, TokenSet]:
    return match[0].parts["quote"], match[1].parts["quote"]
