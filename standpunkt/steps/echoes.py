"""The stored statements -> which of them repeat another outlet's, anew for what a delivery touches."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from standpunkt.issues.echo import Utterance, echo, fingerprints, words_of
from standpunkt.issues.settings import StorySettings
from standpunkt.steps.rows import Row
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.sql import run_file, sql_text

ARTICLES_AT_ONCE = 200


def find_echoes(
    connection: duckdb.DuckDBPyConnection, touched: Sequence[str], settings: StorySettings
) -> None:
    """Echoes from and to the ``touched`` articles, which the temporary table ``touched_articles`` names too.

    Runs inside the load's transaction, after the merges; whether two statements are an echo depends on
    nothing but them and their articles.
    """
    connection.execute(sql_text("stories/forget_echoes"))
    quotations = run_file(connection, "stories/touched_quotations").to_arrow_table().to_pylist()
    insert_rows(
        connection, "extracted.echo_fingerprints", [one for row in quotations for one in _prints(row)]
    )
    for first in range(0, len(touched), ARTICLES_AT_ONCE):
        some = pa.table({"article_id": list(touched[first : first + ARTICLES_AT_ONCE])})
        connection.register("some_articles", some)
        pairs = run_file(connection, "stories/echo_candidates", {"days": settings.days}).fetchall()
        connection.unregister("some_articles")
        found = [row for one, other in pairs if (row := _echo(one, other))]
        insert_rows(connection, "statement_echoes", found)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Append rows that have exactly the table's columns."""
    if rows:
        connection.register("new_rows", pa.Table.from_pylist(rows, schema=table_schema(table)))
        connection.table("new_rows").insert_into(table)
        connection.unregister("new_rows")


def _prints(row: Row) -> list[Row]:
    return [
        {"statement_id": row["statement_id"], "article_id": row["article_id"], "fingerprint": one}
        for one in fingerprints(_utterance(row | {"is_direct": True, "speaker_actor_id": None}).words)
    ]


def _echo(one: dict[str, Any], other: dict[str, Any]) -> Row | None:
    found = echo(_utterance(one), _utterance(other))
    if found is None:
        return None
    articles = {row["statement_id"]: row["article_id"] for row in (one, other)}
    return {
        "statement_id": found.statement_id,
        "article_id": articles[found.statement_id],
        "of_statement_id": found.of_statement_id,
        "of_article_id": articles[found.of_statement_id],
        "echo_kind": found.echo_kind,
        "coverage": found.coverage,
        "omitted_spans": [{"start_char": start, "end_char": end} for start, end in found.omitted_spans],
    }


def _utterance(row: Row) -> Utterance:
    spans = [(span["start_char"], span["end_char"]) for span in row["quote_spans"]]
    words = words_of(row["text"], row["start_char"], spans)
    return Utterance(row["statement_id"], row["is_direct"], row["speaker_actor_id"], words)
