"""Suites against rows that break each of their rules."""

from pathlib import Path

import pandas as pd
import pytest

from standpunkt.quality.judge import RuleBroken, judge
from standpunkt.quality.suites import Suite, SuiteUnusable, expectations_version, load_suite

EXPECTATIONS = Path(__file__).resolve().parents[2] / "expectations"

ARTICLE_TEXT_SHA = "f" * 64
GOOD = {
    "articles": {
        "article_id": "a" + "0" * 20,
        "status": "published",
        "text": "Ein Satz.",
        "language": "de",
        "text_length": 9,
        "word_count": 120,
        "content_sha256": ARTICLE_TEXT_SHA,
        "text_sha256": ARTICLE_TEXT_SHA,
        "published_at_source": "metadata",
        "date_has_source": True,
        "date_is_past": True,
        "date_is_plausible": True,
        "has_replacement_characters": False,
    },
    "mentions": {
        "mention_id": "m1",
        "entity_kind": "person",
        "mention_form": "name",
        "start_char": 0,
        "end_char": 3,
        "text": "Ein",
        "span_text": "Ein",
        "text_length": 9,
        "actor_exists": True,
        "confidence": 0.5,
    },
    "roles": {
        "role_id": "r1",
        "start_char": 0,
        "end_char": 3,
        "text_length": 9,
        "office": "Minister",
        "actor_exists": True,
        "of_actor_exists": True,
    },
    "statements": {
        "statement_id": "s1",
        "statement_kind": "direct",
        "medium": "speech",
        "distance": "neutral",
        "start_char": 0,
        "end_char": 3,
        "text": "Ein",
        "span_text": "Ein",
        "text_length": 9,
        "quote_count": 1,
        "first_quote_char": 0,
        "last_quote_char": 3,
        "broken_span_count": 0,
        "speaker_exists": True,
        "confidence": 0.5,
    },
    "stances": {
        "stance_id": "t1",
        "polarity": "oppose",
        "issue_polarity": None,
        "attribution": "reported",
        "start_char": 0,
        "end_char": 9,
        "sentence_text": "Ein Satz.",
        "span_text": "Ein Satz.",
        "target_text": "Satz",
        "target_span_text": "Satz",
        "target_start_char": 4,
        "target_end_char": 8,
        "holder_text": None,
        "holder_span_text": None,
        "text_length": 9,
        "holder_exists": True,
        "holder_is_not_target": True,
        "polarity_has_issue": True,
        "confidence": 0.5,
    },
    "actors": {"actor_id": "state:xx", "actor_kind": "state", "name": "Irgendwo"},
}
BREAKS = [
    ("articles", {"article_id": "x"}, "article_id_shape"),
    ("articles", {"status": "gone"}, "status_known"),
    ("articles", {"text": ""}, "text_not_empty"),
    ("articles", {"text_sha256": "0" * 64}, "hash_fits_text"),
    ("articles", {"date_has_source": False}, "date_has_source"),
    ("articles", {"date_is_past": False}, "date_is_past"),
    ("articles", {"date_is_plausible": False}, "date_is_plausible"),
    ("articles", {"published_at_source": "import"}, "published_at_source_known"),
    ("articles", {"has_replacement_characters": True}, "text_decoded"),
    ("articles", {"word_count": 3}, "long_enough"),
    ("articles", {"word_count": 90_000}, "short_enough"),
    ("mentions", {"entity_kind": "animal"}, "entity_kind_known"),
    ("mentions", {"mention_form": "nickname"}, "mention_form_known"),
    ("mentions", {"start_char": -1}, "start_in_text"),
    ("mentions", {"end_char": 0}, "offsets_in_order"),
    ("mentions", {"end_char": 10}, "end_in_text"),
    ("mentions", {"span_text": "Eim"}, "text_equals_span"),
    ("mentions", {"actor_exists": False}, "actor_exists"),
    ("mentions", {"confidence": 1.5}, "confidence_in_range"),
    ("mentions", {"text": "x" * 151, "span_text": "x" * 151}, "mention_short"),
    ("roles", {"end_char": 0}, "offsets_in_order"),
    ("roles", {"actor_exists": False}, "actor_exists"),
    ("roles", {"of_actor_exists": False}, "of_actor_exists"),
    ("roles", {"office": "x"}, "office_not_empty"),
    ("statements", {"statement_kind": "shouted"}, "statement_kind_known"),
    ("statements", {"medium": "radio"}, "medium_known"),
    ("statements", {"distance": "far"}, "distance_known"),
    ("statements", {"span_text": "Eim"}, "text_equals_span"),
    ("statements", {"quote_count": 0}, "quote_present"),
    ("statements", {"first_quote_char": 1}, "hull_starts_with_quote"),
    ("statements", {"last_quote_char": 4}, "hull_ends_with_quote"),
    ("statements", {"broken_span_count": 2}, "spans_in_text"),
    ("statements", {"speaker_exists": False}, "speaker_exists"),
    ("statements", {"text": "x" * 3001, "span_text": "x" * 3001}, "statement_short"),
    ("stances", {"polarity": "for"}, "polarity_known"),
    ("stances", {"issue_polarity": "for"}, "issue_polarity_known"),
    ("stances", {"attribution": "guessed"}, "attribution_known"),
    ("stances", {"span_text": "Ein Satz"}, "sentence_equals_span"),
    ("stances", {"target_span_text": "atz."}, "target_equals_span"),
    ("stances", {"holder_text": "Er", "holder_span_text": "Es"}, "holder_equals_span"),
    ("stances", {"start_char": 5}, "target_in_sentence"),
    ("stances", {"target_end_char": 12}, "target_ends_in_sentence"),
    ("stances", {"holder_exists": False}, "holder_exists"),
    ("stances", {"holder_is_not_target": False}, "holder_is_not_target"),
    ("stances", {"polarity_has_issue": False}, "polarity_has_issue"),
    ("stances", {"confidence": -0.1}, "confidence_in_range"),
    ("actors", {"actor_kind": "ghost"}, "actor_kind_known"),
    ("actors", {"name": "x"}, "name_not_empty"),
]
WARNINGS = {
    "date_is_plausible",
    "text_decoded",
    "long_enough",
    "short_enough",
    "mention_short",
    "statement_short",
}


def row_id(table: str) -> str:
    return table.removesuffix("s") + "_id"


def judge_rows(table: str, *rows: dict):
    return judge(pd.DataFrame(list(rows)), load_suite(EXPECTATIONS, table), row_id(table))


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_passes(table: str):
    judgement = judge_rows(table, GOOD[table])
    assert not judgement.failures
    assert all(verdict.success for verdict in judgement.verdicts)


@pytest.mark.parametrize("table", GOOD)
def test_each_rule_finds_the_row_that_breaks_it_and_spares_the_others(table: str):
    key = row_id(table)
    breaks = [(change, rule) for broken, change, rule in BREAKS if broken == table]
    bad = [GOOD[table] | {key: f"a{number:020}"} | change for number, (change, _) in enumerate(breaks, 1)]
    failures = judge_rows(table, GOOD[table], *bad).failures
    assert GOOD[table][key] not in {failure.row_id for failure in failures}
    for row, (change, rule) in zip(bad, breaks, strict=True):
        found = {failure.rule: failure.severity for failure in failures if failure.row_id == row[key]}
        assert found.get(rule) == ("warning" if rule in WARNINGS else "critical"), (change, found)


@pytest.mark.parametrize("table", GOOD)
def test_two_rows_of_one_id_are_both_refused(table: str):
    failures = judge_rows(table, GOOD[table], GOOD[table]).failures
    assert [failure.rule for failure in failures] == [f"{row_id(table)}_unique"] * 2


def test_every_rule_is_broken_by_some_row_above():
    tested = {(table, rule) for table, _, rule in BREAKS}
    for table in GOOD:
        suite = load_suite(EXPECTATIONS, table)
        rules = {suite.rule_of(one) for one in suite.expectations}
        # Nulls cannot reach a column that the tables declare not null; uniqueness has its own test.
        rules -= {f"{row_id(table)}_unique", f"{row_id(table)}_present"}
        same_in_mentions = {rule for rule in rules if ("mentions", rule) in tested}
        assert rules <= {rule for t, rule in tested if t == table} | same_in_mentions


RUN = {
    "file_count": 100,
    "rejected_share": 0.0,
    "row_count": 5000,
    "refused_share": 0.0,
    "german_article_count": 100,
    "statements_per_article": 4.0,
    "article_count": 100,
    "duplicate_share": 0.1,
}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"rejected_share": 0.6}, "most_files_readable"),
        ({"refused_share": 0.2}, "few_rows_refused"),
        ({"statements_per_article": 0.0}, "somebody_says_something"),
        ({"duplicate_share": 0.95}, "mostly_new_articles"),
    ],
)
def test_run_rules_hold_large_deliveries_and_spare_small_ones(change: dict, rule: str):
    suite = load_suite(EXPECTATIONS, "run")
    large = judge(pd.DataFrame([RUN | change]), suite, None).verdicts
    assert [verdict.rule for verdict in large if not verdict.success] == [rule]
    assert all(verdict.level == "run" for verdict in large if not verdict.success)
    small = RUN | {"file_count": 3, "row_count": 20, "german_article_count": 2, "article_count": 3} | change
    assert all(verdict.success for verdict in judge(pd.DataFrame([small]), suite, None).verdicts)


def test_a_rule_that_cannot_be_computed_is_no_verdict():
    suite = Suite(
        "mentions",
        (
            {
                "type": "expect_column_values_to_not_be_null",
                "kwargs": {"column": "no_such_column"},
                "meta": {"rule": "lost", "reason": "x"},
            },
        ),
    )
    with pytest.raises(RuleBroken, match="lost"):
        judge(pd.DataFrame([GOOD["mentions"]]), suite, "mention_id")


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "{}",
        '{"expectations": [{"type": "x"}]}',
        '{"expectations": [{"type": "x", "severity": "mild", "meta": {"reason": "y"}}]}',
    ],
)
def test_an_unusable_suite_is_named(tmp_path: Path, content: str):
    (tmp_path / "articles.json").write_text(content)
    with pytest.raises(SuiteUnusable, match=r"articles\.json"):
        load_suite(tmp_path, "articles")


def test_the_version_follows_the_rules(tmp_path: Path):
    (tmp_path / "run.json").write_text("{}")
    before = expectations_version(tmp_path)
    (tmp_path / "run.json").write_text("{ }")
    assert expectations_version(tmp_path) != before
