"""A short text and the rows a language pipeline would have written for it."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from standpunkt.actors.rows import ExtractedRows, LinkedRows
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.linking import link_article
from standpunkt.resources import resource_folder


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(resource_folder("seeds"))


@dataclass
class Story:
    text: str
    tables: Tables
    article: dict[str, Any]
    mentions: list[dict[str, Any]] = field(default_factory=list)
    roles: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    stances: list[dict[str, Any]] = field(default_factory=list)

    def at(self, piece: str, nth: int = 0) -> tuple[int, int]:
        start_char = -1
        for _ in range(nth + 1):
            start_char = self.text.index(piece, start_char + 1)
        return start_char, start_char + len(piece)

    def mention(self, piece: str, entity_kind: str = "person", form: str = "name", nth: int = 0) -> "Story":
        start_char, end_char = self.at(piece, nth)
        self.mentions.append(
            {
                "mention_id": f"m{start_char}-{end_char}",
                "article_id": "a1",
                "start_char": start_char,
                "end_char": end_char,
                "text": piece,
                "entity_kind": entity_kind,
                "mention_form": form,
                "confidence": 0.9,
            }
        )
        return self

    def persons(self, *names: str) -> "Story":
        """Every occurrence of each name as a mention."""
        for name in names:
            for nth in range(self.text.count(name)):
                self.mention(name, nth=nth)
        return self

    def role(
        self, role_text: str, office: str, holder: str, of: str | None = None, former: bool = False
    ) -> "Story":
        start_char, end_char = self.at(role_text)
        holder_start, holder_end = self.at(holder)
        of_start, of_end = self.at(of) if of else (None, None)
        self.roles.append(
            {
                "role_id": f"r{start_char}",
                "article_id": "a1",
                "start_char": start_char,
                "end_char": end_char,
                "holder_start_char": holder_start,
                "holder_end_char": holder_end,
                "role_text": role_text,
                "office": office,
                "of_start_char": of_start,
                "of_end_char": of_end,
                "is_former": former,
            }
        )
        return self

    def says(
        self,
        speaker: str,
        quote: str,
        kind: str = "indirect",
        nth: int = 0,
        cue: str | None = None,
        to: str | None = None,
    ) -> "Story":
        def spans(piece: str | None, which: int = 0) -> list[dict[str, int]]:
            if not piece:
                return []
            start_char, end_char = self.at(piece, which)
            return [{"start_char": start_char, "end_char": end_char}]

        self.statements.append(
            {
                "statement_id": f"s{len(self.statements)}",
                "article_id": "a1",
                "statement_kind": kind,
                "start_char": self.at(quote)[0],
                "end_char": self.at(quote)[1],
                "text": quote,
                "quote_spans": spans(quote),
                "speaker_spans": spans(speaker, nth),
                "cue_spans": spans(cue),
                "frame_spans": [],
                "addressee_spans": spans(to),
                "parent_statement_id": None,
            }
        )
        return self

    def stance(
        self,
        holder: str | None,
        target: str,
        polarity: str = "support",
        nth: int = 0,
        reporter: str | None = None,
    ) -> "Story":
        row: dict[str, Any] = {
            "stance_id": f"t{len(self.stances)}",
            "article_id": "a1",
            "statement_id": None,
            "attribution": "narrated",
            "start_char": 0,
            "end_char": len(self.text),
            "sentence_text": self.text,
            "holder_text": holder,
            "target_text": target,
            "polarity": polarity,
        }
        for part, piece, which in (("holder", holder, nth), ("target", target, 0), ("reporter", reporter, 0)):
            start_char, end_char = self.at(piece, which) if piece else (None, None)
            row |= {f"{part}_start_char": start_char, f"{part}_end_char": end_char}
        self.stances.append(row)
        return self

    @property
    def rows(self) -> ExtractedRows:
        return ExtractedRows(
            tuple(self.mentions), tuple(self.roles), tuple(self.statements), tuple(self.stances)
        )

    def link(self) -> LinkedRows:
        return link_article(self.article, self.rows, self.tables)

    def linked(self, piece: str, nth: int = 0) -> str | None:
        """Actor id of the mention with this text."""
        start_char, end_char = self.at(piece, nth)
        (row,) = (
            m for m in self.link().mentions if (m["start_char"], m["end_char"]) == (start_char, end_char)
        )
        return row["actor_id"]

    def speakers(self) -> list[str | None]:
        return [row["speaker_actor_id"] for row in self.link().statements]

    def speaker_names(self) -> list[str | None]:
        linked = self.link()
        names = {actor.actor_id: actor.name for actor in linked.actors}
        return [names.get(row["speaker_actor_id"]) for row in linked.statements]


@pytest.fixture
def story(tables: Tables):
    def build(text: str, **article: Any) -> Story:
        return Story(text, tables, {"article_id": "a1", "text": text} | article)

    return build
