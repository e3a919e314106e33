"""Pairs of invented articles and whether one is a copy of the other.

``stories`` holds agency reports with what outlets make of them: another headline, a local paragraph, a
correction, edits, a rewriting, a follow-up. ``series`` holds reports that come again and again in the same
words. ``short_items.txt`` holds items of four sentences, each with an edit and a neighbour of its own,
``hard.txt`` pairs written to be hard.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
KINDS = ("exact", "near", "wire")


@dataclass(frozen=True)
class Pair:
    """Two articles, headline first; ``kind`` is null where neither is a copy."""

    name: str
    one: str
    other: str
    kind: str | None


@dataclass(frozen=True)
class Story:
    """An agency report and what is made of it."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    parts: dict[str, list[str]]

    def article(self, paragraphs: tuple[str, ...] | None = None, title: str | None = None) -> str:
        return "\n".join([title or self.title, *(self.paragraphs if paragraphs is None else paragraphs)])

    def changed(self, part: str) -> str:
        text = self.article()
        for line in self.parts[part]:
            before, after = line.split(" -> ")
            assert text.count(before) == 1, (self.name, before)
            text = text.replace(before, after)
        return text


def all_pairs() -> list[Pair]:
    pairs = [*itertools.chain.from_iterable(map(story_pairs, stories()))]
    for path in sorted((FOLDER / "series").glob("*.txt")):
        pairs += series_pairs(path)
    return [*pairs, *short_pairs(), *cross_pairs(), *hard_pairs()]


def stories() -> list[Story]:
    found = []
    for path in sorted((FOLDER / "stories").glob("*.txt")):
        sections = [block.strip().split("\n") for block in ("\n" + path.read_text("utf-8")).split("\n= ")[1:]]
        (title, *paragraphs), (other_title,), *parts = sections
        story = Story(path.stem, title, tuple(paragraphs), {name: lines for name, *lines in parts})
        story.parts["headline"] = [other_title]
        found.append(story)
    return found


def story_pairs(story: Story) -> Iterator[Pair]:
    agency, (headline,), local = story.article(), story.parts["headline"], story.parts["local"]
    lead, *rest = story.paragraphs
    place, _, first = lead.partition(" (bpa) - ")
    own_lead = " ".join(story.parts["rewritten"][1].split(". ")[:2])
    followup = "\n".join(story.parts["followup"])
    shortened = story.article((lead, *rest[:2]))
    with_local = story.article((*story.paragraphs[:2], *local, *story.paragraphs[2:]), headline)
    yield from (
        Pair(f"{story.name}: {name}", one, other, kind)
        for name, one, other, kind in (
            ("other headline", agency, story.article(title=headline), "exact"),
            ("edited", agency, story.changed("edit"), "near"),
            ("corrected", agency, story.changed("correct"), "near"),
            ("other dateline", agency, story.article((f"{place.upper()}. {first}", *rest), headline), "near"),
            ("first two paragraphs", agency, story.article((lead, rest[0]), headline), "wire"),
            ("with a local paragraph", agency, with_local, "wire"),
            (
                "shortened, with a local paragraph",
                agency,
                story.article((lead, *rest[:2], *local), headline),
                "wire",
            ),
            ("two outlets' copies", shortened, with_local, "wire"),
            ("own lead", agency, story.article((own_lead, *rest), headline), "wire"),
            ("follow-up", agency, followup, None),
            (
                "follow-up and a short version with the background",
                story.article((lead, rest[0], rest[-1])),
                followup,
                None,
            ),
            ("rewritten", agency, "\n".join(story.parts["rewritten"]), None),
        )
    )


def series_pairs(path: Path) -> Iterator[Pair]:
    template, fills = path.read_text("utf-8").split("---\n")
    issues = [template.strip().format(*line.split("|")) for line in fills.strip().split("\n")]
    for (n, one), (m, other) in itertools.combinations(enumerate(issues, start=1), 2):
        yield Pair(f"{path.stem}: issues {n} and {m}", one, other, None)
    title, body = issues[0].split("\n")
    sentences = body.split(". ")
    yield Pair(f"{path.stem}: other headline", issues[0], f"{title} im Überblick\n{body}", "exact")
    yield Pair(f"{path.stem}: without the end", issues[0], f"{title}\n{'. '.join(sentences[:-1])}.", "wire")


def short_pairs() -> Iterator[Pair]:
    blocks = ("\n" + (FOLDER / "short_items.txt").read_text("utf-8")).split("\n= ")[1:]
    for block in blocks:
        title, body, edit, neighbour = block.strip().split("\n")
        before, after = edit.removeprefix("~ ").split(" -> ")
        assert body.count(before) == 1, title
        item, edited = f"{title}\n{body}", f"{title}\n{body.replace(before, after)}"
        yield Pair(f"{title}: one sentence edited", item, edited, "wire")
        yield Pair(f"{title}: other headline", item, f"Kurz gemeldet: {title}\n{body}", "exact")
        yield Pair(f"{title}: neighbour", item, f"{title}\n{neighbour.removeprefix('! ')}", None)


def hard_pairs() -> Iterator[Pair]:
    blocks = ("\n" + (FOLDER / "hard.txt").read_text("utf-8")).split("\n= ")[1:]
    for block in blocks:
        name, *lines, kind = block.strip().split("\n")
        one, other = ("\n".join(line[2:] for line in lines if line.startswith(sign)) for sign in "><")
        yield Pair(f"hard: {name}", one, other, None if kind == "none" else kind)


def cross_pairs() -> Iterator[Pair]:
    """Two stories that share nothing but the outlet's closing paragraph."""
    closing = (
        "Dieser Artikel erschien zuerst in der gedruckten Ausgabe. Abonnenten lesen alle Beiträge aus der "
        "Region schon am Vorabend in unserer App und unterstützen damit unabhängigen Journalismus vor Ort."
    )
    for one, other in itertools.pairwise(stories()):
        yield Pair(
            f"{one.name} and {other.name} with one closing paragraph",
            one.article((*one.paragraphs[:2], closing)),
            other.article((*other.paragraphs[:2], closing)),
            None,
        )
