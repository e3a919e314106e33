"""Surroundings of predicates."""

from hypothesis import given
from hypothesis import strategies as st

from standpunkt.language.labels import DISTANCE_EDGES, MAX_SLICE_WORDS, WORDS_AFTER, WORDS_BEFORE
from standpunkt.language.slices import cut_slice

INSIDE = DISTANCE_EDGES.index(0) + 1


@given(st.integers(0, 600), st.integers(1, 400), st.integers(0, 300), st.integers(0, 300), st.booleans())
def test_slices_hold_the_predicate_and_keep_their_limits(
    before: int, length: int, shift: int, after: int, is_stance: bool
) -> None:
    lowest = shift
    first, last = lowest + before, lowest + before + length
    highest = last + after
    found = cut_slice(first, last, is_stance, lowest, highest)
    kind = "stance" if is_stance else "statement"
    assert max(lowest, first - WORDS_BEFORE[kind]) == found.first <= first < found.last <= highest
    assert found.last - found.first <= MAX_SLICE_WORDS
    assert found.last <= last + WORDS_AFTER[kind]
    assert len(found.inside) == len(found.distances) == found.last - found.first
    own = range(found.first, found.last)
    assert found.inside.tolist() == [int(first <= word < last) for word in own]
    for word, bucket in zip(own, found.distances.tolist(), strict=True):
        assert (bucket == INSIDE) == (first <= word < last)
    assert found.distances.tolist() == sorted(found.distances.tolist())
    assert 0 <= found.distances.min() <= found.distances.max() <= len(DISTANCE_EDGES)


def test_a_long_quote_is_cut_at_its_end() -> None:
    found = cut_slice(100, 500, False, 0, 1000)
    before = WORDS_BEFORE["statement"]
    assert (found.first, found.last) == (100 - before, 100 - before + MAX_SLICE_WORDS)
    assert found.inside.tolist() == [0] * before + [1] * (MAX_SLICE_WORDS - before)


def test_distances_count_from_the_nearer_edge() -> None:
    found = cut_slice(3, 5, True, 0, 8)
    edges = [([-49, *DISTANCE_EDGES])[bucket] for bucket in found.distances.tolist()]
    assert edges == [-3, -2, -1, 0, 0, 1, 2, 3]
