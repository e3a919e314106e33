"""Every SQL file runs on real DuckDB, also where there are no rows yet."""

import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from standpunkt.actors.former import FORMER_ACTORS
from standpunkt.steps.extract import staged_files_schema
from standpunkt.steps.stories import PLACED
from standpunkt.warehouse.migrate import migrate, table_schema
from standpunkt.warehouse.publish import build_marts
from standpunkt.warehouse.sql import run_file

SQL = Path(__file__).resolve().parents[2] / "sql"
TABLES = ("articles", "mentions", "roles", "statements", "stances", "actors", "outlets", "issues")
VALUES = {
    "run_id": "r",
    "row_id": "x",
    "file_status": None,
    "refused_row_count": 0,
    "kind": "run",
    "status": "published",
    "started_at": "2025-01-01",
    "finished_at": "2025-01-01",
    "inbox": None,
    "extractor_version": "e",
    "tables_version": "t",
    "expectations_version": "q",
    "state_no": 1,
    "least_confidence": 0.6,
    "fingerprint_version": "f",
    "at_once": 1,
    "first_on": None,
    "last_on": None,
    "wire_days": 1,
    "min_contained": 0.4,
    "version": "v",
    "days": 4,
    "similarity": 0.26,
    "similarity_undated": 0.45,
    "copy_similarity": 0.5,
    "least_strength": 0.5,
    "unit": 1000,
    "least": 1,
    "most": 10,
    "actor_id": "person:x",
    "actor_ids": ["person:x"],
    "article_id": "x",
    "number": "1",
    "today": "2025-01-01",
    "reason": None,
    "asked": "x",
    "since": "2025-01-01",
    "language_version": "model-1",
}
# What a step runs before others, so that their temporary tables are there.
FIRST = (
    "audit/refusals",
    "link/compared_articles",
    "link/compared_texts",
    "link/searched_articles",
    "load/touched_texts",
    "load/former_references",
    "reprocess/reprocessed_articles",
    "link/placing_views",
    "link/reached_texts",
)


@pytest.fixture
def empty(tmp_path: Path):
    """A migrated, empty working file with everything a step would have registered."""
    with duckdb.connect(str(tmp_path / "working.duckdb")) as connection:
        migrate(connection)
        build_marts(connection, least_confidence=0.6)
        views = {f"incoming_{table}": table_schema(table) for table in TABLES}
        views |= {f"incoming_extracted_{table}": table_schema(f"extracted.{table}") for table in TABLES[:5]}
        views |= {
            f"incoming_{t}": table_schema(t)
            for t in ("memberships", "offices", "quarantine", "quality_results")
        }
        views["incoming_files"] = staged_files_schema()
        views["incoming_unplaced"] = table_schema("articles")
        texts = [(name, pa.string()) for name in ("table_name", "row_id", "severity", "rule", "reason")]
        views["failures"] = pa.schema(texts)
        views["kept_actors"] = table_schema("actors")
        views["incoming_similar_texts"] = table_schema("extracted.similar_texts")
        views["incoming_named_actors"] = table_schema("extracted.named_actors")
        views["incoming_compared_texts"] = pa.schema([("duplicate_key", pa.string())])
        views["renewed_fingerprints"] = table_schema("extracted.articles")
        views["incoming_former_actors"] = FORMER_ACTORS
        copies = [(name, pa.string()) for name in ("article_id", "duplicate_of", "duplicate_kind")]
        views["copies"] = pa.schema([*copies, ("duplicate_similarity", pa.float64())])
        views["asked_actors"] = pa.schema([("actor_id", pa.string())])
        views["all_forgotten_names"] = pa.schema([("text", pa.string())])
        views["forgotten_values"] = pa.schema([("kind", pa.string()), ("value", pa.string())])
        views["staged_articles"] = table_schema("extracted.articles")
        views["asked_articles"] = pa.schema([("article_id", pa.string())])
        columns = [(name, pa.string()) for name in ("article_id", "address_key", "current_article_id")]
        for name in ("incoming_addresses", "addressed_articles", "searched_ids"):
            views[name] = pa.schema(columns)
        views["this_run"] = pa.schema([(name, pa.string()) for name in ("run_id", "rules_version")])
        views["some_articles"] = pa.schema([("article_id", pa.string())])
        views["placed_articles"] = PLACED
        planned = ("article_id", "content_sha256", "extractor_version")
        views["planned_articles"] = pa.schema([(name, pa.string()) for name in planned])
        views["touched"] = pa.schema(
            [("path", pa.string()), ("size_bytes", pa.int64()), ("modified_at", pa.timestamp("us"))]
        )
        views["found_groups"] = pa.schema([("stance_id", pa.string()), ("group_name", pa.string())])
        for name, schema in views.items():
            connection.register(name, schema.empty_table())
        for name in FIRST:
            connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))
        connection.execute(
            (SQL / "link" / "candidate_texts.sql").read_text(encoding="utf-8"),
            {name: VALUES[name] for name in ("first_on", "last_on", "wire_days")},
        )
        # Working tables of a load, each made from the one before.
        for name in ("load/superseded_articles", "load/placed_articles", "load/named_actors"):
            connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))
        for name in ("touched_articles", "leave_stories", "reached_articles"):
            run_file(connection, f"stories/{name}", {"version": "v"} if name == "touched_articles" else None)
        run_file(connection, "reprocess/compared_rows", {"least_confidence": 0.6})
        run_file(connection, "reprocess/row_changes")
        for name in ("article_versions", "articles", "actors_asked", "names", "leaving_rows"):
            run_file(connection, f"forget/{name}")
        yield connection


# Migrations ran to make the file; actors that passed replace a view, publication and rewriting need a second
# file.
FILES = [
    path
    for path in sorted(SQL.rglob("*.sql"))
    if path.parent.name != "migrations"
    and path.stem not in ("refusals", "use_kept_actors", "copy_tables", "rewrite")
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_runs_on_an_empty_warehouse(path: Path, empty: duckdb.DuckDBPyConnection):
    text = path.read_text(encoding="utf-8")
    used = {name: value for name, value in VALUES.items() if re.search(rf"\${name}\b", text)}
    empty.execute(text, used)


@pytest.mark.parametrize("path", sorted((SQL / "queries").glob("*.sql")), ids=lambda path: path.stem)
def test_example_query_answers_on_the_sample(path: Path, sample_warehouse: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        rows = connection.execute(text).fetchall()
    # The sample has nobody of the seed tables' parties on an issue, and breaks no rule of the gate.
    if path.stem not in ("positions_by_party", "quality_verdicts"):
        assert rows, path.stem


def found(query: str, warehouse: Path, *columns: str) -> set[tuple]:
    text = (SQL / "queries" / f"{query}.sql").read_text(encoding="utf-8").rstrip().removesuffix(";")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return set(connection.sql(text).project(", ".join(columns)).fetchall())


def test_the_sample_shows_who_changed_sides(sample_warehouse: Path):
    changes = found("changed_positions", sample_warehouse, "actor", "earlier_polarity", "later_polarity")
    assert ("Hanna Lindqvist", "oppose", "support") in changes


def test_the_sample_shows_the_other_who_changed_sides(sample_warehouse: Path):
    changes = found("changed_positions", sample_warehouse, "actor", "earlier_polarity", "later_polarity")
    assert ("Ruben Achterberg", "oppose", "support") in changes


def test_the_sample_shows_outlets_that_contradict_each_other(sample_warehouse: Path):
    contradictions = found("contradicting_reports", sample_warehouse, "actor", "other_outlet")
    assert contradictions == {("Autoclub Mitte", "Rheinspiegel"), ("Theres Haslwanger", "Rheinspiegel")}


def test_there_are_at_least_eight_examples():
    assert len(list((SQL / "queries").glob("*.sql"))) >= 8


@pytest.mark.parametrize("path", sorted((SQL / "marts").glob("*.sql")), ids=lambda path: path.stem)
def test_mart_names_its_grain_and_has_rows_in_the_sample(path: Path, sample_warehouse: Path):
    assert path.read_text(encoding="utf-8").startswith("-- Grain: ")
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        assert connection.table(f"marts.{path.stem}").count("*").fetchone()[0] > 0
