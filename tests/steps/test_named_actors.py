"""Names of actors that no seed table has: a function of the articles that stand, not of their order."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from standpunkt.steps.load import place_actors
from standpunkt.warehouse import migrate as migrate_module
from standpunkt.warehouse.migrate import migrate, table_schema

TABLES = ("articles", "mentions", "roles", "statements", "stances", "actors")


def deliver(
    connection: duckdb.DuckDBPyConnection, names: dict[str, str], refused: Iterable[str] = ()
) -> None:
    """By article the name that it gives to the actor x; of refused ones the mention is refused."""
    mention = {
        "start_char": 0,
        "end_char": 1,
        "text": "x",
        "entity_kind": "organisation",
        "mention_form": "name",
        "confidence": 1.0,
    }
    rows: dict[str, list] = {table: [] for table in (*TABLES, "named_actors")}
    for article_id, name in names.items():
        rows["named_actors"].append(
            {"article_id": article_id, "actor_id": "x", "name": name, "actor_kind": "organisation"}
        )
        rows["articles"].append({"article_id": article_id})
        if article_id not in refused:
            rows["mentions"].append(
                {"mention_id": f"m{article_id}", "article_id": article_id, "actor_id": "x", **mention}
            )
    for table, some in rows.items():
        schema = table_schema("extracted.named_actors" if table == "named_actors" else table)
        nullable = pa.schema([field.with_nullable(True) for field in schema])
        connection.register(f"incoming_{table}", pa.Table.from_pylist(some, schema=nullable))
    # As the load does before.
    connection.execute(
        "insert into mentions by name select * exclude (dq_status), 'ok' as dq_status from incoming_mentions"
    )
    connection.execute("delete from mentions where article_id in (from leaving_articles)")
    place_actors(connection)


@pytest.fixture
def connection() -> Iterable[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        migrate(opened)
        opened.execute("create temporary table leaving_articles (article_id varchar)")
        yield opened


def actor_names(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    return connection.execute("select name from actors").fetchall()


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_most_articles_decide(connection: duckdb.DuckDBPyConnection, order: tuple[str, ...]):
    names = {"a": "AUTOCLUB MITTE", "b": "Autoclub Mitte", "c": "Autoclub Mitte"}
    for article_id in order:
        deliver(connection, {article_id: names[article_id]})
    assert actor_names(connection) == [("Autoclub Mitte",)]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_of_two_the_name_not_in_capitals(connection: duckdb.DuckDBPyConnection, order: tuple[str, ...]):
    names = {"a": "AUTOCLUB MITTE", "b": "Autoclub Mitte"}
    for article_id in order:
        deliver(connection, {article_id: names[article_id]})
    assert actor_names(connection) == [("Autoclub Mitte",)]


def test_an_article_that_gives_way_takes_its_name_along(connection: duckdb.DuckDBPyConnection):
    deliver(connection, {"a": "Autoclub"})
    deliver(connection, {"b": "Autoclub Mitte"})
    connection.execute("insert into leaving_articles values ('a')")
    deliver(connection, {})
    assert actor_names(connection) == [("Autoclub Mitte",)]
    connection.execute("insert into leaving_articles values ('b')")
    deliver(connection, {})
    assert actor_names(connection) == []


def test_whom_only_a_refused_row_means_is_no_actor(connection: duckdb.DuckDBPyConnection):
    deliver(connection, {"a": "Autoclub", "b": "Autoclub Mitte"}, refused=["a"])
    assert actor_names(connection) == [("Autoclub Mitte",)]


def test_a_warehouse_of_before_keeps_its_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = [path for path in migrate_module._migrations() if path.stem < "010"]
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        with monkeypatch.context() as patched:
            patched.setattr(migrate_module, "_migrations", lambda: before)
            assert migrate(connection) == 9
        connection.execute(
            "insert into actors by name select 'x' as actor_id, 'Autoclub' as name, "
            "'organisation' as actor_kind, false as known"
        )
        connection.execute(
            "insert into mentions "
            "select 'm', 'a', 0, 1, 'Autoclub', 'organisation', 'name', 'x', 'new', 1, 'ok'"
        )
        migrate(connection)
        connection.execute("create temporary table leaving_articles (article_id varchar)")
        deliver(connection, {"b": "Autoclub Mitte"})
        assert connection.table("extracted.named_actors").count("*").fetchone() == (2,)
        assert actor_names(connection) == [("Autoclub",)]
