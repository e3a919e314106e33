"""Names against gold: same words, same kind, or wrong."""

from collections.abc import Iterable, Sequence

from standpunkt.evaluation.gold import Name
from standpunkt.evaluation.tables import ScoreTable
from standpunkt.evaluation.tokens import Tokens, TokenSet, scored
from standpunkt.language import CharSpan, Mention

KINDS = ("person", "organisation", "place", "other")
KIND_OF_MENTION = {kind: kind for kind in KINDS} | {"country": "place"}
"""Gold sets tag a state as a place."""


def entity_tables(
    documents: Iterable[tuple[str, Sequence[Name], Sequence[Mention]]],
) -> tuple[ScoreTable, ...]:
    """One table by kind, from each document's text, gold names and predicted mentions.

    A kind that the gold names nowhere was not annotated: predictions of it are neither right nor wrong.
    """
    gold: set[tuple[int, TokenSet, str]] = set()
    predicted: set[tuple[int, TokenSet, str]] = set()
    for number, (text, names, mentions) in enumerate(documents):
        tokens = Tokens(text)
        gold |= {(number, tokens.touched_by(span), kind) for span, kind in names}
        predicted |= {(number, tokens.touched_by(span), kind) for span, kind in _names(mentions)}
    annotated = {kind for _, _, kind in gold}
    groups = {kind: {kind} for kind in KINDS if kind in annotated} | {"all": annotated}
    rows = {}
    for label, kinds in groups.items():
        of_gold = {name for name in gold if name[2] in kinds}
        of_predicted = {name for name in predicted if name[2] in kinds}
        right = len(of_gold & of_predicted)
        rows[label] = (
            *scored(right, len(of_predicted), len(of_gold)),
            len(of_gold),
            len(of_predicted),
            right,
        )
    columns = ("precision", "recall", "F1", "gold", "predicted", "right")
    return (ScoreTable("kinds", "Names by kind", columns, rows),)


def _names(mentions: Iterable[Mention]) -> Iterable[tuple[CharSpan, str]]:
    return (
        (mention.span, KIND_OF_MENTION[mention.entity_kind])
        for mention in mentions
        if mention.mention_form == "name" and mention.entity_kind in KIND_OF_MENTION
    )
