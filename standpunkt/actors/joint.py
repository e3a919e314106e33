"""Speakers and holders that are several by name: "Anna Muster und Anton Beispiel", "SPD sowie Grüne".

A row has one actor, so the one named first stands for them: what all of them say, each of them says.
"""

import re
from dataclasses import replace
from itertools import pairwise

from standpunkt.actors.head_names import Resolved
from standpunkt.actors.phrases import marker_after_noun
from standpunkt.actors.rows import RowDict
from standpunkt.actors.scene import Scene

METHOD = "joint"
_JOINED = re.compile(
    r"(?:[“”\"«»])?(?: ?\([^()]{1,30}\))?(?:, | und (?:auch )?| sowie (?:auch )?| & )(?P<role>[\w „»\"-]*)"
)
_AND = re.compile(r"\b(?:und|sowie)\b|&")


def first_of_several(scene: Scene, start_char: int, end_char: int) -> Resolved | None:
    """The first of the names that an "und" puts side by side in the range; None if there is only one."""
    named = [m for m in scene.mentions_in(start_char, end_char) if m["mention_form"] == "name"]
    heads = [m for m in named if not _is_addition(scene, m)]
    if len(heads) < 2 or _depends(scene.text[start_char : max(start_char, heads[0]["start_char"])]):
        return None
    gaps = [
        scene.text[one["end_char"] : max(one["end_char"], other["start_char"])]
        for one, other in pairwise(heads)
    ]
    joined = [_JOINED.fullmatch(gap) for gap in gaps]
    if not _AND.search(gaps[-1]) or any(one is None or _depends(one["role"]) for one in joined):
        return None
    if scene.text[heads[-1]["end_char"] : end_char].strip(" ,.:;\"'„“”«»"):
        return None
    meant = [scene.reference(one) for one in heads]
    first = meant[0]
    if first is None or first.method == "adjective" or any(one is None for one in meant):
        return None
    if len({one.actor.actor_id for one in meant if one is not None}) < 2:
        return None
    return Resolved(replace(first, method=METHOD), heads[0]["mention_id"])


def _depends(before: str) -> bool:
    """ "der Chef von Muster und Beispiel": the names only say whose."""
    return marker_after_noun(before) is not None


def _is_addition(scene: Scene, mention: RowDict) -> bool:
    """The party in "Anna Muster (SPD)"."""
    return scene.text.startswith("(", mention["start_char"] - 1)
