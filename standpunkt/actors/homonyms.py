"""One actor that may be two: what articles say about it does not go together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standpunkt.actors.office_titles import office_key
from standpunkt.actors.titles import article_before, is_political, role_gender

# Politicians have them, and so have clubs and companies.
_ANY_FIELD = re.compile(
    r"(?:vorsitzende[rn]?|präsident|sprecher|vertreter|chef|leiter|mitglied|expert|experte|sekretär|kandidat"
    r"|vorstand|gründer|direktor|beauftragte[rn]?)$"
)


@dataclass(frozen=True)
class AssertedOffice:
    """An office one article gives to a person; columns of ``review/asserted_offices``."""

    actor_id: str
    article_id: str
    office: str
    role_text: str
    text_before: str
    """What stands in front of the role."""
    of_actor_id: str | None
    is_former: bool
    country: str
    """Of what the office is in; empty if unknown."""


@dataclass(frozen=True)
class Homonym:
    """An actor whose articles fall into two groups."""

    actor_id: str
    reason: str
    """The kind of conflict and both sides: "gender: m, f"."""
    articles: tuple[str, ...]
    """The main group."""
    other_articles: tuple[str, ...]
    """The smaller one, which may mean somebody else."""


def homonyms(offices: Iterable[AssertedOffice], known: Mapping[str, str | None]) -> list[Homonym]:
    """Persons with conflicting genders, countries or offices, each with its first conflict.

    ``known`` has the genders of the actors of the tables: one article that contradicts them is enough, and
    nothing else counts, since the offices of the known are in the tables.
    """
    by_actor: dict[str, list[AssertedOffice]] = defaultdict(list)
    for one in offices:
        by_actor[one.actor_id].append(one)
    found = []
    for actor_id in sorted(by_actor):
        own = by_actor[actor_id]
        gender = known.get(actor_id)
        genders = _grouped((one.article_id, _gender(one) or "") for one in own)
        conflict = _conflict(actor_id, "gender", genders, gender)
        if conflict is None and actor_id not in known:
            countries = _grouped((one.article_id, one.country) for one in own if not one.is_former)
            conflict = _conflict(actor_id, "country", countries) or _offices_conflict(actor_id, own)
        found += [conflict] if conflict else []
    return found


def _gender(one: AssertedOffice) -> str | None:
    return role_gender(_noun(one), f"{article_before(one.text_before)} {one.role_text}")


def _noun(one: AssertedOffice) -> str:
    return (one.office.split() or [""])[-1]


def _grouped(said: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Article -> what it says, without what it leaves open."""
    grouped: dict[str, set[str]] = defaultdict(set)
    for article_id, value in said:
        if value:
            grouped[article_id].add(value)
    return grouped


def _conflict(
    actor_id: str, kind: str, said: dict[str, set[str]], certain: str | None = None
) -> Homonym | None:
    """Two groups of articles that each say one thing; articles that say both belong to none."""
    groups: dict[str, list[str]] = defaultdict(list)
    for article_id in sorted(said):
        if len(said[article_id]) == 1:
            groups[min(said[article_id])].append(article_id)
    if certain:
        groups.setdefault(certain, [])
    if len(groups) < 2:
        return None
    ranked = sorted(groups, key=lambda value: (value != certain, -len(groups[value]), value))
    main, other = ranked[0], ranked[1]
    return Homonym(actor_id, f"{kind}: {main}, {other}", tuple(groups[main]), tuple(groups[other]))


def _offices_conflict(actor_id: str, offices: list[AssertedOffice]) -> Homonym | None:
    """Politics in some articles, and nothing but another profession in others."""
    keys: dict[str, set[str]] = defaultdict(set)
    political: dict[str, set[bool]] = defaultdict(set)
    for one in offices:
        if not one.is_former and not _ANY_FIELD.search(office_key(one.office)):
            keys[one.article_id].add(office_key(one.office))
            political[one.article_id].add(is_political(_noun(one)))
    sides = {flag: sorted(a for a, flags in political.items() if flags == {flag}) for flag in (True, False)}
    if not sides[True] or not sides[False]:
        return None
    main, other = sorted(sides.values(), key=lambda ids: (-len(ids), ids))
    said = [", ".join(sorted({key for article in ids for key in keys[article]})) for ids in (main, other)]
    return Homonym(actor_id, f"office: {said[0]} / {said[1]}", tuple(main), tuple(other))
