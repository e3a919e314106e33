"""Seed tables checked by themselves, and their decisions against a warehouse."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from standpunkt.actors.check import Finding, check_tables
from standpunkt.actors.decisions import TABLE, Decision
from standpunkt.actors.tables import load_tables
from standpunkt.csv_tables import Problem
from standpunkt.steps.decide import newest_schema
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.sql import run_file


def check(folder: Path, published: Path | None) -> list[Finding]:
    """Findings by file and line; with a warehouse also decisions that match nothing in it.

    Raises:
        NoTables, NothingPublished, PublishedFileDamaged, WarehouseTooOld
    """
    findings = check_tables(folder)
    if published is None or any(one.is_error for one in findings) or not (folder / "actors.csv").exists():
        return findings
    decisions = load_tables(folder).decisions
    with open_published(published) as connection, newest_schema(published):
        idle = list(_idle(decisions, connection, published))
    return sorted([*findings, *idle])


def _idle(
    decisions: tuple[Decision, ...], connection: duckdb.DuckDBPyConnection, published: Path
) -> Iterator[Finding]:
    for one in decisions:
        if not one.is_standing:
            continue
        values = {"actor_id": one.actor_id, "number": str(one.number), "article_id": one.article_id}
        row = run_file(connection, "decide/matched", values).fetchone()
        assert row is not None
        is_in_use, has_mentions, has_article = row
        if one.article_id and not has_article:
            said = f"article_id '{one.article_id}' is not in {published}"
        elif not is_in_use and not has_mentions:
            said = f"decision {one.number} matches nothing in {published}: {one}"
        else:
            continue
        yield Finding(Problem(f"{TABLE}.csv", one.line, said), is_error=False)
