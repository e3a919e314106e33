"""Staged rows -> one linked delivery: actors, issues, duplicates; the first step that sees the warehouse."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from standpunkt.actors.forgotten import (
    ROW_IDS,
    ForgottenActors,
    hidden_rows,
    hide,
    shown,
    without_forgotten,
)
from standpunkt.actors.former import FORMER_ACTORS
from standpunkt.actors.rows import ExtractedRows, LinkedRows
from standpunkt.actors.tables import Tables
from standpunkt.articles.similarity import DEFAULT_RULES, CopyRules
from standpunkt.linking import link_article
from standpunkt.steps.extract import GERMAN, LANGUAGE_TABLES, StagedBatch, staged_files_schema
from standpunkt.steps.forgotten import read_forgotten, scrub_batches
from standpunkt.steps.placing import copies_in_reach
from standpunkt.steps.plan import FileVersion, still_wanted
from standpunkt.steps.rows import Row
from standpunkt.steps.similar import (
    are_rules_new,
    find_similar_texts,
    renew_fingerprints,
    with_current_fingerprint,
)
from standpunkt.steps.staging import StagingFolder, read_rows, write_rows
from standpunkt.steps.table_rows import (
    former_actor_rows,
    known_actor_rows,
    seed_rows,
    without_vain_decisions,
)
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.sql import parquet_views, run_file, sql_text

ARTICLES_AT_ONCE = 200
"""Articles whose rows are in memory together."""
NAMED = "named_actors"
"""Actors that no seed table has, as each article names them."""


@dataclass(frozen=True)
class Delivery:
    """Linked rows of one run, not yet judged or loaded."""

    folder: Path
    run_id: str
    file_count: int
    article_count: int
    loaded_by_others: int = 0
    """Files that another run dealt with while this one extracted them."""


def link_delivery(
    connection: duckdb.DuckDBPyConnection,
    batches: Sequence[StagedBatch],
    versions: Sequence[FileVersion],
    tables: Tables,
    run_id: str,
    staging: Path,
    rules: CopyRules = DEFAULT_RULES,
) -> Delivery:
    """Link what the batches hold, leaving out what another run has loaded meanwhile.

    ``versions`` are the planned files, the unreadable ones included.
    """
    wanted = still_wanted(connection, versions)
    # A run that was faster has deleted the batches it shares with this one.
    left = [batch for batch in batches if wanted & set(batch.file_version_ids)]
    scrub_batches(connection, [batch.folder for batch in left], read_forgotten(connection))
    files = [
        row for batch in left for row in read_rows(batch.folder, "files") if row["file_version_id"] in wanted
    ]
    files += [
        version.ledger_row("rejected")
        for version in versions
        if version.sha256 is None and version.file_version_id in wanted
    ]
    paths = {row["path"] for row in files}
    extracted = (staged_rows(batch.folder, "path", paths) for batch in left)
    others = len(versions) - len(files)
    return write_delivery(connection, extracted, files, tables, run_id, staging, others, rules)


def relink_delivery(
    connection: duckdb.DuckDBPyConnection,
    tables: Tables,
    run_id: str,
    staging: Path,
    rules: CopyRules = DEFAULT_RULES,
) -> Delivery:
    """Link every stored article again, from its rows as they were extracted."""
    ids = [row[0] for row in run_file(connection, "link/standing_articles").fetchall()]
    rows = _stored_rows(connection, ids)
    return write_delivery(connection, rows, [], tables, run_id, staging, 0, rules, is_known=True)


def write_delivery(
    connection: duckdb.DuckDBPyConnection,
    extracted: Iterable[dict[str, list[Row]]],
    files: list[Row],
    tables: Tables,
    run_id: str,
    staging: Path,
    loaded_by_others: int,
    rules: CopyRules,
    is_known: bool = False,
) -> Delivery:
    """Link ``extracted``, some articles at a time, into a folder of their own.

    ``is_known``: the rows are stored ones, so that their similar texts are known.
    """
    renew_fingerprints(connection)
    folder = staging / f"delivery-{run_id}"
    forgotten = read_forgotten(connection).actors
    tables = without_vain_decisions(tables, forgotten)
    actors = known_actor_rows(tables, forgotten)
    article_count = 0
    with StagingFolder(folder) as under_construction:
        target = under_construction.folder
        with _Writers(target) as writers:
            for rows in chain(extracted, _revived(connection, writers)):
                article_count += len(rows["articles"])
                linked, hidden = _linked(rows, tables, run_id, actors, forgotten)
                for table in ("articles", *LANGUAGE_TABLES):
                    writers.write(f"extracted_{table}", _hidden(table, rows, hidden), f"extracted.{table}")
                    writers.write(table, linked[table], table)
                writers.write(NAMED, linked[NAMED], f"extracted.{NAMED}")
            for table in ("articles", *LANGUAGE_TABLES):
                writers.write(f"extracted_{table}", [], f"extracted.{table}")
                writers.write(table, [], table)
            writers.write(NAMED, [], f"extracted.{NAMED}")
        search_all = are_rules_new(connection, rules)
        find_similar_texts(connection, target, rules, search_all, is_known)
        _place_copies(connection, target, rules)
        write_rows(target, "actors", list(actors.values()), table_schema("actors"))
        write_rows(target, "files", files, staged_files_schema())
        write_rows(target, "former_actors", former_actor_rows(tables, forgotten), FORMER_ACTORS)
        for table, rows_of_table in seed_rows(tables, forgotten).items():
            write_rows(target, table, rows_of_table, table_schema(table))
        under_construction.finish({"article_count": article_count})
    return Delivery(folder, run_id, len(files), article_count, loaded_by_others)


def _linked(
    rows: dict[str, list[Row]],
    tables: Tables,
    run_id: str,
    actors: dict[str, Row],
    forgotten: ForgottenActors,
) -> tuple[dict[str, list[Row]], frozenset[str]]:
    """Linked rows, and the ids of those extracted rows that show nobody but the forgotten."""
    all_hidden = hidden_rows(rows)
    linked: dict[str, list[Row]] = {table: [] for table in ("articles", *LANGUAGE_TABLES, NAMED)}
    by_article = {table: _grouped(rows[table]) for table in LANGUAGE_TABLES}
    for article in rows["articles"]:
        own = {table: tuple(by_article[table].get(article["article_id"], ())) for table in LANGUAGE_TABLES}
        hidden = frozenset(row[ROW_IDS[table]] for table in own for row in own[table]) & all_hidden
        result: LinkedRows = link_article(article, _extracted_rows(own, article["text"]), tables)
        result, leaving = without_forgotten(result, forgotten, hidden)
        all_hidden |= leaving
        for actor in result.actors:
            actors.setdefault(actor.actor_id, actor.row)
            if not actor.known:
                named = actor.row | {"article_id": article["article_id"]}
                linked[NAMED].append(_shaped(named, table_schema(f"extracted.{NAMED}")))
        linked["articles"].append(_article_row(article, result.outlet_id, tables, run_id))
        for table in LANGUAGE_TABLES:
            schema = table_schema(table)
            for row in getattr(result, table):
                linked[table].append(_shaped(row | {"run_id": run_id, "dq_status": "ok"}, schema))
    return linked, all_hidden


def _extracted_rows(own: dict[str, tuple[Row, ...]], text: str) -> ExtractedRows:
    return ExtractedRows(**{table: tuple(shown(table, row, text) for row in own[table]) for table in own})


def _hidden(table: str, rows: dict[str, list[Row]], hidden: frozenset[str]) -> list[Row]:
    if table == "articles" or not hidden:
        return rows[table]
    return [hide(table, row) if row[ROW_IDS[table]] in hidden else row for row in rows[table]]


def _article_row(article: Row, outlet_id: str | None, tables: Tables, run_id: str) -> Row:
    return _shaped(
        article
        | {
            "outlet_id": outlet_id,
            "status": "published" if article["language"] in GERMAN else "skipped_language",
            "duplicate_of": None,
            "duplicate_kind": None,
            "duplicate_similarity": None,
            "story_id": "",
            "tables_version": tables.version,
            "run_id": run_id,
            "dq_status": "ok",
        },
        table_schema("articles"),
    )


def _place_copies(connection: duckdb.DuckDBPyConnection, folder: Path, rules: CopyRules) -> None:
    """Give the delivery's articles their place among their copies, for the quality gate to judge.

    Loading decides again, since the gate may refuse an original.
    """
    views = {"incoming_unplaced": "articles", "incoming_similar_texts": "similar_texts"}
    with parquet_views(connection, {name: folder / f"{file}.parquet" for name, file in views.items()}):
        connection.execute(sql_text("link/touched_texts"))
        connection.execute(sql_text("link/placing_views"))
        connection.register("copies", copies_in_reach(connection, rules))
        articles = run_file(connection, "link/placed_articles").to_arrow_table()
        connection.unregister("copies")
    write_rows(folder, "articles", articles.to_pylist(), table_schema("articles"))


def staged_rows(folder: Path, column: str, wanted: Collection[str]) -> dict[str, list[Row]]:
    """Rows of a batch by table, of the articles whose ``column`` (path or id) is wanted."""
    staged = [row for row in read_rows(folder, "articles") if row[column] in wanted]
    articles = [with_current_fingerprint(row) for row in staged]
    ids = {row["article_id"] for row in articles}
    rows = {"articles": articles}
    for table in LANGUAGE_TABLES:
        rows[table] = [row for row in read_rows(folder, table) if row["article_id"] in ids]
    return rows


def _revived(connection: duckdb.DuckDBPyConnection, writers: "_Writers") -> Iterator[dict[str, list[Row]]]:
    """Stored rows of articles that may be current again, now that the addresses written so far change."""
    connection.register("incoming_addresses", writers.addresses())
    ids = [row[0] for row in run_file(connection, "link/revived_articles").fetchall()]
    connection.unregister("incoming_addresses")
    yield from _stored_rows(connection, ids)


def _stored_rows(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[dict[str, list[Row]]]:
    for first in range(0, len(ids), ARTICLES_AT_ONCE):
        some = pa.table({"article_id": ids[first : first + ARTICLES_AT_ONCE]})
        connection.register("some_articles", some)
        rows = {
            table: connection.table(f"extracted.{table}")
            .join(connection.table("some_articles"), "article_id", how="semi")
            .to_arrow_table()
            .to_pylist()
            for table in ("articles", *LANGUAGE_TABLES)
        }
        connection.unregister("some_articles")
        yield rows


class _Writers:
    """Parquet files that grow by row groups; rows may come a few articles at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, Any] = {}
        self.address_of: dict[str, str | None] = {}

    def __enter__(self) -> "_Writers":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        for writer in self.open.values():
            writer.close()

    def write(self, name: str, rows: list[Row], table: str) -> None:
        """Append rows to ``NAME.parquet``; no rows still make the file."""
        import pyarrow.parquet as pq

        schema = table_schema(table)
        if table == "extracted.articles":
            self.address_of |= {row["article_id"]: row["address_key"] for row in rows}
        if name not in self.open:
            self.open[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", schema)
        if rows:
            self.open[name].write_table(pa.Table.from_pylist(rows, schema=schema))

    def addresses(self) -> pa.Table:
        """The articles written so far, each with what names its address."""
        ids, keys = list(self.address_of), list(self.address_of.values())
        return pa.table(
            {"article_id": pa.array(ids, pa.string()), "address_key": pa.array(keys, pa.string())}
        )


def _grouped(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["article_id"], []).append(row)
    return grouped


def _shaped(row: Row, schema: pa.Schema) -> Row:
    """Exactly the table's columns."""
    return {name: row[name] for name in schema.names}
