"""Linked articles -> stories: one event and what is reported about it within some days.

Two articles are linked if their terms are similar enough and their dates close enough; an undated one is
compared by content alone and has to be more similar. Average linkage over the links then forms stories, so
that a chain of follow-ups, each a little like the next, does not run on for weeks.

A follow-up within the days is the same story (the toll rises, mourning, reactions); a new event about the
same affair (the next strike, next week's poll, the successor sworn in) is another one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

MAX_TOGETHER = 1000
"""Of more linked articles only the closer links count."""
CLOSER = 1.1
STRONGEST = 2.0
"""Links count for no more than this, or copies would outweigh everything."""
WIRE_SHARE = 0.5
"""Least share of the shorter text's word groups that makes two texts one wire report."""
_GROUP_WORDS = 4


@dataclass(frozen=True)
class Link:
    """Two articles; ``strength`` is their similarity over the least one that links them: 1 and more link."""

    article_id: str
    other_id: str
    strength: float
    shared_text: float
    """Share of the shorter text that also stands in the other, see ``shared_text``."""


@dataclass(frozen=True)
class StoryArticle:
    """One article in its story."""

    article_id: str
    first_id: str
    """First article of the story; the story is named after it."""
    centrality: float
    """Mean strength of its links to the story's other articles; 0 for an article alone."""
    wire_copy_of: str | None
    """First article in the story that has the same wire text."""


def story_id(first_id: str) -> str:
    """Id of the story whose first article this is; see the formula in the migration."""
    return "y" + hashlib.sha256(first_id.encode()).hexdigest()[:20]


def shared_text(text: str, other: str) -> float:
    """Share of the shorter text's groups of four words that the other text has too."""
    groups, others = _word_groups(text), _word_groups(other)
    return len(groups & others) / max(1, min(len(groups), len(others)))


def stories(order: Mapping[str, object], links: Sequence[Link]) -> list[StoryArticle]:
    """Every article of ``order`` in its story; a function of the set, not of the sequence.

    ``order`` gives for each article what sorts it within a story: the first one names the story.
    """
    strengths = {frozenset((one.article_id, one.other_id)): one for one in links}
    found = []
    for together in _components(order, [one for one in links if one.strength >= 1]):
        for members in _split(together, strengths, 1.0):
            found += _placed(sorted(members, key=lambda one: (order[one], one)), strengths)
    return sorted(found, key=lambda one: one.article_id)


def _split(together: list[str], strengths: Mapping[frozenset[str], Link], least: float) -> list[list[str]]:
    """Average linkage, cut where clusters are less than ``least`` alike; articles in order of their ids."""
    if len(together) == 1:
        return [together]
    if len(together) > MAX_TOGETHER:
        closer = least * CLOSER
        ids = set(together)
        kept = [one for pair, one in strengths.items() if pair <= ids and one.strength >= closer]
        parts = _components(dict.fromkeys(together, 0), kept)
        return [members for part in parts for members in _split(part, strengths, closer)]
    position = {article_id: number for number, article_id in enumerate(together)}
    distances = np.full((len(together), len(together)), STRONGEST)
    for article_id in together:
        distances[position[article_id], position[article_id]] = 0
    for pair, link in strengths.items():
        if pair <= position.keys():
            row, column = position[link.article_id], position[link.other_id]
            distances[row, column] = distances[column, row] = STRONGEST - min(STRONGEST, link.strength)
    tree = linkage(squareform(distances), "average")
    clusters: dict[int, list[str]] = defaultdict(list)
    for article_id, cluster in zip(together, fcluster(tree, STRONGEST - least, "distance"), strict=True):
        clusters[int(cluster)].append(article_id)
    return list(clusters.values())


def _placed(members: list[str], strengths: Mapping[frozenset[str], Link]) -> list[StoryArticle]:
    found = []
    for place, article_id in enumerate(members):
        others = [strengths.get(frozenset((article_id, other))) for other in members if other != article_id]
        strength = sum(min(STRONGEST, one.strength) for one in others if one)
        wire = (
            other
            for other in members[:place]
            if (one := strengths.get(frozenset((article_id, other)))) and one.shared_text >= WIRE_SHARE
        )
        centrality = round(strength / len(others), 3) if others else 0.0
        found.append(StoryArticle(article_id, members[0], centrality, next(wire, None)))
    return found


def _components(ids: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """Articles that links connect, each list and the list of lists in order of ids."""
    root = {one: one for one in ids}

    def find(one: str) -> str:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for link in links:
        first, second = sorted((find(link.article_id), find(link.other_id)))
        root[second] = first
    parts: dict[str, list[str]] = defaultdict(list)
    for one in sorted(root):
        parts[find(one)].append(one)
    return list(parts.values())


def _word_groups(text: str) -> set[tuple[str, ...]]:
    words = "".join(one if one.isalnum() else " " for one in text.casefold()).split()
    return {tuple(words[start : start + _GROUP_WORDS]) for start in range(len(words) - _GROUP_WORDS + 1)}
