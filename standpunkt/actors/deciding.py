"""Users' decisions applied to the linked rows of one article.

A pure function of the article's rows and the tables, after linking: splits first, then merges, over any
number of steps; so neither the order of decisions nor of articles matters.

A split by spelling follows the names: a mention of that spelling is the other actor, one of another
spelling is not, and whatever else means the actor (surname, pronoun, office, speech) goes with the last
such name before it, or with the first one after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from standpunkt.actors.decisions import OUTLET_PREFIX, Decision, actor_kind_of, merge_chain
from standpunkt.actors.names import fold, genitive_stems, strip_determiners
from standpunkt.actors.records import Actor, Outlet
from standpunkt.actors.rows import ActorRow, LinkedRows, Range, RowDict, hull, span_range
from standpunkt.actors.titles import strip_titles, without_affiliation

METHOD = "decision"
"""``link_method`` of mentions that a decision moved, followed by the decisions' numbers."""
ROLE_PARTS = (("actor_id", "holder"), ("of_actor_id", "of"))
STATEMENT_PARTS = (("speaker_actor_id", "speaker_spans"), ("addressee_actor_id", "addressee_spans"))
STANCE_PARTS = (
    ("holder_actor_id", "holder"),
    ("target_actor_id", "target"),
    ("reporter_actor_id", "reporter"),
)


@dataclass(frozen=True)
class ActorDecisions:
    """The standing decisions, ready to be looked up."""

    merges: Mapping[str, Decision]
    splits: Mapping[str, tuple[Decision, ...]]
    """By actor, the most particular first."""
    names: Mapping[str, str]
    """Actor -> the name a decision gives it."""
    described: Mapping[str, ActorRow]
    """Actors that only decisions tell of."""

    @classmethod
    def of(
        cls, decisions: tuple[Decision, ...], actors: Mapping[str, Actor], outlets: Mapping[str, Outlet]
    ) -> "ActorDecisions":
        """From the lines of the table; undone ones do not count."""
        standing = sorted((one for one in decisions if one.is_standing), key=lambda one: one.number)
        splits: dict[str, list[Decision]] = {}
        for one in standing:
            if one.decision == "split":
                splits.setdefault(one.actor_id, []).append(one)
        return cls(
            merges={one.actor_id: one for one in standing if one.decision == "merge"},
            splits={actor_id: tuple(sorted(ones, key=_rank)) for actor_id, ones in splits.items()},
            names={one.actor_id: one.name for one in standing if one.decision == "rename" and one.name},
            described=_described(standing, actors, outlets),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is decided."""
        return not (self.merges or self.splits or self.names)

    def merged(self, actor_id: str) -> str:
        """Who the actor is after all merges."""
        return self.merged_chain(actor_id)[-1]

    def merged_chain(self, actor_id: str) -> tuple[str, ...]:
        """The actor and everybody it becomes, one merge after the other."""
        return merge_chain(actor_id, {old: str(one.into_actor_id) for old, one in self.merges.items()})

    def shown(self, actor: ActorRow) -> ActorRow:
        """The actor as decisions describe and name it."""
        described = self.described.get(actor.actor_id, actor)
        return replace(described, name=self.names.get(actor.actor_id, described.name))


def _rank(one: Decision) -> tuple[int, bool, bool, int]:
    filled = sum(condition is not None for condition in one.conditions)
    return (-filled, one.article_id is None, one.spelling is None, one.number)


def _described(
    standing: list[Decision], actors: Mapping[str, Actor], outlets: Mapping[str, Outlet]
) -> dict[str, ActorRow]:
    found: dict[str, ActorRow] = {}
    for one in standing:
        into = one.into_actor_id
        if one.decision not in ("merge", "split") or into is None or into in actors:
            continue
        if (
            outlet := outlets.get(into.removeprefix(OUTLET_PREFIX))
            if into.startswith(OUTLET_PREFIX)
            else None
        ):
            found[into] = ActorRow(into, outlet.name, "organisation", country=outlet.country)
        elif one.name and into not in found:
            kind = actor_kind_of(into) or "organisation"
            found[into] = ActorRow(into, one.name, kind, country=one.country)
    return found


def apply_decisions(
    article_id: str, linked: LinkedRows, decisions: ActorDecisions, known: Mapping[str, Actor]
) -> LinkedRows:
    """``linked`` with the ids the decisions give; ``known`` are the actors of the tables."""
    if decisions.is_empty:
        return linked
    ruling = _Ruling(article_id, linked, decisions)
    mentions = tuple(_decided_mention(row, ruling) for row in linked.mentions)
    roles = tuple(_decided(row, ROLE_PARTS, ruling) for row in linked.roles)
    statements = tuple(_decided(row, STATEMENT_PARTS, ruling) for row in linked.statements)
    stances = tuple(_decided_stance(row, ruling) for row in linked.stances)
    rows = {actor.actor_id: actor for actor in linked.actors}
    actors = []
    for actor_id in sorted(_referenced((*mentions, *roles, *statements, *stances))):
        own = rows.get(actor_id) or decisions.described.get(actor_id) or ActorRow.of(known[actor_id])
        actors.append(decisions.shown(own))
    return replace(
        linked, mentions=mentions, roles=roles, statements=statements, stances=stances, actors=tuple(actors)
    )


@dataclass(frozen=True)
class _Ruling:
    """The decisions as they concern one article."""

    article_id: str
    linked: LinkedRows
    decisions: ActorDecisions

    def steps(self, actor_id: str, span: Range | None) -> list[Decision]:
        """The decisions that lead from ``actor_id``, referred to at ``span``, to who it is."""
        taken: list[Decision] = []
        seen = {actor_id}
        current = actor_id
        while True:
            split = self._split(current, span)
            options = (split, self.decisions.merges.get(current))
            step = next((one for one in options if one and one.into_actor_id not in seen), None)
            if step is None:
                return taken
            current = str(step.into_actor_id)
            seen.add(current)
            taken.append(step)

    def _split(self, actor_id: str, span: Range | None) -> Decision | None:
        here = [
            one
            for one in self.decisions.splits.get(actor_id, ())
            if one.article_id in (None, self.article_id) and one.outlet_id in (None, self.linked.outlet_id)
        ]
        spelled = [one for one in here if one.spelling]
        whole = next((one for one in here if not one.spelling), None)
        if not spelled:
            return whole
        by_name = self._by_name(actor_id, spelled, span)
        # A split of the article itself is more particular than a spelling anywhere.
        return whole if by_name is None or (whole and _rank(whole) < _rank(by_name)) else by_name

    def _by_name(self, actor_id: str, spelled: list[Decision], span: Range | None) -> Decision | None:
        names = list(self._names_of(actor_id, spelled))
        if not names:
            return None
        if span is None:
            return names[0][1]
        before = [decision for start_char, decision in names if start_char < span[1]]
        return before[-1] if before else names[0][1]

    def _names_of(self, actor_id: str, spelled: list[Decision]) -> Iterator[tuple[int, Decision | None]]:
        """Where the article names the actor in a spelling that tells, and which split that is."""
        wanted = {spelling: one for one in reversed(spelled) for spelling in spellings(str(one.spelling))}
        parts = [set(spelling.split()) for spelling in wanted]
        for mention in sorted(self.linked.mentions, key=lambda one: (one["start_char"], one["end_char"])):
            own = mention["actor_id"]
            if own is None or mention["mention_form"] not in ("name", "adjective"):
                continue
            if actor_id not in self.decisions.merged_chain(own):
                continue
            forms = spellings(mention["text"])
            if match := next((wanted[form] for form in forms if form in wanted), None):
                yield mention["start_char"], match
            elif not any(set(form.split()) <= words for form in forms for words in parts):
                # "Muster" alone may be any Muster.
                yield mention["start_char"], None


def spellings(text: str) -> tuple[str, ...]:
    """Folded forms under which a name counts as spelled so: without title, article and genitive."""
    bare = without_affiliation(strip_titles(text))
    texts = (text, strip_determiners(text), bare)
    forms = [fold(form) for one in texts for form in (one, *genitive_stems(one))]
    return tuple(dict.fromkeys(forms))


def _decided_mention(row: dict[str, Any], ruling: _Ruling) -> dict[str, Any]:
    if row["actor_id"] is None:
        return row
    steps = ruling.steps(row["actor_id"], (row["start_char"], row["end_char"]))
    if not steps:
        return row
    numbers = ", ".join(str(one.number) for one in steps)
    return {**row, "actor_id": steps[-1].into_actor_id, "link_method": f"{METHOD} {numbers}"}


def _decided(row: dict[str, Any], parts: tuple[tuple[str, str], ...], ruling: _Ruling) -> dict[str, Any]:
    changed = {}
    for key, part in parts:
        if row.get(key) is not None and (steps := ruling.steps(row[key], _span(row, part))):
            changed[key] = steps[-1].into_actor_id
    return {**row, **changed}


def _decided_stance(row: dict[str, Any], ruling: _Ruling) -> dict[str, Any]:
    decided = _decided(row, STANCE_PARTS, ruling)
    holder, target = decided["holder_actor_id"], decided["target_actor_id"]
    if holder is not None and holder == target and row["holder_actor_id"] != row["target_actor_id"]:
        # Whom a decision makes one has no stance towards another.
        decided["target_actor_id"] = None
    return decided


def _span(row: RowDict, part: str) -> Range | None:
    return hull(row.get(part)) if part.endswith("_spans") else span_range(row, part)


def _referenced(rows: tuple[dict[str, Any], ...]) -> set[str]:
    return {row[key] for row in rows for key in row if key.endswith("actor_id") and row[key] is not None}
