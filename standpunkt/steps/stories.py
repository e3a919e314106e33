"""The stored articles -> their stories and echoes, computed anew for what a delivery touches."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from standpunkt.issues.settings import StorySettings
from standpunkt.issues.stories import Link, StoryArticle, shared_text, stories
from standpunkt.issues.terms import UNIT, terms_version, weighted_terms
from standpunkt.steps.echoes import find_echoes, insert_rows
from standpunkt.warehouse.sql import run_file, sql_text

ARTICLES_AT_ONCE = 200
LEAST_STRENGTH = 0.5
"""Weaker links count as none."""
COPY_SIMILARITY = 0.5
"""Texts of less similar articles are not compared word by word."""
PLACED = pa.schema(
    [
        ("article_id", pa.string()),
        ("first_id", pa.string()),
        ("centrality", pa.float64()),
        ("wire_copy_of", pa.string()),
    ]
)


def place_stories_and_echoes(connection: duckdb.DuckDBPyConnection, settings: StorySettings) -> None:
    """Stories and echoes of the articles just merged, and of those whose stories they change.

    Runs inside the load's transaction, after the merges, on what is stored: so the result does not depend
    on what the audit refused or on the order of deliveries.
    """
    version = places_version(settings)
    run_file(connection, "stories/touched_articles", {"version": version})
    connection.execute(sql_text("stories/leave_stories"))
    touched = []
    for some in _batches(run_file(connection, "stories/touched_texts")):
        touched += [row["article_id"] for row in some]
        insert_rows(connection, "extracted.story_terms", [term for row in some for term in _terms(row)])
    for first in range(0, len(touched), ARTICLES_AT_ONCE):
        some_ids = touched[first : first + ARTICLES_AT_ONCE]
        insert_rows(connection, "extracted.story_links", _links(connection, some_ids, settings))
    connection.execute(sql_text("stories/reached_articles"))
    placed = pa.Table.from_pylist([asdict(one) for one in _stories(connection)], schema=PLACED)
    connection.register("placed_articles", placed)
    connection.execute(sql_text("stories/place_articles"))
    connection.unregister("placed_articles")
    find_echoes(connection, touched, settings)
    run_file(connection, "stories/keep_state", {"version": version})


def places_version(settings: StorySettings) -> str:
    """Names everything that decides on stories and echoes."""
    return f"{terms_version()} {settings.model_dump_json()}"


def _terms(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    title = row["title"] or ""
    # The headline is the text's first line, unless the file kept it apart.
    text = row["text"] if row["text"].startswith(title) else f"{title}\n{row['text']}"
    for term, weight in sorted(weighted_terms(text).items()):
        yield {
            "article_id": row["article_id"],
            "published_on": row["published_on"],
            "term": term,
            "weight": weight,
        }


def _links(
    connection: duckdb.DuckDBPyConnection, ids: list[str], settings: StorySettings
) -> list[dict[str, Any]]:
    connection.register("some_articles", pa.table({"article_id": ids}))
    values = settings.model_dump() | {
        "unit": UNIT,
        "least_strength": LEAST_STRENGTH,
        "copy_similarity": COPY_SIMILARITY,
    }
    rows = run_file(connection, "stories/story_links", values).to_arrow_table().to_pylist()
    connection.unregister("some_articles")
    return [_link(**row) for row in rows]


def _link(
    article_id: str, other_id: str, strength: float, text: str | None, other_text: str | None
) -> dict[str, Any]:
    shared = shared_text(text, other_text) if text and other_text else 0.0
    return asdict(Link(article_id, other_id, strength, shared))


def _stories(connection: duckdb.DuckDBPyConnection) -> list[StoryArticle]:
    # Undated ones last.
    order = {
        article_id: (day is None, str(day), moment is None, str(moment), path, item_no)
        for article_id, day, moment, path, item_no in connection.table("reached_articles").fetchall()
    }
    links = run_file(connection, "stories/reached_links").fetchall()
    return stories(order, [Link(*row) for row in links])


def _batches(rows: duckdb.DuckDBPyConnection) -> Iterator[list[dict[str, Any]]]:
    """Rows as mappings, some at once; read to the end before the connection is used again."""
    table = rows.to_arrow_table()
    for batch in table.to_batches(max_chunksize=ARTICLES_AT_ONCE):
        yield batch.to_pylist()
