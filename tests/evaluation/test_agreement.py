"""The figures are those of the reference scorer, which reads a warehouse."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow
import pytest

from standpunkt.articles.article import Article
from standpunkt.evaluation import evaluate
from standpunkt.evaluation.entities import entity_tables
from standpunkt.evaluation.gold import GoldDocument
from standpunkt.evaluation.read import read_gold, read_texts
from standpunkt.evaluation.stances import POLARITIES, stance_tables
from standpunkt.evaluation.statements import KINDS, PARTS, statement_tables
from standpunkt.evaluation.tables import ScoreTable
from standpunkt.language import CharSpan, Mention, Stance, Statement, load
from standpunkt.steps.rows import document_rows
from tests.conftest import SHARED

pytestmark = pytest.mark.needs_shared

STATEMENTS = SHARED / "corpora" / "statements" / "dev.jsonl"
STANCES = SHARED / "corpora" / "stances" / "dev.jsonl"
NAMES = [SHARED / "corpora" / "ner" / name for name in ("germeval14_dev.tsv", "uner_pud.iob2")]
CAMEL = {kind: kind.title().replace("_", "") for kind in KINDS}
TAGS = {"person": "PER", "organisation": "ORG", "place": "LOC", "other": "OTH", "all": "all"}
PIECES = {"statements": 25, "stances": 15, "names": 400}
"""Documents, or lines, that the pipeline has to read in a test."""


def score(*arguments: object) -> dict[str, Any]:
    """What the reference scorer prints."""
    scorer = [sys.executable, str(SHARED / "eval" / "score.py"), *map(str, arguments)]
    return json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)


def write_warehouse(path: Path, documents: Sequence[tuple[str, str, Any]]) -> Path:
    """The tables the scorer reads, from name, text and annotated document.

    Nothing is linked: an actor's name is the holder's text, as in the evaluation.
    """
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("articles", "mentions", "statements", "stances")
    }
    for name, text, doc in documents:
        article = Article(name, f"{name}.txt", 0, text, sha256(text.encode()).hexdigest(), "de", 0)
        tables["articles"].append({"article_id": name, "path": article.path, "text": text})
        rows = document_rows(article, doc, "test")
        for table in ("mentions", "statements", "stances"):
            tables[table] += rows[table]
    for row in tables["stances"]:
        row["holder_actor_id"] = row["holder_text"]
    holders = sorted({row["holder_text"] for row in tables["stances"] if row["holder_text"]})
    with duckdb.connect(str(path)) as connection:
        for table, rows in tables.items():
            arrow = pyarrow.Table.from_pylist(rows or [{"article_id": ""}])
            connection.register("rows", arrow)
            connection.execute(f"create table {table} as select * from rows")
        connection.execute("create table actors as select unnest(?) as name, name as actor_id", [holders])
    return path


def annotated(**annotation: Sequence[object]) -> Any:
    """A document with annotation, as the pipeline would leave it."""
    empty: dict[str, Sequence[object]] = {"mentions": (), "roles": (), "statements": (), "stances": ()}
    return SimpleNamespace(_=SimpleNamespace(**empty | annotation))


def shifted(chance: random.Random, span: CharSpan, text: str) -> CharSpan:
    """The span, or one that lies a little off."""
    if chance.random() < 0.4:
        return span
    start = min(max(0, span.start_char + chance.randint(-30, 30)), len(text) - 1)
    return CharSpan(start, min(len(text), max(start + 1, span.end_char + chance.randint(-30, 30))))


def blurred_statements(chance: random.Random, document: GoldDocument, text: str) -> list[Statement]:
    """Gold statements with some left out, some repeated and most a little wrong."""
    found = []
    for gold in chance.choices(document.statements, k=len(document.statements)):
        spans = {
            f"{part}_spans": tuple(shifted(chance, span, text) for span in getattr(gold, f"{part}_spans"))
            for part in PARTS
        }
        kind = gold.statement_kind if chance.random() < 0.7 else chance.choice(KINDS)
        found.append(Statement(statement_kind=kind, confidence=1.0, **spans))
    return found


def blurred_stances(chance: random.Random, document: GoldDocument, text: str) -> list[Stance]:
    """Gold stances with some left out, some repeated and most a little wrong."""
    found = []
    for gold in chance.choices(document.stances, k=len(document.stances)):
        polarity = gold.polarity if chance.random() < 0.7 else chance.choice(POLARITIES)
        other = chance.choice(document.stances)
        holder = gold.holder if chance.random() < 0.6 else chance.choice([None, other.holder])
        found.append(
            Stance(
                sentence=gold.sentence if chance.random() < 0.8 else other.sentence,
                target=shifted(chance, gold.target, text),
                polarity=polarity,
                attribution="narrated",
                confidence=1.0,
                holder=holder and shifted(chance, holder, text),
                cue=gold.cue,
            )
        )
    return found


def blurred_mentions(chance: random.Random, document: GoldDocument, text: str) -> list[Mention]:
    """Gold names with most as they are, some a little wrong and some no name."""
    kinds = ("person", "organisation", "place", "country", "other")
    return [
        Mention(
            name.span if chance.random() < 0.7 else shifted(chance, name.span, text),
            name.entity_kind if chance.random() < 0.7 else chance.choice(kinds),
            "name" if chance.random() < 0.9 else "adjective",
            1.0,
        )
        for name in document.names
    ]


def rows_of(table: ScoreTable) -> dict[str, dict[str, float | int]]:
    return {label: dict(zip(table.columns, values, strict=True)) for label, values in table.rows.items()}


def three(row: dict[str, float | int]) -> dict[str, float]:
    return {name.lower(): round(row[name], 4) for name in ("precision", "recall", "F1")}


def assert_statements_agree(tables: tuple[ScoreTable, ...], reference: dict[str, Any]) -> None:
    parts, kinds = map(rows_of, tables)
    assert {name: round(parts[name]["F1"], 4) for name in parts} == {name: reference[name] for name in parts}
    assert round(parts["quote"]["precision"], 4) == reference["quote_precision"]
    assert round(parts["quote"]["recall"], 4) == reference["quote_recall"]
    found = {CAMEL[kind]: f"{row['found']}/{row['gold']}" for kind, row in kinds.items() if row["gold"]}
    assert found == reference["found_by_kind"]
    assert parts["quote"]["F1"] > 0
    assert not reference["documents_missing"]


def assert_stances_agree(tables: tuple[ScoreTable, ...], reference: dict[str, Any]) -> None:
    levels, polarities = map(rows_of, tables)
    for label, row in levels.items():
        assert three(row) == reference[label.replace(", ", "_")], label
    found = {
        polarity: f"{row['found']}/{row['gold']}"
        for polarity, row in polarities.items()
        if polarity != "all" and row["gold"]
    }
    assert found == reference["recall_by_polarity"]
    assert levels["holder"]["right"] > 0
    assert not reference["documents_missing"]


def assert_entities_agree(tables: tuple[ScoreTable, ...], reference: dict[str, Any]) -> None:
    [table] = tables
    expected = {key: value for key, value in reference.items() if key != "documents_missing"}
    assert {TAGS[kind]: three(row) for kind, row in rows_of(table).items()} == expected
    assert rows_of(table)["all"]["right"] > 0
    assert not reference["documents_missing"]


def scorer_name(number: int) -> str:
    """The scorer's name for a document of tagged sentences."""
    return f"tagged-{number:05d}"


@pytest.mark.parametrize("seed", range(3))
def test_statements_agree_on_blurred_gold(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    documents = [(one, one.text or "") for one in read_gold(STATEMENTS).documents]
    found = [blurred_statements(chance, document, text) for document, text in documents]
    warehouse = write_warehouse(
        tmp_path / "w.duckdb",
        [
            (document.name, text, annotated(statements=statements))
            for (document, text), statements in zip(documents, found, strict=True)
        ],
    )
    tables = statement_tables(
        (text, document.statements, statements)
        for (document, text), statements in zip(documents, found, strict=True)
    )
    assert_statements_agree(tables, score("statements", STATEMENTS, warehouse))


@pytest.mark.parametrize("seed", range(3))
def test_stances_agree_on_blurred_gold(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    texts = read_texts(STATEMENTS)
    documents = [(one, texts[one.name]) for one in read_gold(STANCES).documents]
    found = [blurred_stances(chance, document, text) for document, text in documents]
    warehouse = write_warehouse(
        tmp_path / "w.duckdb",
        [
            (document.name, text, annotated(stances=stances))
            for (document, text), stances in zip(documents, found, strict=True)
        ],
    )
    tables = stance_tables(
        (text, document.stances, stances) for (document, text), stances in zip(documents, found, strict=True)
    )
    assert_stances_agree(tables, score("stances", STANCES, warehouse, STATEMENTS))


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_names_agree_on_blurred_gold(tmp_path: Path, path: Path):
    chance = random.Random(path.stem)
    documents = [(one, one.text or "") for one in read_gold(path).documents]
    found = [blurred_mentions(chance, document, text) for document, text in documents]
    warehouse = write_warehouse(
        tmp_path / "w.duckdb",
        [
            (scorer_name(number), text, annotated(mentions=mentions))
            for number, ((_, text), mentions) in enumerate(zip(documents, found, strict=True))
        ],
    )
    tables = entity_tables(
        (text, document.names, mentions) for (document, text), mentions in zip(documents, found, strict=True)
    )
    assert_entities_agree(tables, score("entities", path, warehouse))


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_tagged_sentences_become_the_same_texts(tmp_path: Path, path: Path):
    score("articles", path, tmp_path)
    for number, document in enumerate(read_gold(path).documents):
        assert (tmp_path / f"{scorer_name(number)}.txt").read_text(encoding="utf-8") == document.text


def test_the_pipeline_gets_the_same_figures(tmp_path: Path):
    statements, stances, names = tmp_path / "statements.jsonl", tmp_path / "stances.jsonl", tmp_path / "n.tsv"
    for source, piece, count in (
        (STATEMENTS, statements, PIECES["statements"]),
        (STANCES, stances, PIECES["stances"]),
        (NAMES[0], names, PIECES["names"]),
    ):
        lines = source.read_text(encoding="utf-8").split("\n")[:count]
        piece.write_text("\n".join(lines) + "\n", encoding="utf-8")
    scores = evaluate([statements, stances, names], texts=STATEMENTS)
    tables = {layer: tables for file in scores.files for layer, tables in file.tables.items()}
    texts = read_texts(STATEMENTS)
    nlp = load()
    warehouses = []
    for piece in (statements, stances, names):
        documents = [
            (scorer_name(number), one.text or "") if piece is names else (one.name, texts[one.name])
            for number, one in enumerate(read_gold(piece).documents)
        ]
        docs = nlp.pipe(text for _, text in documents)
        rows = [(name, text, doc) for (name, text), doc in zip(documents, docs, strict=True)]
        warehouses.append(write_warehouse(piece.with_suffix(".duckdb"), rows))
    assert_statements_agree(tables["statements"], score("statements", statements, warehouses[0]))
    assert_stances_agree(tables["stances"], score("stances", stances, warehouses[1], STATEMENTS))
    assert_entities_agree(tables["entities"], score("entities", names, warehouses[2]))
