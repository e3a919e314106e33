"""Places among copies and versions, decided in SQL's reach and by pure functions over what it gives."""

from dataclasses import asdict
from itertools import groupby

import duckdb
import pyarrow as pa

from standpunkt.articles.copies import PlacedArticle, SimilarTexts, find_copies
from standpunkt.articles.similarity import CopyRules
from standpunkt.articles.versions import MIN_CONTAINED, Version, superseded
from standpunkt.warehouse.sql import run_file, sql_text

_COPIES = pa.schema(
    [
        ("article_id", pa.string()),
        ("duplicate_of", pa.string()),
        ("duplicate_kind", pa.string()),
        ("duplicate_similarity", pa.float64()),
    ]
)
_ADDRESSED = pa.schema([("article_id", pa.string()), ("current_article_id", pa.string())])


def copies_in_reach(connection: duckdb.DuckDBPyConnection, rules: CopyRules) -> pa.Table:
    """Copies among the articles whose place may have changed: all that are linked to a touched text.

    Needs ``placeable_articles``, ``placeable_pairs`` and ``touched_texts``; leaves ``reached_texts``.
    """
    connection.execute(sql_text("link/reached_texts"))
    articles = run_file(connection, "link/placeable_articles").to_arrow_table().to_pylist()
    pairs = run_file(connection, "link/placeable_pairs").fetchall()
    copies = find_copies(
        (PlacedArticle(**row) for row in articles),
        (SimilarTexts(*row) for row in pairs),
        rules.wire,
        rules.wire_days,
    )
    return pa.Table.from_pylist([asdict(copy) for copy in copies], schema=_COPIES)


def settle_versions(connection: duckdb.DuckDBPyConnection) -> None:
    """Move articles that give way to a newer one of their address to ``article_versions``.

    Needs ``touched_addresses``, ``touched_texts`` and ``this_run``; runs in the loading transaction.
    """
    cursor = run_file(connection, "load/addressed_versions")
    rows = cursor.fetchall()
    alike = _alike(connection)
    found: list[dict[str, str]] = []
    for _, group in groupby(rows, key=lambda row: row[1]):
        versions = [Version(row[0], *row[2:]) for row in group]
        current = superseded(versions, lambda one, other: (min(one, other), max(one, other)) in alike)
        found += [
            {"article_id": one.article_id, "current_article_id": current.get(one.article_id, one.article_id)}
            for one in versions
        ]
    connection.register("addressed_articles", pa.Table.from_pylist(found, schema=_ADDRESSED))
    connection.execute(sql_text("load/superseded_articles"))
    connection.unregister("addressed_articles")


def _alike(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    rows = run_file(connection, "load/alike_versions", {"min_contained": MIN_CONTAINED}).fetchall()
    return {(one, other) for one, other in rows}


def settle_copies(connection: duckdb.DuckDBPyConnection, rules: CopyRules) -> None:
    """Give every article whose place may have changed its place among its copies.

    Needs ``touched_texts``; runs in the loading transaction, when all articles are in their tables.
    """
    connection.execute(sql_text("load/placing_views"))
    connection.register("copies", copies_in_reach(connection, rules))
    connection.execute(sql_text("load/placed_articles"))
    connection.unregister("copies")
