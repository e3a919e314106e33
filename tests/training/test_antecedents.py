"""Weights of linking's choice, fitted on a few annotated articles."""

import json
from pathlib import Path

import pytest

from standpunkt.actors import choice
from standpunkt.actors.choice import Alternative, Decision, shipped_weights
from standpunkt.actors.rows import ActorRow
from training.antecedents import Judged, fit, fit_all, judge, measure, read_gold, write

NEAR = ActorRow("person:new:near", "Anton Muster", "person")
FAR = ActorRow("person:new:far", "Karl Beispiel", "person")


def judged(right: tuple[bool, bool], *, is_marked: bool = True, number: int = 0) -> Judged:
    among = (Alternative(NEAR, (0, 5), {"near": 1.0}), Alternative(FAR, (6, 9), {"far": 1.0}))
    decision = Decision((number, number + 2), "pronoun", among, {"none": 1.0}, None)
    return Judged("a1", decision, right, is_marked)


def test_what_is_right_gets_the_greater_weight():
    weights = fit([judged((True, False))] * 8 + [judged((False, True))] + [judged((False, False))])
    assert weights["near"] > weights["far"]
    assert weights["near"] > weights["none"]


def test_words_nobody_marked_count_less():
    sure = fit([judged((True, False))] * 4 + [judged((False, False))] * 4)
    unsure = fit([judged((True, False))] * 4 + [judged((False, False), is_marked=False)] * 4)
    assert unsure["near"] - unsure["none"] > sure["near"] - sure["none"]


@pytest.mark.parametrize(("least", "counted"), [(0.1, "right"), (0.999, "open")])
def test_choices_are_counted(least: float, counted: str):
    weights = {"near": 2.0, "far": 0.0, "none": 0.0}
    assert measure([judged((True, False))], weights, least) == {counted: 1}
    assert measure([judged((False, True))], weights, 0.1) == {"wrong": 1}
    assert measure([judged((False, False), is_marked=False)], weights, 0.1) == {"unmarked taken": 1}


def test_written_weights_are_those_that_linking_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "weights.csv"
    monkeypatch.setattr(choice, "WEIGHTS", path)
    write({"pronoun": {"near": 1.25, "far": -0.5}}, path)
    assert shipped_weights() == {"pronoun": {"near": 1.25, "far": -0.5}}
    choice.shipped_weights.cache_clear()


def test_gold_says_which_alternative_is_right(tmp_path: Path):
    text = "Anton Muster sprach. Karl Beispiel lobte ihn."
    document = {
        "doc": "1",
        "text": text,
        "statements": [
            {
                "kind": "Indirect",
                "quote": [[13, 19]],
                "speaker": [[0, 12]],
                "cue": [],
                "frame": [],
                "addressee": [],
            }
        ],
    }
    stances = {
        "doc": "1",
        "stances": [
            {
                "holder": [21, 34],
                "target": [41, 44],
                "sentence": [21, 45],
                "cue": [35, 40],
                "polarity": "support",
            }
        ],
    }
    gold = {
        "doc": "1",
        "actors": {"muster": "person", "beispiel": "person"},
        "local": [],
        "private": [],
        "mentions": [[0, 12, "name", "muster"], [21, 34, "name", "beispiel"], [41, 44, "pronoun", "muster"]],
        "speakers": [["muster"]],
        "holders": [["beispiel"]],
    }
    files = {}
    for name, row in (("gold", gold), ("statements", document), ("stances", stances)):
        files[name] = tmp_path / f"{name}.jsonl"
        files[name].write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    articles = read_gold([files["gold"]], [files["statements"]], [files["stances"]])
    [one] = [one for one in judge(articles) if one.decision.task == "pronoun"]
    assert one.is_marked
    meant = [other.actor.name for other, right in zip(one.decision.among, one.right, strict=True) if right]
    assert meant == ["Anton Muster"]
    assert set(fit_all([one])) == {"pronoun"}
