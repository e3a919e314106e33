"""Ranges by place."""

from hypothesis import given
from hypothesis import strategies as st

from standpunkt.language.nearby import STRETCH, Nearby

RANGES = st.tuples(st.integers(0, 5 * STRETCH), st.integers(1, 3 * STRETCH)).map(lambda r: (r[0], sum(r)))


@given(st.lists(RANGES, max_size=30), RANGES)
def test_every_overlapping_range_is_found_in_order(
    ranges: list[tuple[int, int]], own: tuple[int, int]
) -> None:
    ranges = sorted(ranges)
    nearby = Nearby((one, number) for number, one in enumerate(ranges))
    found = list(dict.fromkeys(nearby.of(own)))
    assert found == sorted(found)
    overlapping = {i for i, (first, last) in enumerate(ranges) if first < own[1] and own[0] < last}
    assert overlapping <= set(found)


def test_what_is_far_is_left_out() -> None:
    nearby = Nearby([((0, STRETCH), "first"), ((10 * STRETCH, 11 * STRETCH), "far")])
    nearby.add((STRETCH - 1, STRETCH + 1), "across")
    assert list(nearby.of((0, 3))) == ["first", "across"]
    assert list(nearby.of((STRETCH, STRETCH + 2))) == ["across"]
    assert list(nearby.of((4 * STRETCH, 5 * STRETCH))) == []
