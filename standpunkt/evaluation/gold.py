"""What a gold file holds, whatever its format, and the ways in which one can be wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from standpunkt.errors import StandpunktError
from standpunkt.language import CharSpan, Statement

SHOWN_DOCUMENTS = 5
"""Most documents an error message names."""


class GoldUnreadable(StandpunktError):
    """There is no such file, or it is not text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}. Nothing was evaluated.")


class UnknownGoldFormat(StandpunktError):
    """The content is none of the formats that are understood."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path} is no gold file that is understood: {found}. Expected are JSON Lines whose documents "
            "have 'statements' or 'stances', or a table of index, word and tag divided by tabs. "
            "Nothing was evaluated; docs/evaluation.md describes the formats."
        )


class BrokenGoldLine(StandpunktError):
    """One line of a gold file cannot be used; ``line`` counts from 1, as editors do."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.line = line
        super().__init__(f"{path}:{line}: {reason}. Nothing was evaluated; correct the line and run again.")


class TextsMissing(StandpunktError):
    """Documents have offsets, but nobody gave their text."""

    def __init__(self, path: Path, documents: list[str]) -> None:
        named = ", ".join(documents[:SHOWN_DOCUMENTS])
        more = len(documents) - SHOWN_DOCUMENTS
        super().__init__(
            f"{path} lacks the text of {len(documents)} of its documents: {named}"
            + (f" and {more} more" if more > 0 else "")
            + ". Nothing was evaluated. Name a JSON Lines file with 'doc' and 'text' in --texts, or give the "
            "statements file with the same documents in the same call."
        )


class Name(NamedTuple):
    """A name in a text: person, organisation, place (states too) or other."""

    span: CharSpan
    entity_kind: str


@dataclass(frozen=True)
class GoldStance:
    """One annotated stance; one that is not core is neither demanded nor counted as wrong."""

    sentence: CharSpan
    target: CharSpan
    polarity: str
    """support, oppose or ambivalent."""
    holder: CharSpan | None = None
    holder_name: str = ""
    """The holder's full name, also where the sentence has a pronoun."""
    cue: CharSpan | None = None
    is_core: bool = True


@dataclass(frozen=True)
class GoldDocument:
    """One annotated text; ``text`` is null where the file has offsets only."""

    name: str
    line: int
    """Where it begins in its file, 1-based."""
    text: str | None = None
    statements: tuple[Statement, ...] = ()
    stances: tuple[GoldStance, ...] = ()
    names: tuple[Name, ...] = ()

    def spans(self) -> Iterator[tuple[str, CharSpan]]:
        """Every span with words for where it stands: "speaker of statement 3"."""
        for number, statement in enumerate(self.statements, start=1):
            for part in ("quote", "speaker", "cue", "frame", "addressee"):
                for span in getattr(statement, f"{part}_spans"):
                    yield f"{part} of statement {number}", span
        for number, stance in enumerate(self.stances, start=1):
            for part in ("sentence", "holder", "target", "cue"):
                if (span := getattr(stance, part)) is not None:
                    yield f"{part} of stance {number}", span


@dataclass(frozen=True)
class GoldFile:
    """A gold file as read; ``layers`` says what it annotates: statements, stances, entities."""

    path: Path
    sha256: str
    layers: tuple[str, ...]
    documents: tuple[GoldDocument, ...]


def document_texts(gold: GoldFile, known_texts: Mapping[str, str]) -> list[str]:
    """The text of each document of ``gold``: its own, else the one ``known_texts`` has under its name.

    Raises:
        TextsMissing: a document has no text in either place.
        BrokenGoldLine: an offset lies outside its text.
    """
    texts = [
        document.text if document.text is not None else known_texts.get(document.name)
        for document in gold.documents
    ]
    missing = [document.name for document, text in zip(gold.documents, texts, strict=True) if text is None]
    if missing:
        raise TextsMissing(gold.path, missing)
    found = [text for text in texts if text is not None]
    for document, text in zip(gold.documents, found, strict=True):
        _check_offsets(gold.path, document, text)
    return found


def _check_offsets(path: Path, document: GoldDocument, text: str) -> None:
    for place, span in document.spans():
        if not 0 <= span.start_char < span.end_char <= len(text):
            raise BrokenGoldLine(
                path,
                document.line,
                f"document {document.name}: {place} is [{span.start_char}, {span.end_char}], which is no "
                f"piece of its text of {len(text)} characters",
            )
