"""Precision and recall of the comparison on 253 pairs of invented articles, with floors.

``python -m tests.articles.test_pairs`` prints the table of docs/duplicates.md.
"""

from collections import Counter
from functools import cache

import pytest

from standpunkt.articles.shingles import compared_text, fingerprint
from standpunkt.articles.similarity import DEFAULT_RULES, ComparedText
from tests.articles.pairs import KINDS, Pair, all_pairs


def compared(article: str) -> str:
    return compared_text(article, article.split("\n", maxsplit=1)[0])


def found_kind(pair: Pair) -> str | None:
    """What the warehouse would say of the pair: found by its fingerprints, then compared."""
    one, other = compared(pair.one), compared(pair.other)
    if one == other:
        return "exact"
    here, there = fingerprint(one), fingerprint(other)
    shared = len(set(here.samples) & set(there.samples))
    looked_up = set(here.bands) & set(there.bands) or (
        shared and shared >= 0.15 * min(len(here.samples), len(there.samples))
    )
    if not looked_up:
        return None
    similarity = ComparedText(one).similarity(ComparedText(other))
    if similarity.is_near(DEFAULT_RULES):
        return "near"
    return "wire" if similarity.is_wire(DEFAULT_RULES) else None


@cache
def confusion() -> Counter[tuple[str | None, str | None]]:
    return Counter((pair.kind, found_kind(pair)) for pair in all_pairs())


def scores() -> dict[str, tuple[float, float, int]]:
    """Precision, recall and number of pairs; of a kind the recall of being found as any copy."""
    counts = confusion()
    copies = sum(n for (gold, _), n in counts.items() if gold)
    found = sum(n for (_, kind), n in counts.items() if kind)
    right = sum(n for (gold, kind), n in counts.items() if gold and kind)
    table = {"copies": (right / found, right / copies, copies)}
    for kind in KINDS:
        gold = sum(n for (one, _), n in counts.items() if one == kind)
        as_kind = sum(n for (_, other), n in counts.items() if other == kind)
        table[kind] = (counts[kind, kind] / as_kind, counts[kind, kind] / gold, gold)
    return table


def test_the_set_holds_every_sort_of_pair():
    pairs = all_pairs()
    assert len(pairs) >= 200
    assert len({pair.name for pair in pairs}) == len(pairs)
    assert min(Counter(pair.kind for pair in pairs).values()) >= 25


def test_copies_are_found_and_nothing_else():
    precision, recall, _ = scores()["copies"]
    assert precision >= 0.97
    assert recall >= 0.95


@pytest.mark.parametrize(("kind", "floor"), [("exact", 1.0), ("near", 0.95), ("wire", 0.85)])
def test_kinds_are_told_apart(kind: str, floor: float):
    assert scores()[kind][1] >= floor


def test_reports_of_a_series_are_no_copies():
    wrong = [pair.name for pair in all_pairs() if ": issues " in pair.name and found_kind(pair)]
    assert len(wrong) <= 2, wrong


if __name__ == "__main__":
    print("| | precision | recall | pairs |\n|---|---|---|---|")
    for name, (precision, recall, count) in scores().items():
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {count} |")
    for pair in all_pairs():
        if (found_kind(pair) is None) != (pair.kind is None):
            print(f"wrong: {pair.name}: {pair.kind}, found {found_kind(pair)}")
