"""Which articles are copies of which: groups of alike texts, one original each.

The result follows from the set of articles and of similar texts, never from the order in which they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


@dataclass(frozen=True)
class PlacedArticle:
    """What decides on an article's place among its copies."""

    article_id: str
    text: str
    """Names the compared text; equal for exact duplicates."""
    path: str
    item_no: int
    published_at: datetime | None = None
    published_on: date | None = None

    @property
    def order(self) -> tuple[date, datetime, str, int]:
        """Earliest published first, undated last, then by path."""
        return (
            self.published_on or date.max,
            self.published_at or datetime.max,
            self.path,
            self.item_no,
        )


class SimilarTexts(NamedTuple):
    """Two texts that are near duplicates or wire copies."""

    one: str
    other: str
    kind: str
    jaccard: float
    one_in_other: float
    other_in_one: float


@dataclass(frozen=True)
class Copy:
    """Of what an article is a copy, and how similar it is: 1 if exact, Jaccard if near, its contained part
    if wire."""

    article_id: str
    duplicate_of: str
    duplicate_kind: str
    duplicate_similarity: float


class _Original(NamedTuple):
    """A text that another one would be a copy of."""

    text: str
    kind: str
    similarity: float


def find_copies(
    articles: Iterable[PlacedArticle], pairs: Iterable[SimilarTexts], wire: float, wire_days: int
) -> list[Copy]:
    """The articles that are copies, each of an article that is none itself and that it is alike to.

    Of near duplicates, and of wire copies that hold each other to the part ``wire``, the earliest published
    is the original; where only one text holds the other, the fuller one. Similarity is not passed on: what
    is like a copy but not like its original is an original itself. Wire copies lie at most ``wire_days``
    apart, undated ones at any distance.
    """
    by_text: dict[str, list[PlacedArticle]] = defaultdict(list)
    for article in articles:
        by_text[article.text].append(article)
    for same in by_text.values():
        same.sort(key=lambda one: one.order)
    candidates = _candidates(by_text, pairs, wire, wire_days)
    chosen = _choose(by_text, candidates)
    found = []
    for text, same in by_text.items():
        if text in chosen:
            original = chosen[text]
            first = by_text[original.text][0].article_id
            found += [Copy(one.article_id, first, original.kind, original.similarity) for one in same]
        else:
            found += [Copy(one.article_id, same[0].article_id, "exact", 1.0) for one in same[1:]]
    return found


def _candidates(
    by_text: Mapping[str, Sequence[PlacedArticle]], pairs: Iterable[SimilarTexts], wire: float, wire_days: int
) -> dict[str, list[_Original]]:
    """For each text those that it would be a copy of if they are originals."""
    found: dict[str, list[_Original]] = defaultdict(list)
    for pair in pairs:
        one, other = by_text.get(pair.one), by_text.get(pair.other)
        if one is None or other is None:
            continue
        if pair.kind == "wire" and not _within(one, other, wire_days):
            continue
        is_first = one[0].order < other[0].order
        if pair.kind == "wire" and min(pair.one_in_other, pair.other_in_one) < wire:
            is_first = pair.other_in_one > pair.one_in_other
        original, copy = (pair.one, pair.other) if is_first else (pair.other, pair.one)
        held = pair.other_in_one if is_first else pair.one_in_other
        found[copy].append(_Original(original, pair.kind, pair.jaccard if pair.kind == "near" else held))
    return found


def _within(one: Sequence[PlacedArticle], other: Sequence[PlacedArticle], days: int) -> bool:
    here, there = ({article.published_on for article in articles} for articles in (one, other))
    return (
        None in here
        or None in there
        or any(abs((a - b).days) <= days for a in here for b in there if a is not None and b is not None)
    )


def _choose(
    by_text: Mapping[str, Sequence[PlacedArticle]], candidates: Mapping[str, Sequence[_Original]]
) -> dict[str, _Original]:
    """Each copy's most similar original. A text with no original among its candidates is one itself.

    Walks from texts that are like nothing before them. In a circle (which only texts of three very
    different lengths and adverse dates can form) the earliest is taken for an original.
    """
    order = {text: same[0].order for text, same in by_text.items()}
    copies_of: dict[str, list[str]] = defaultdict(list)
    open_count = {text: len(candidates.get(text, ())) for text in by_text}
    for copy, originals in candidates.items():
        for original in originals:
            copies_of[original.text].append(copy)
    is_original: dict[str, bool] = {}
    ready = [text for text, count in open_count.items() if not count]
    waiting = sorted((text for text, count in open_count.items() if count), key=order.__getitem__)
    unread = iter(waiting)
    while len(is_original) < len(by_text):
        forced = not ready
        text = next(unread) if forced else ready.pop()
        if text in is_original:
            continue
        is_copy = any(is_original.get(one.text) for one in candidates.get(text, ()))
        is_original[text] = forced or not is_copy
        for copy in copies_of[text]:
            open_count[copy] -= 1
            if is_original[text] or not open_count[copy]:
                ready.append(copy)
    chosen = {}
    for text in (text for text, decided in is_original.items() if not decided):
        among = [one for one in candidates[text] if is_original[one.text]]
        among.sort(key=lambda one: order[one.text])
        chosen[text] = max(among, key=lambda one: (one.kind == "near", one.similarity))
    return chosen
