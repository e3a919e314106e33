"""Groups of targets that found no issue."""

import random

from standpunkt.issues.clusters import group_targets

TARGETS = [
    "den Ausbau der Radwege",
    "der Ausbau der Radwege in der Innenstadt",
    "mehr Radwege",
    "einen höheren Mindestlohn",
    "der Mindestlohn von 15 Euro",
    "der Mindestlohn von 15 Euro",
    "die Rückgabe der Benin-Bronzen",
    "die Regierung",
    "diese Entscheidung",
    "er",
]


def test_like_targets_come_together_and_unlike_ones_do_not():
    groups = group_targets(TARGETS)
    by_target = {target: group.name for group in groups for target in group.targets}
    assert by_target["den Ausbau der Radwege"] == by_target["der Ausbau der Radwege in der Innenstadt"]
    assert by_target["einen höheren Mindestlohn"] == by_target["der Mindestlohn von 15 Euro"]
    assert len({by_target[t] for t in ("mehr Radwege", "einen höheren Mindestlohn", TARGETS[6])}) == 3


def test_what_tells_no_subject_is_left_out():
    grouped = {target for group in group_targets(TARGETS) for target in group.targets}
    assert grouped == set(TARGETS[:7])


def test_the_order_does_not_matter():
    wanted = group_targets(TARGETS)
    for seed in range(5):
        assert group_targets(random.Random(seed).sample(TARGETS, len(TARGETS))) == wanted


def test_nothing_gives_no_group():
    assert group_targets([]) == []
    assert group_targets(["er", "die Regierung"]) == []
