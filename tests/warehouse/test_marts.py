"""Which stances the marts count, and that another setting reaches readers without new files."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import publish
from standpunkt.warehouse.sql import sql_text

BLANKS = {"string": "", "int32": 0, "int64": 0, "double": 1.0, "bool": False}


def add(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows; columns left out get something empty."""
    schema = table_schema(table)
    blank = {field.name: BLANKS.get(str(field.type)) for field in schema}
    connection.register("rows", pa.Table.from_pylist([blank | row for row in rows], schema=schema))
    connection.execute(f"insert into {table} by name from rows")
    connection.unregister("rows")


def stance(number: int, confidence: float, **columns: Any) -> dict[str, Any]:
    return {
        "stance_id": f"t{number}",
        "article_id": "a",
        "holder_actor_id": "person:x",
        "target_actor_id": None,
        "target_text": "die Maut",
        "polarity": "support",
        "issue_id": "maut",
        "issue_polarity": "support",
        "start_char": number,
        "confidence": confidence,
        "sentence_text": f"Satz {number}.",
    } | columns


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    made = WarehousePaths(tmp_path / "w.duckdb")
    prepare_paths(made)
    day = {"published_on": date(2025, 9, 1), "published_at": None, "language": "de", "outlet_id": "o"}
    with open_working(made) as working:
        add(working, "actors", [{"actor_id": "person:x", "name": "Xenia Berg", "actor_kind": "person"}])
        add(working, "issues", [{"issue_id": "maut", "label": "Maut"}])
        articles = [{"article_id": "a", "status": "published"}, {"article_id": "b", "status": "duplicate"}]
        add(working, "articles", [one | day for one in articles])
        rows = [
            stance(1, 0.9),
            stance(2, 0.6, polarity="oppose", issue_polarity="oppose"),
            stance(3, 0.55),
            stance(4, 0.9, article_id="b"),
            stance(5, 0.7, issue_id=None, issue_polarity=None, target_text="das Tempolimit"),
            stance(6, 0.5, issue_id=None, issue_polarity=None, target_text="die Fähre"),
        ]
        add(working, "stances", rows)
        working.execute(sql_text("load/next_state"))
    return made


def published(paths: WarehousePaths, least_confidence: float) -> bool:
    with open_working(paths) as working:
        return publish(working, paths, least_confidence)


def select(paths: WarehousePaths, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(paths.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_marts_count_what_is_sure_enough_and_copies_once(paths: WarehousePaths):
    assert published(paths, 0.6)
    counted = "select stance_id, holder_name, issue_label, sentence_text from marts.counted_stances"
    assert select(paths, counted) == [
        ("t1", "Xenia Berg", "Maut", "Satz 1."),
        ("t2", "Xenia Berg", "Maut", "Satz 2."),
        ("t5", "Xenia Berg", None, "Satz 5."),
    ]
    numbers = "select stance_count, support_count, net_support from marts"
    assert select(paths, f"{numbers}.actor_issue_positions") == [(2, 1, 0.0)]
    assert select(paths, f"{numbers}.issue_timeline") == [(2, 1, 0.0)]
    assert select(paths, "select target from marts.unassigned_targets") == [("das Tempolimit",)]
    assert select(paths, "select count(*) from stances") == [(6,)]


def test_another_confidence_is_published_without_new_articles(paths: WarehousePaths):
    assert published(paths, 0.6)
    assert not published(paths, 0.6)
    assert published(paths, 0.5)
    assert select(paths, "select stance_count from marts.actor_issue_positions") == [(3,)]
    assert len(select(paths, "from marts.unassigned_targets")) == 2
    assert not published(paths, 0.5)
