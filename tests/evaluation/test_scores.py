"""Figures that can be worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.evaluation.entities import entity_tables
from standpunkt.evaluation.gold import GoldStance, Name
from standpunkt.evaluation.stances import is_same_name, stance_tables
from standpunkt.evaluation.statements import statement_tables
from standpunkt.evaluation.tables import ScoreTable
from standpunkt.evaluation.tokens import TOKEN, Tokens
from standpunkt.language import CharSpan, Mention, Stance, Statement

TEXT = "a b c d e f g h i j"


def words(first: str, last: str | None = None) -> CharSpan:
    """From one word of TEXT to another."""
    return CharSpan(TEXT.index(first), TEXT.index(last or first) + 1)


def row(tables: tuple[ScoreTable, ...], name: str, label: str) -> dict[str, float | int]:
    [table] = [table for table in tables if table.name == name]
    return dict(zip(table.columns, table.rows[label], strict=True))


def statement(kind: str, quote: CharSpan, *speaker: CharSpan) -> Statement:
    return Statement(kind, (quote,), 1.0, speaker_spans=speaker)


def gold_stance(holder: str, target: CharSpan, polarity: str = "support", **more: object) -> GoldStance:
    return GoldStance(words("a", "j"), target, polarity, words(holder), **more)


def stance(holder: str | None, target: CharSpan, polarity: str = "support") -> Stance:
    return Stance(words("a", "j"), target, polarity, "narrated", 1.0, words(holder) if holder else None)


@given(st.text("ab .„", max_size=12), st.integers(0, 12), st.integers(1, 6))
def test_a_span_touches_what_it_overlaps(text: str, start: int, length: int):
    span = CharSpan(start, start + length)
    expected = {
        number
        for number, token in enumerate(TOKEN.finditer(text))
        if token.start() < span.end_char and token.end() > span.start_char
    }
    assert Tokens(text).touched_by(span) == expected


def test_parts_are_averaged_over_statements():
    gold = [statement("direct", words("a", "d"), words("e")), statement("indirect", words("f", "g"))]
    predicted = [statement("direct", words("c", "d"), words("e", "f"))]
    tables = statement_tables([(TEXT, gold, predicted)])
    assert row(tables, "parts", "quote") == {
        "precision": 1.0,
        "recall": 0.25,
        "F1": 0.4,
        "gold": 2,
        "predicted": 1,
    }
    assert row(tables, "parts", "speaker")["precision"] == 0.5
    assert row(tables, "parts", "speaker")["recall"] == 1.0
    assert row(tables, "parts", "kind")["precision"] == 1.0
    assert row(tables, "parts", "kind")["recall"] == 0.5


def test_partners_are_chosen_for_the_best_sum():
    gold = [statement("direct", words("a", "d")), statement("direct", words("a", "b"))]
    predicted = [statement("direct", words("a", "c")), statement("direct", words("c", "d"))]
    # Greedily the first would take the first (0.86), and the second be left with nothing.
    tables = statement_tables([(TEXT, gold, predicted)])
    assert row(tables, "parts", "quote")["recall"] == pytest.approx((2 / 4 + 2 / 2) / 2)


def test_kinds_are_counted_where_the_quote_is_found():
    gold = [statement("direct", words("a", "b")), statement("indirect", words("f", "g"))]
    predicted = [statement("direct", words("a", "b")), statement("reported", words("f", "g"))]
    tables = statement_tables([(TEXT, gold, predicted)])
    assert row(tables, "kinds", "direct")["F1"] == 1.0
    assert row(tables, "kinds", "indirect")["found"] == 1
    assert row(tables, "kinds", "indirect")["recall"] == 0.0
    assert row(tables, "kinds", "reported")["precision"] == 0.0
    assert "free_indirect" not in tables[1].rows


def test_the_same_statement_twice_is_one():
    one = statement("direct", words("a", "b"))
    tables = statement_tables([(TEXT, [one], [one, one])])
    assert row(tables, "parts", "kind")["predicted"] == 1


def test_documents_without_annotation_are_no_trouble():
    assert row(statement_tables([(TEXT, [], []), ("", [], [])]), "parts", "joint")["F1"] == 0.0
    assert row(stance_tables([("", [], [])]), "levels", "holder")["F1"] == 0.0
    assert row(entity_tables([("", [], [])]), "kinds", "all")["F1"] == 0.0


def test_levels_ask_for_more_and_more():
    gold = [
        gold_stance("a", words("c", "d")),
        gold_stance("b", words("e", "f")),
        gold_stance("g", words("h")),
        gold_stance("i", words("j")),
    ]
    predicted = [
        stance("a", words("c", "d")),
        stance("b", words("e", "f"), "oppose"),
        stance("g", words("b", "c")),
        stance(None, words("j")),
    ]
    tables = stance_tables([(TEXT, gold, predicted)])
    assert [table["right"] for table in (row(tables, "levels", label) for label in tables[0].rows)] == [
        3,
        2,
        1,
    ]
    assert row(tables, "levels", "holder")["predicted"] == 4
    assert row(tables, "polarities", "all") == {
        "recall": 0.5,
        "gold": 4,
        "found": 2,
        "accuracy": 0.5,
        "holder and target right": 2,
        "polarity right": 1,
    }


def test_gold_that_is_not_core_counts_neither_way():
    gold = [gold_stance("a", words("c")), gold_stance("b", words("d"), is_core=False)]
    tables = stance_tables([(TEXT, gold, [stance("b", words("d"))])])
    assert row(tables, "levels", "holder") == {
        "precision": 0.0,
        "recall": 0.0,
        "F1": 0.0,
        "gold": 1,
        "predicted": 0,
        "right": 0,
    }
    both = stance_tables([(TEXT, gold, [stance("b", words("d")), stance("a", words("c"))])])
    assert row(both, "levels", "holder")["F1"] == 1.0


def test_core_gold_is_served_first():
    gold = [gold_stance("a", words("c"), is_core=False), gold_stance("a", words("c", "d"))]
    tables = stance_tables([(TEXT, gold, [stance("a", words("c"))])])
    assert row(tables, "levels", "holder, polarity, target")["right"] == 1


def test_a_holder_elsewhere_agrees_by_its_name():
    text = "Anna Berg spricht. Sie will den Tunnel."
    sentence, target = CharSpan(19, 39), CharSpan(28, 38)
    gold = [GoldStance(sentence, target, "support", CharSpan(19, 22), "Anna Berg")]
    by_name = [Stance(sentence, target, "support", "narrated", 1.0, CharSpan(0, 9))]
    assert row(stance_tables([(text, gold, by_name)]), "levels", "holder")["right"] == 1
    nameless = [GoldStance(sentence, target, "support", CharSpan(19, 22))]
    assert row(stance_tables([(text, nameless, by_name)]), "levels", "holder")["right"] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Berg", True),
        ("Anna Berg", "ANNA BERG", True),
        ("Angela Merkel", "Frau Merkel", True),
        ("Anna Berg", "Anna Maria", True),
        ("Anna Berg", "Otto Stein", False),
        ("SPD-Fraktion im Bundestag", "Bundestag Berlin heute", False),
        ("Anna Berg", "sie", False),
        ("", "", False),
    ],
)
def test_names_agree_by_last_word_or_half_of_the_words(one: str, other: str, same: bool):
    assert is_same_name(one, other) is is_same_name(other, one) is same


def test_names_must_agree_in_words_and_kind():
    gold = [
        Name(words("a", "b"), "person"),
        Name(words("c"), "place"),
        Name(words("d"), "place"),
    ]
    mentions = [
        Mention(words("a"), "person", "name", 1.0),
        Mention(words("c"), "country", "name", 1.0),
        Mention(words("d"), "organisation", "name", 1.0),
        Mention(words("d"), "place", "adjective", 1.0),
        Mention(words("e"), "other", "name", 1.0),
    ]
    tables = entity_tables([(TEXT, gold, mentions)])
    assert list(tables[0].rows) == ["person", "place", "all"]
    assert row(tables, "kinds", "person")["right"] == 0
    assert row(tables, "kinds", "place") == {
        "precision": 1.0,
        "recall": 0.5,
        "F1": pytest.approx(2 / 3),
        "gold": 2,
        "predicted": 1,
        "right": 1,
    }
    assert row(tables, "kinds", "all")["predicted"] == 2
