"""Names beside names: "Bund der Reisenden (BdR)" is one actor, "Kinder in Not Deutschland" no state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from standpunkt.actors.names import fold, is_short_for
from standpunkt.actors.rows import Reference, RowDict
from standpunkt.actors.tables import Tables

_OPENING = re.compile(r'[“”"«]? \([„"»]?(?:kurz )?')

_PRODUCT = re.compile(r"\b(?:eine?[mnr]?|vom Typ|des Typs) [„\"»“]?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[“”\"«»]? \(([A-ZÄÖÜ][\w-]{1,7})\)")
_LONG = 12
"""Letters of a word that is rather the end of a longer name than a name of its own."""
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{3,6}")


def without_parts(
    text: str, mentions: Sequence[RowDict], references: Mapping[str, Reference]
) -> dict[str, Reference]:
    """References without countries that only end a longer name, and without products of a company.

    "Bewegung Freier Nil Sudan" is not Sudan, "eine Boeing" and "des Typs Boeing" are not the company.
    """
    found = {
        mention["mention_id"]: reference
        for mention in mentions
        if (reference := references.get(mention["mention_id"])) is not None
        and not (reference.actor.actor_kind == "organisation" and _is_product(text, mention))
    }
    for first, second in pairwise(mentions):
        reference = found.get(second["mention_id"])
        if reference is None or reference.actor.actor_kind != "state" or second["mention_form"] != "name":
            continue
        other = found.get(first["mention_id"])
        is_section = second["text"] in ("Deutschland", "Österreich", "Schweiz")
        if (
            first["entity_kind"] == "organisation"
            and first["mention_form"] == "name"
            and text[first["end_char"] : second["start_char"]] == " "
            and (other is None or not other.actor.known or is_section)
        ):
            del found[second["mention_id"]]
    return found


def _is_product(text: str, mention: RowDict) -> bool:
    """Whether "eine" or "Typ" stands before a name that is no part of a word ("ein VW-Sprecher")."""
    before = text[max(0, mention["start_char"] - 12) : mention["start_char"]]
    is_name = mention["mention_form"] == "name" and " " not in mention["text"]
    return (
        is_name
        and bool(_PRODUCT.search(before))
        and text[mention["end_char"] : mention["end_char"] + 1] != "-"
    )


def with_short_names(
    text: str, mentions: Sequence[RowDict], references: Mapping[str, Reference], tables: Tables
) -> dict[str, Reference]:
    """One actor for "Bund der Reisenden (BdR)" and every "BdR", whichever of both is known."""
    found = dict(references)
    short: dict[str, Reference] = {}
    for first, second in pairwise(mentions):
        between = text[first["end_char"] : second["start_char"]]
        closed = text[second["end_char"] : second["end_char"] + 1] in (")", ",")
        name, acronym = found.get(first["mention_id"]), found.get(second["mention_id"])
        if not (_OPENING.fullmatch(between) and closed and _is_acronym_of(second, first, found)):
            continue
        meant = acronym if acronym and acronym.actor.known else name
        if meant is None or meant.actor.actor_kind != "organisation":
            continue
        if name and acronym and name.actor.known and acronym.actor.known:
            continue
        short[second["text"]] = short[first["text"]] = meant
    for mention in mentions:
        name = found.get(mention["mention_id"])
        written = _IN_BRACKETS.match(text, mention["end_char"])
        if name is None or written is None or name.actor.actor_kind != "organisation":
            continue
        if is_short_for(written[1], mention["text"]) and not tables.index.find(written[1]):
            # The acronym itself need not be marked.
            short.setdefault(written[1], name)
    short |= _ends_of_names(mentions, found)
    for mention in mentions:
        own = found.get(mention["mention_id"])
        other = short.get(mention["text"]) if mention["mention_form"] == "name" else None
        if other is not None and (own is None or not own.actor.known):
            found[mention["mention_id"]] = replace(other, method="new" if not other.actor.known else "table")
    return found


def _ends_of_names(mentions: Sequence[RowDict], found: Mapping[str, Reference]) -> dict[str, Reference]:
    """ "Verfassungsgericht" where the article has one "Bundesverfassungsgericht"."""
    whole: dict[str, dict[str, Reference]] = {}
    unknown = set()
    for mention in mentions:
        reference = found.get(mention["mention_id"])
        if mention["mention_form"] != "name" or reference is None:
            continue
        if reference.actor.actor_kind != "organisation":
            continue
        last = fold(mention["text"]).split()[-1]
        for start in range(1, len(last) - _LONG + 1):
            whole.setdefault(last[start:], {})[reference.actor.actor_id] = reference
        if not reference.actor.known and " " not in mention["text"]:
            unknown.add(mention["text"])
    ends: dict[str, Reference] = {}
    for text in unknown:
        longer = whole.get(fold(text), {})
        if len(longer) == 1:
            ends[text] = next(iter(longer.values()))
    return ends


def _is_acronym_of(acronym: RowDict, name: RowDict, found: Mapping[str, Reference]) -> bool:
    """By its letters, or as an unknown one in brackets right after the name of an organisation."""
    if is_short_for(acronym["text"], name["text"]):
        return True
    words = name["text"].split()
    if len(words) > 1 and acronym["text"] == "".join(word[0] for word in words).lower():
        # "amnesty international (ai)"
        return True
    both = (found.get(name["mention_id"]), found.get(acronym["mention_id"]))
    return (
        len(words) > 1
        and bool(_ACRONYM.fullmatch(acronym["text"]))
        and any(word.startswith(tuple(acronym["text"])) for word in words)
        and all(one is not None and one.method == "new" for one in both)
    )
