"""Ranges of a text found again by place, so that each is compared with its neighbours instead of with all."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
STRETCH = 64


class Nearby(Generic[Item]):
    """Items by the stretches of ``STRETCH`` words or characters that their ranges touch."""

    def __init__(self, items: Iterable[tuple[tuple[int, int], Item]] = ()) -> None:
        self._items: dict[int, list[Item]] = {}
        for own, item in items:
            self.add(own, item)

    def add(self, own: tuple[int, int], item: Item) -> None:
        """Adds an item with its range, from first to before last."""
        for stretch in _stretches(own):
            self._items.setdefault(stretch, []).append(item)

    def of(self, own: tuple[int, int]) -> Iterator[Item]:
        """All items whose ranges overlap this one, and some further ones, in the order they were added.

        One that reaches over several stretches may come several times. The order holds if items were added
        by their first word or character.
        """
        for stretch in _stretches(own):
            yield from self._items.get(stretch, ())


def _stretches(own: tuple[int, int]) -> range:
    first, last = own
    return range(first // STRETCH, max(first, last - 1) // STRETCH + 1)
