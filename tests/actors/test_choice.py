"""The choice between those a pronoun or a description can mean."""

import math

import pytest

from standpunkt.actors.choice import Alternative, decide, probabilities, shipped_weights
from standpunkt.actors.rows import ActorRow

MUSTER = ActorRow("person:new:muster", "Anton Muster", "person", gender="m")
BEISPIEL = ActorRow("person:new:beispiel", "Karl Beispiel", "person", gender="m")


def test_probabilities_are_shares_of_exponentials():
    weights = {"near": 2.0, "none": 1.0}
    among = [Alternative(MUSTER, (0, 5), {"near": 1.0}), Alternative(BEISPIEL, (9, 12), {"unheard": 3.0})]
    odds = probabilities(weights, among, {"none": 1.0})
    total = math.e**2 + 1 + math.e
    assert odds == pytest.approx([math.e**2 / total, 1 / total, math.e / total])


@pytest.mark.parametrize(("least", "meant"), [(0.5, MUSTER), (0.99, None)])
def test_whoever_is_not_probable_enough_is_not_taken(least: float, meant: ActorRow | None):
    near = Alternative(MUSTER, (0, 5), dict.fromkeys(("back_0", "by_rule", "fit_sure"), 1.0))
    decision = decide((9, 11), "pronoun", [near], {"none": 1.0}, least)
    assert decision.actor == meant
    assert decision.among == (near,)


def test_somebody_open_is_chosen_as_nobody():
    somebody = Alternative(None, (0, 5), dict.fromkeys(("back_0", "by_rule", "fit_sure"), 5.0))
    assert decide((9, 11), "pronoun", [somebody], {"none": 1.0}, 0.5).actor is None


def test_without_anybody_it_is_nobody():
    assert decide((9, 11), "pronoun", [], {"none": 1.0}, 0.5).actor is None


def test_weights_are_of_both_tasks_and_say_what_they_must():
    weights = shipped_weights()
    assert set(weights) == {"pronoun", "description"}
    pronoun, description = weights["pronoun"], weights["description"]
    assert pronoun["by_rule"] > 0 > pronoun["not_by_rule"]
    assert pronoun["back_0"] > pronoun["back_3"]
    assert pronoun["personal_subject_of_clause"] < 0
    assert description["by_rule"] > 0 > description["not_by_rule"]
    assert description["noun_same"] > 0 > description["gender_differs"]
