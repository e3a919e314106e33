"""What a delivery changes in stored rows, before it is loaded: counts by kind, examples with sentences."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import duckdb

from standpunkt.steps.audit import AuditedDelivery
from standpunkt.steps.load import incoming_files
from standpunkt.steps.review import sentence_around
from standpunkt.warehouse.sql import parquet_views, run_file


@dataclass(frozen=True)
class ChangeCount:
    """Rows of one kind in one table."""

    table: str
    kind: str
    """Kind of entity, office or statement, or the polarity; of a row that changes it, the one it had."""
    gained: int
    lost: int
    changed: int
    same: int


@dataclass(frozen=True)
class ChangedRow:
    """One row as an example."""

    table: str
    change: str
    """gained, lost or changed."""
    kind: str
    """``old -> new`` where that changed."""
    row_id: str
    article_id: str
    text: str
    """Whom and what it is about: the mention, the office, the speaker, holder and target."""
    sentence: str
    """In which the row stands, on one line; of a lost row in the stored text."""
    difference: str
    """Of a changed row, what it said and says, by the values that differ; empty for others."""


@dataclass(frozen=True)
class Comparison:
    """A delivery beside what is stored."""

    article_count: int
    changed_text_count: int
    counts: tuple[ChangeCount, ...]
    examples: tuple[ChangedRow, ...]

    @property
    def changed_row_count(self) -> int:
        """Rows gained, lost or changed."""
        return sum(one.gained + one.lost + one.changed for one in self.counts)


def compare_delivery(
    connection: duckdb.DuckDBPyConnection,
    audited: AuditedDelivery,
    least_confidence: float,
    example_count: int = 3,
) -> Comparison:
    """Compare the rows that passed the gate with the stored ones of the same articles.

    Ids tell which rows are the same where an article's text stays, what they say where it does not. A row
    whose confidence alone is another is the same, unless marts count it now and did not, or the other way.
    At most ``example_count`` examples of each table and change.
    """
    with parquet_views(connection, incoming_files(audited)):
        run_file(connection, "reprocess/reprocessed_articles")
        run_file(connection, "reprocess/compared_rows", {"least_confidence": least_confidence})
    run_file(connection, "reprocess/row_changes")
    counts = [ChangeCount(*row) for row in run_file(connection, "reprocess/change_counts").fetchall()]
    examples = run_file(connection, "reprocess/change_examples", {"most": example_count}).fetchall()
    texts = run_file(connection, "reprocess/text_changes").fetchone()
    assert texts is not None
    for table in ("row_changes", "compared_rows", "reprocessed_articles"):
        connection.execute(f"drop table temp.{table}")
    return Comparison(texts[0], texts[1], tuple(counts), tuple(_example(*row) for row in examples))


def _example(
    table: str,
    change: str,
    old_kind: str,
    new_kind: str,
    row_id: str,
    article_id: str,
    text: str,
    article_text: str,
    start_char: int,
    end_char: int,
    old_said: list[Any] | None,
    new_said: list[Any] | None,
) -> ChangedRow:
    is_other_kind = change == "changed" and old_kind != new_kind
    kind = f"{old_kind} -> {new_kind}" if is_other_kind else new_kind or old_kind
    sentence = sentence_around(article_text, start_char, end_char)
    pairs = zip_longest(old_said or (), new_said or ()) if change == "changed" else ()
    differences = [f"{old or 'none'} -> {new or 'none'}" for old, new in pairs if old != new]
    difference = "; ".join(one for one in differences if one != kind)
    return ChangedRow(table, change, kind, row_id, article_id, text, sentence, difference)
