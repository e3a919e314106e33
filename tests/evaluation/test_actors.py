import json
from pathlib import Path

import pytest

from benchmarks.actors import Scores
from standpunkt.actors.rows import LinkedRows
from standpunkt.evaluation.actors import Pairing, b_cubed, false_merges, same_actors, slot_score


def pairings(*pairs):
    return [Pairing(gold, predicted) for gold, predicted in pairs]


def test_b_cubed_of_a_perfect_and_of_an_empty_prediction():
    assert b_cubed(pairings(("a", 1), ("a", 1), ("b", 2))).f1 == 1
    alone = b_cubed(pairings(("a", None), ("a", None), ("b", None)))
    assert alone.precision == 1
    # Each "a" finds half of its two, the "b" all of its one.
    assert alone.recall == pytest.approx(2 / 3)


def test_b_cubed_of_everything_in_one():
    score = b_cubed(pairings(("a", 1), ("a", 1), ("b", 1)))
    assert score.recall == 1
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


def test_missed_and_invented_mentions_count_on_one_side():
    score = b_cubed([Pairing("a", 1), Pairing("a", None, found=False), Pairing(None, 7)])
    assert (score.gold, score.predicted) == (2, 2)
    assert score.recall == pytest.approx((1 / 2 + 0) / 2)
    assert score.precision == pytest.approx((1 + 0) / 2)


def test_false_merges_are_pairs():
    assert false_merges(pairings(("a", 1), ("a", 1), ("b", 1), ("b", 2), ("c", None))) == (2, 3)


def test_slots_are_right_by_the_best_assignment():
    mentions = pairings(("a", 1), ("a", 1), ("a", 2), ("b", 2))
    slots = [(frozenset({"a"}), 1), (frozenset({"a"}), 2), (frozenset({"a", "b"}), 2)]
    slots += [(frozenset(), 1), (frozenset({"b"}), None)]
    same = same_actors(mentions, slots)
    assert same == {1: "a", 2: "b"}
    score = slot_score(slots, same)
    assert (score.right, score.wrong, score.open, score.invented) == (2, 1, 1, 1)
    assert score.accuracy == pytest.approx(0.5)


def linked(*mentions):
    rows = [{"start_char": s, "end_char": e, "actor_id": a, "entity_kind": "person"} for s, e, a in mentions]
    return LinkedRows(tuple(rows), (), (), (), (), None)


def test_private_persons_count_apart(capsys):
    gold = {
        "doc": "1",
        "private": ["victim", "player"],
        "mentions": [[0, 4, "name", "mayor"], [5, 9, "name", "victim"], [10, 14, "name", "player"]],
        "speakers": [["mayor"]],
        "holders": [],
    }
    scores = Scores(errors=True)
    scores.add(
        gold,
        linked((0, 4, "m"), (5, 9, "m"), (10, 14, None)),
        "Merz Kurz Lang",
        {"speakers": [], "holders": []},
    )
    scores.names = {"m": "Friedrich Merz"}
    scores.show()
    printed = capsys.readouterr().out
    assert "private persons: 2 mentions, 1 given an actor" in printed
    assert "all mentions: B3 precision 1.000 recall 1.000 F1 1.000 (1 gold, 1 predicted)" in printed
    assert "mention private 'Kurz'\tgold -\tpredicted Friedrich Merz" in printed
    assert "Lang" not in printed


GOLD = sorted((Path(__file__).parents[2] / "benchmarks" / "actors").glob("*.jsonl"))


@pytest.mark.parametrize("file", GOLD, ids=[file.stem for file in GOLD])
def test_gold_agrees_with_itself(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        acting = {key for keys in (*gold["speakers"], *gold["holders"]) for key in keys}
        named = {key for _, _, _, key in gold["mentions"]}
        assert acting | named == set(gold["actors"]), gold["doc"]
        assert set(gold["local"]) <= set(gold["actors"]), gold["doc"]
        assert not acting & set(gold["private"]), gold["doc"]
        assert {gold["actors"][key] for key in gold["private"]} <= {"person"}, gold["doc"]
