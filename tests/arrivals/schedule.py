"""One arrival: in which deliveries the files of a pool come, wrong and earlier versions included."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.arrivals.pool import InboxFile, Pool


@dataclass(frozen=True)
class Delivery:
    """Files that come together, and what happens beside it."""

    files: tuple[InboxFile, ...]
    again: tuple[InboxFile, ...] = ()
    """Files that were there before and are written once more, the same bytes."""
    is_published: bool = False
    is_relinked: bool = False
    """Everything stored is linked again after it."""


def clean(pool: Pool) -> list[Delivery]:
    """Everything at once."""
    return [Delivery(pool.final)]


def arrival(pool: Pool, seed: int) -> list[Delivery]:
    """Random groups in random order; the last version of every file is the one of the pool."""
    chance = random.Random(seed)
    events: list[tuple[float, InboxFile]] = []
    for one in pool.final:
        before = [other for other in pool.earlier.get(one.path, ()) if chance.random() < 0.7]
        moments = sorted(chance.random() for _ in range(len(before) + 1))
        events += zip(moments, [*before, one], strict=True)
    events.sort(key=lambda event: event[0])
    together = chance.choice((4, 15, 30, 60))
    groups = _groups([file for _, file in events], together, chance)
    found, seen = [], dict[str, InboxFile]()
    for group in groups:
        again = [file for path, file in seen.items() if path not in {one.path for one in group}]
        found.append(
            Delivery(
                tuple(group),
                tuple(chance.sample(again, min(len(again), chance.choice((0, 0, 1, 3))))),
                is_published=chance.random() < 0.1,
                is_relinked=chance.random() < 0.1,
            )
        )
        seen |= {one.path: one for one in group}
    return found


def _groups(files: Sequence[InboxFile], together: int, chance: random.Random) -> list[list[InboxFile]]:
    groups: list[list[InboxFile]] = [[]]
    for file in files:
        is_there = file.path in {other.path for other in groups[-1]}
        if groups[-1] and (is_there or chance.random() < 1 / together):
            groups.append([])
        groups[-1].append(file)
    return groups
