"""Articles extracted anew -> one linked delivery, without what has changed in the warehouse meanwhile."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.actors.forgotten import ROW_IDS, hide
from standpunkt.actors.tables import Tables
from standpunkt.articles.similarity import DEFAULT_RULES, CopyRules
from standpunkt.steps.extract import LANGUAGE_TABLES
from standpunkt.steps.forgotten import read_forgotten, scrub_batches
from standpunkt.steps.link import Delivery, staged_rows, write_delivery
from standpunkt.steps.reprocess_extract import ReprocessedBatch, StagedArticlesGone
from standpunkt.steps.rows import Row
from standpunkt.steps.staging import finished_counts
from standpunkt.warehouse.sql import run_file


def reprocess_delivery(
    connection: duckdb.DuckDBPyConnection,
    batches: Sequence[ReprocessedBatch],
    tables: Tables,
    run_id: str,
    staging: Path,
    rules: CopyRules = DEFAULT_RULES,
) -> Delivery:
    """Link what the batches hold of articles that are stored as they were when this was planned.

    Raises:
        StagedArticlesGone: nothing has been changed.
    """
    planned = [article for batch in batches for article in batch.planned.articles]
    wanted = _still_stored(connection, batches)
    left = [batch for batch in batches if any(one.article_id in wanted for one in batch.planned.articles)]
    gone = [batch for batch in left if finished_counts(batch.folder) is None]
    if gone:
        raise StagedArticlesGone(
            f"Staged rows of {sum(len(batch.planned.articles) for batch in gone)} articles in {staging} were "
            "removed while this run was under way, as 'standpunkt forget' does. Nothing was changed. Give "
            "the same command again: finished extraction batches are kept."
        )
    forgotten = read_forgotten(connection)
    scrub_batches(connection, [batch.folder for batch in left], forgotten)
    rows: Iterator[dict[str, list[Row]]] = (staged_rows(batch.folder, "article_id", wanted) for batch in left)
    if forgotten.actors:
        rows = (_hidden_as_before(connection, some) for some in rows)
    others = len(planned) - len(wanted)
    return write_delivery(connection, rows, [], tables, run_id, staging, others, rules)


def _still_stored(connection: duckdb.DuckDBPyConnection, batches: Sequence[ReprocessedBatch]) -> set[str]:
    articles = [article for batch in batches for article in batch.planned.articles]
    columns = ("article_id", "content_sha256", "extractor_version")
    table = {name: pa.array([getattr(one, name) for one in articles], pa.string()) for name in columns}
    connection.register("planned_articles", pa.table(table))
    rows = run_file(connection, "reprocess/still_stored").fetchall()
    connection.unregister("planned_articles")
    return {row[0] for row in rows}


def _hidden_as_before(
    connection: duckdb.DuckDBPyConnection, rows: dict[str, list[Row]]
) -> dict[str, list[Row]]:
    """What stands where somebody was forgotten stays hidden, whatever the model calls it now."""
    ids = [row["article_id"] for row in rows["articles"]]
    connection.register("some_articles", pa.table({"article_id": pa.array(ids, pa.string())}))
    found = run_file(connection, "reprocess/hidden_rows").fetchall()
    connection.unregister("some_articles")
    texts = {(row["article_id"], row["content_sha256"]) for row in rows["articles"]}
    hidden = [one for one in found if (one[2], one[5]) in texts]
    row_ids = {one[1] for one in hidden}
    places: dict[str, list[tuple[int, int]]] = {}
    for table, _, article_id, start_char, end_char, _ in hidden:
        if table == "mentions":
            places.setdefault(article_id, []).append((start_char, end_char))
    return rows | {
        table: [
            hide(table, row)
            if row[ROW_IDS[table]] in row_ids
            or (table == "mentions" and _overlaps(row, places.get(row["article_id"], ())))
            else row
            for row in rows[table]
        ]
        for table in LANGUAGE_TABLES
    }


def _overlaps(row: Row, places: Collection[tuple[int, int]]) -> bool:
    return any(
        row["start_char"] < end_char and start_char < row["end_char"] for start_char, end_char in places
    )
