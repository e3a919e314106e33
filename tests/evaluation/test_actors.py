import pytest

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
