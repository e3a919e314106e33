"""Gold files through the pipeline to scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from standpunkt import progress
from standpunkt.evaluation.entities import entity_tables
from standpunkt.evaluation.gold import GoldFile, document_texts
from standpunkt.evaluation.read import read_gold, read_texts
from standpunkt.evaluation.stances import stance_tables
from standpunkt.evaluation.statements import statement_tables
from standpunkt.evaluation.tables import Evaluation, FileScores, ScoreTable
from standpunkt.language import EXTRACTOR_VERSION, Mention, Stance, Statement, load


@dataclass(frozen=True)
class Annotation:
    """What the pipeline wrote on one text."""

    statements: tuple[Statement, ...]
    stances: tuple[Stance, ...]
    mentions: tuple[Mention, ...]


def evaluate(gold: Sequence[Path], texts: Path | None = None) -> Evaluation:
    """Scores of the installed pipeline on every file of ``gold``.

    ``texts`` has the texts of documents that come with offsets only; texts of the other gold files serve
    as well. All files are read and checked before the pipeline starts.

    Raises:
        GoldUnreadable, UnknownGoldFormat, BrokenGoldLine, TextsMissing: from reading the files.
    """
    files = [read_gold(path) for path in gold]
    known_texts = {
        document.name: document.text
        for file in files
        for document in file.documents
        if document.text is not None
    }
    if texts is not None:
        known_texts |= read_texts(texts)
    texts_of_files = [document_texts(file, known_texts) for file in files]
    progress.report("loading the language pipeline")
    nlp = load()
    return Evaluation(
        EXTRACTOR_VERSION,
        tuple(
            _scores(file, file_texts, _annotations(nlp, file_texts, f"annotating {file.path.name}"))
            for file, file_texts in zip(files, texts_of_files, strict=True)
        ),
    )


def _annotations(nlp: Language, texts: Sequence[str], step: str) -> list[Annotation]:
    found = []
    progress.report(step, 0, len(texts))
    for doc in nlp.pipe(texts):
        found.append(_annotation(doc))
        progress.report(step, len(found), len(texts))
    return found


def _annotation(doc: Doc) -> Annotation:
    return Annotation(tuple(doc._.statements), tuple(doc._.stances), tuple(doc._.mentions))


def _scores(file: GoldFile, texts: Sequence[str], found: Sequence[Annotation]) -> FileScores:
    documents = list(zip(texts, file.documents, found, strict=True))
    tables: dict[str, tuple[ScoreTable, ...]] = {}
    if "statements" in file.layers:
        tables["statements"] = statement_tables(
            (t, gold.statements, a.statements) for t, gold, a in documents
        )
    if "stances" in file.layers:
        tables["stances"] = stance_tables((t, gold.stances, a.stances) for t, gold, a in documents)
    if "entities" in file.layers:
        tables["entities"] = entity_tables((t, gold.names, a.mentions) for t, gold, a in documents)
    return FileScores(str(file.path), file.sha256, len(file.documents), tables)
