"""Similar texts: the delivery's compared with everything stored, by looking up hashes they share.

Which texts are compared follows from the two texts and their articles' days alone, so that the pairs found
do not depend on what came first.
"""

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from standpunkt.articles.shingles import FINGERPRINT_VERSION, compared_text
from standpunkt.articles.similarity import ComparedText, CopyRules, Similarity
from standpunkt.articles.versions import MIN_CONTAINED
from standpunkt.steps.rows import Row, fingerprint_columns
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.sql import parquet_views, run_file, sql_text

ARTICLES_AT_ONCE = 2000
"""Articles whose candidates are looked up together."""
_RENEWED_AT_ONCE = 500
_PAIRS_AT_ONCE = 1000
_TEXTS_KEPT = 4000


def rules_version(rules: CopyRules) -> str:
    """Names everything that decides which texts are similar."""
    return f"{FINGERPRINT_VERSION} {rules.version}"


def are_rules_new(connection: duckdb.DuckDBPyConnection, rules: CopyRules) -> bool:
    """Whether the stored pairs were found under other rules."""
    row = connection.execute("select rules_version from extracted.copy_rules").fetchone()
    return row is None or row[0] != rules_version(rules)


def with_current_fingerprint(row: Row) -> Row:
    """A staged row of ``extracted.articles``, also if an earlier version staged it."""
    if row.get("fingerprint_version") == FINGERPRINT_VERSION:
        return row
    return {"modified_at": None} | row | fingerprint_columns(row["text"], row["title"], row["url"])


def renew_fingerprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the fingerprints of stored articles anew where another version made them, from their texts."""
    values = {"fingerprint_version": FINGERPRINT_VERSION, "at_once": _RENEWED_AT_ONCE}
    while rows := run_file(connection, "link/stale_fingerprints", values).fetchall():
        renewed = [
            {"article_id": article_id, **fingerprint_columns(text, title, url)}
            for article_id, text, title, url in rows
        ]
        schema = table_schema("extracted.articles")
        fields = [schema.field(name) for name in renewed[0]]
        connection.register("renewed_fingerprints", pa.Table.from_pylist(renewed, schema=pa.schema(fields)))
        connection.execute(sql_text("link/renew_fingerprints"))
        connection.unregister("renewed_fingerprints")


def find_similar_texts(
    connection: duckdb.DuckDBPyConnection, folder: Path, rules: CopyRules, search_all: bool, is_known: bool
) -> None:
    """Compare ``folder``'s extracted articles with all; writes ``similar_texts.parquet`` beside them.

    ``search_all`` compares the stored ones with each other too; where the articles ``is_known`` and that
    is not asked for, nothing is compared. ``compared_texts.parquet`` gets the texts whose pairs these are,
    all of them: what an article's earlier version was like is none any more. Memory holds the candidates of
    2,000 articles at once, however many are stored.
    """
    schema = table_schema("extracted.similar_texts")
    with (
        parquet_views(connection, {"incoming_extracted_articles": folder / "extracted_articles.parquet"}),
        pq.ParquetWriter(folder / "similar_texts.parquet", schema) as writer,
    ):
        connection.execute(sql_text("link/compared_articles"))
        connection.execute(sql_text("link/compared_texts"))
        texts = connection.table("compared_texts").to_arrow_table()
        is_searched = search_all or not is_known
        pq.write_table(texts if is_searched else texts.slice(length=0), folder / "compared_texts.parquet")
        ids = _searched_ids(connection, search_all) if is_searched else []
        for first in range(0, len(ids), ARTICLES_AT_ONCE):
            some = pa.table({"article_id": ids[first : first + ARTICLES_AT_ONCE]})
            for rows in _similar_to(connection, some, rules):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _searched_ids(connection: duckdb.DuckDBPyConnection, search_all: bool) -> list[str]:
    if search_all:
        found = connection.table("compared_articles").project("article_id").order("article_id")
        return [row[0] for row in found.fetchall()]
    return [row[0] for row in run_file(connection, "link/articles_of_texts").fetchall()]


def _similar_to(
    connection: duckdb.DuckDBPyConnection, ids: pa.Table, rules: CopyRules
) -> Iterator[list[Row]]:
    connection.register("searched_ids", ids)
    connection.execute(sql_text("link/searched_articles"))
    connection.unregister("searched_ids")
    bounds = run_file(connection, "link/searched_days", {"wire_days": rules.wire_days}).fetchone()
    assert bounds is not None
    values = {"first_on": bounds[0], "last_on": bounds[1], "wire_days": rules.wire_days}
    run_file(connection, "link/candidate_texts", values)
    cursor = run_file(connection, "link/candidate_pairs")
    texts: OrderedDict[str, ComparedText] = OrderedDict()
    while candidates := cursor.fetchmany(_PAIRS_AT_ONCE):
        rows = [_pair_row(candidate, texts, rules) for candidate in candidates]
        yield [row for row in rows if row is not None]


def _pair_row(
    candidate: tuple[Any, ...], texts: OrderedDict[str, ComparedText], rules: CopyRules
) -> Row | None:
    one_key, other_key, one_text, one_title, other_text, other_title, has_same_address = candidate
    one = _compared(one_key, one_text, one_title, texts)
    found = one.similarity(_compared(other_key, other_text, other_title, texts))
    kind = _kind(found, rules)
    if kind is None and not (has_same_address and found.contained >= MIN_CONTAINED):
        return None
    return {
        "one_key": one_key,
        "other_key": other_key,
        "kind": kind,
        "jaccard": found.jaccard,
        "one_in_other": found.one_in_other,
        "other_in_one": found.other_in_one,
    }


def _kind(found: Similarity, rules: CopyRules) -> str | None:
    if found.is_near(rules):
        return "near"
    return "wire" if found.is_wire(rules) else None


def _compared(key: str, text: str, title: str | None, texts: OrderedDict[str, ComparedText]) -> ComparedText:
    if key not in texts:
        if len(texts) >= _TEXTS_KEPT:
            texts.popitem(last=False)
        texts[key] = ComparedText(compared_text(text, title))
    return texts[key]
