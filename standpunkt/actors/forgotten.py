"""Who was forgotten on request: known again by hashes alone, so that linking names nobody instead."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from standpunkt.actors.names import fold, genitive_stems
from standpunkt.actors.rows import LinkedRows, RowDict
from standpunkt.actors.titles import strip_titles, without_affiliation
from standpunkt.actors.transliteration import slavic_form

ROW_IDS = {"mentions": "mention_id", "roles": "role_id", "statements": "statement_id", "stances": "stance_id"}
_LONGEST_NAME = 6
"""Words of a full name, its titles included."""
_GIVEN = re.compile(r"[ijy]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# The piece of the text each column shows, by the prefix of its offsets.
_TEXTS = {
    "mentions": {"text": ""},
    "roles": {"role_text": ""},
    "statements": {"text": ""},
    "stances": {"sentence_text": "", "holder_text": "holder_", "target_text": "target_"},
}


def forgotten_sha256(kind: str, value: str) -> str:
    """The formula of ``extracted.forgotten``."""
    return sha256(f"{kind}\n{value}".encode()).hexdigest()


@dataclass(frozen=True)
class ForgottenActors:
    """Hashes of actor ids and of full names."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids or self.names)

    def is_actor(self, actor_id: str, name: str, scope_article_id: str | None = None) -> bool:
        """Whether this is one of them; a name that means somebody in one article only does not tell."""
        if forgotten_sha256("actor", actor_id) in self.ids:
            return True
        return scope_article_id is None and self.is_named(name)

    def without_names(self, text: str) -> str:
        """``text`` with the full names of the forgotten left out: "eine Sprecherin von …"."""
        words = text.split()
        for length in range(min(_LONGEST_NAME, len(words)), 1, -1):
            for first in range(len(words) - length + 1):
                if self.is_named(" ".join(words[first : first + length])):
                    rest = [*words[:first], "…", *words[first + length :]]
                    return self.without_names(" ".join(rest))
        return text

    def is_named(self, text: str) -> bool:
        """Whether ``text`` is the full name of one of them, in whatever spelling or case."""
        return (
            any(forgotten_sha256("name", key) in self.names for key in name_keys(text))
            if self.names
            else False
        )


def name_key(name: str) -> str:
    """The common form of a name, empty if it has no word.

    Without titles, initials, accents and hyphens; given names and Slavic surnames in one transliteration.
    """
    return _common_form(without_affiliation(strip_titles(name)))


@lru_cache(maxsize=100_000)
def name_keys(text: str) -> frozenset[str]:
    """The common forms of a name and of what it may be the genitive of."""
    bare = without_affiliation(strip_titles(text))
    return frozenset(filter(None, (_common_form(form) for form in (bare, *genitive_stems(bare)))))


def is_full(name: str) -> bool:
    """Whether a name has several words without its titles, so that it tells people apart."""
    return len(without_affiliation(strip_titles(name)).split()) > 1


def without_forgotten(
    linked: LinkedRows, forgotten: ForgottenActors, hidden: frozenset[str] = frozenset()
) -> tuple[LinkedRows, frozenset[str]]:
    """``linked`` without the forgotten, and the ids of all rows that must not show.

    Rows in which they are speaker, holder, target, office holder or mentioned go, and so do those of
    ``hidden``; where they are only addressed or report what others think, the row stays and names nobody.
    """
    if not forgotten and not hidden:
        return linked, frozenset()
    gone = {
        actor.actor_id
        for actor in linked.actors
        if forgotten.is_actor(actor.actor_id, actor.name, actor.scope_article_id)
    }
    gone |= _by_surname(linked, forgotten)
    leaving = set(hidden)
    for table, row_id in ROW_IDS.items():
        for row in getattr(linked, table):
            if _is_theirs(row, gone) or _names_them(row, forgotten):
                leaving.add(row[row_id])
    if not leaving and not gone:
        return linked, frozenset()
    rows = {
        table: tuple(
            _without_references(row, gone, leaving)
            for row in getattr(linked, table)
            if row[row_id] not in leaving
        )
        for table, row_id in ROW_IDS.items()
    }
    referenced = {
        value
        for table in rows.values()
        for row in table
        for key, value in row.items()
        if key.endswith("actor_id")
    }
    actors = tuple(
        actor if actor.known else replace(actor, name=forgotten.without_names(actor.name))
        for actor in linked.actors
        if actor.actor_id in referenced
    )
    kept = LinkedRows(**rows, actors=actors, outlet_id=linked.outlet_id)
    return kept, frozenset(leaving)


def hidden_rows(rows: Mapping[str, Sequence[RowDict]]) -> frozenset[str]:
    """Ids of extracted rows that are kept as bare offsets: linking sees the text as it was, and no more."""
    return frozenset(
        row[row_id]
        for table, row_id in ROW_IDS.items()
        for row in rows[table]
        if row[next(iter(_TEXTS[table]))] == ""
    )


def hide(table: str, row: RowDict) -> dict[str, Any]:
    """An extracted row as bare offsets: neither words nor, of a stance, its side."""
    bare = dict(row) | dict.fromkeys(_TEXTS[table], "")
    return bare | {"polarity": ""} if table == "stances" else bare


def shown(table: str, row: RowDict, text: str) -> RowDict:
    """A row of ``hide`` with its words again, for linking alone."""
    if row[next(iter(_TEXTS[table]))] != "":
        return row
    words = {}
    for column, prefix in _TEXTS[table].items():
        start_char, end_char = row[f"{prefix}start_char"], row[f"{prefix}end_char"]
        words[column] = None if start_char is None else text[start_char:end_char]
    return {**row, **words, "polarity": "ambivalent"} if table == "stances" else {**row, **words}


def _is_theirs(row: RowDict, gone: set[str]) -> bool:
    keys = ("actor_id", "speaker_actor_id", "holder_actor_id", "target_actor_id")
    return any(row.get(key) in gone for key in keys)


def _names_them(row: RowDict, forgotten: ForgottenActors) -> bool:
    return any(forgotten.is_named(text) for text in _naming_texts(row))


def _naming_texts(row: RowDict) -> list[str]:
    """What a row may name somebody by; a mention of any form, for a name can be taken for an office."""
    texts = [row["text"]] if "mention_form" in row else [row.get("holder_text"), row.get("target_text")]
    return [text for text in texts if text]


def _by_surname(linked: LinkedRows, forgotten: ForgottenActors) -> set[str]:
    """Persons of this article alone, called as a forgotten one of it whose full name linking did not take."""
    rows = (*linked.mentions, *linked.stances)
    named = {text for row in rows for text in _naming_texts(row) if forgotten.is_named(text)}
    surnames = {fold(form.split()[-1]) for text in named for form in (text, *genitive_stems(text))}
    return {
        actor.actor_id
        for actor in linked.actors
        if actor.scope_article_id is not None and fold(actor.name) in surnames
    }


def _without_references(row: dict[str, Any], gone: set[str], leaving: set[str]) -> dict[str, Any]:
    """Who stays in the row, without the forgotten beside."""
    cleared = {key: None for key, value in row.items() if key.endswith("actor_id") and value in gone}
    for key in ("parent_statement_id", "statement_id"):
        # The statement a stance stands in; a statement's own id is not among those that leave.
        if row.get(key) in leaving:
            cleared[key] = None
    return {**row, **cleared}


def _common_form(name: str) -> str:
    words = fold(name).replace("-", " ").replace(",", " ").split()
    full = [word for word in words if not (word.endswith(".") and len(word) <= 3)] or words
    if not full:
        return ""
    last = slavic_form(full[-1]) or full[-1]
    given = [_GIVEN.sub("i", word) for word in full[:-1]]
    decomposed = unicodedata.normalize("NFKD", " ".join([*given, last]).translate(_UMLAUTS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
