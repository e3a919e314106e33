"""Which article of one address is the current one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

MIN_CONTAINED = 0.4
"""Part of the shorter text that two versions have in common at least: live pages and weekly columns that keep
their address and change everything else are different articles."""


@dataclass(frozen=True)
class Version:
    """One article of an address."""

    article_id: str
    duplicate_key: str
    dated: datetime | None
    """When it was last modified, else published; days count from midnight."""
    word_count: int
    path: str
    item_no: int

    @property
    def age_order(self) -> tuple[bool, datetime, int, str, int]:
        """Ascending from old to new; of two of one time the longer, then the higher path is newer."""
        dated = self.dated or datetime.min
        return (self.dated is not None, dated, self.word_count, self.path, self.item_no)


def superseded(versions: Iterable[Version], alike: Callable[[str, str], bool]) -> dict[str, str]:
    """For each article that gave way to a newer one of its address: the one that is current.

    An article gives way to any newer one whose text is alike but not the same (which is an exact copy); the
    last of such a chain is current. A function of the set of articles, whichever came first.
    """
    old_to_new: Sequence[Version] = sorted(versions, key=lambda one: one.age_order)
    current: dict[str, str] = {}
    for number, one in reversed(list(enumerate(old_to_new))):
        for newer in reversed(old_to_new[number + 1 :]):
            if one.duplicate_key != newer.duplicate_key and alike(one.duplicate_key, newer.duplicate_key):
                current[one.article_id] = current.get(newer.article_id, newer.article_id)
                break
    return current
