"""Actors against gold: which mentions are one actor, and who speaks.

Measures: B-cubed (Bagga and Baldwin 1998) over mentions that gold gives one actor, where one that the
prediction leaves open is alone; the share of wrong pairs among all pairs of mentions put together; and,
after the predicted actors are matched one to one with the gold ones so that most agrees, how often a
speaker or holder is the right one.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from standpunkt.evaluation.tokens import f1, mean


@dataclass(frozen=True)
class Pairing:
    """One mention: the gold actor and the predicted one; ``None`` where that side has no actor."""

    gold: Hashable | None
    predicted: Hashable | None
    found: bool = True
    """Whether the prediction has this mention at all."""


@dataclass(frozen=True)
class BCubed:
    """Precision and recall of a clustering, each averaged over the mentions of its side."""

    precision: float
    recall: float
    gold: int
    predicted: int

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return f1(self.precision, self.recall)


@dataclass(frozen=True)
class SlotScore:
    """Speakers or holders: ``right`` of ``gold`` with an actor; ``open`` of them were left null."""

    right: int
    open: int
    wrong: int
    invented: int
    """Predicted where gold leaves it open."""

    @property
    def gold(self) -> int:
        """Slots with an actor in gold."""
        return self.right + self.open + self.wrong

    @property
    def accuracy(self) -> float:
        """Right ones of those with an actor in gold."""
        return self.right / self.gold if self.gold else 0.0


Slot = tuple[frozenset[Hashable], Hashable | None]
"""The gold actors of a speaker or holder (several of a joint one), and the predicted actor."""


def b_cubed(pairings: Sequence[Pairing]) -> BCubed:
    """Scores of the predicted clustering; a mention that is null on one side only counts on the other."""
    gold_of, predicted_of = {}, {}
    for number, one in enumerate(pairings):
        if one.gold is not None:
            gold_of[number] = one.gold
        if one.found:
            # Without an actor, and so alone.
            predicted_of[number] = one.predicted if one.predicted is not None else ("alone", number)
    gold_sets, predicted_sets = _members(gold_of), _members(predicted_of)
    recalls, precisions = [], []
    for number, key in gold_of.items():
        same = predicted_sets[predicted_of[number]] if number in predicted_of else frozenset()
        recalls.append(len(gold_sets[key] & same) / len(gold_sets[key]))
    for number, cluster in predicted_of.items():
        same = gold_sets[gold_of[number]] if number in gold_of else frozenset()
        precisions.append(len(predicted_sets[cluster] & same) / len(predicted_sets[cluster]))
    return BCubed(mean(precisions), mean(recalls), len(recalls), len(precisions))


def false_merges(pairings: Iterable[Pairing]) -> tuple[int, int]:
    """Pairs of mentions put together that gold keeps apart, and all pairs put together."""
    clusters: dict[Hashable, list[Hashable]] = defaultdict(list)
    for one in pairings:
        if one.predicted is not None and one.gold is not None:
            clusters[one.predicted].append(one.gold)
    wrong = total = 0
    for members in clusters.values():
        for first, second in combinations(members, 2):
            total += 1
            wrong += first != second
    return wrong, total


def same_actors(pairings: Iterable[Pairing], slots: Iterable[Slot]) -> dict[Hashable, Hashable]:
    """Predicted actor -> gold actor, one to one, so that the most mentions and slots agree."""
    from scipy.optimize import linear_sum_assignment

    counts = Counter((one.predicted, one.gold) for one in pairings if one.predicted and one.gold)
    for keys, predicted in slots:
        counts.update((predicted, key) for key in keys if predicted)
    rows = sorted({predicted for predicted, _ in counts}, key=str)
    columns = sorted({gold for _, gold in counts}, key=str)
    if not rows:
        return {}
    found = linear_sum_assignment([[counts[r, c] for c in columns] for r in rows], maximize=True)
    return {
        rows[r]: columns[c]
        for r, c in zip(*(side.tolist() for side in found), strict=True)
        if counts[rows[r], columns[c]]
    }


def slot_score(slots: Iterable[Slot], same: dict[Hashable, Hashable]) -> SlotScore:
    """How often the predicted actor is one of the gold ones."""
    tally: Counter[str] = Counter()
    for keys, predicted in slots:
        if not keys:
            tally["invented"] += predicted is not None
        elif predicted is None:
            tally["open"] += 1
        else:
            tally["right" if same.get(predicted) in keys else "wrong"] += 1
    return SlotScore(tally["right"], tally["open"], tally["wrong"], tally["invented"])


def _members(cluster_of: dict[int, Hashable]) -> dict[Hashable, frozenset[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for number, cluster in cluster_of.items():
        found[cluster].add(number)
    return {cluster: frozenset(numbers) for cluster, numbers in found.items()}
