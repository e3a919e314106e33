"""The briefing: who spoke, who stands where, what was said last, each with its evidence."""

from pathlib import Path

import duckdb

from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.query import as_markdown, fetch_result
from standpunkt.warehouse.sql import run_file

SECTIONS = (
    ("briefing/voices", "Who was quoted most"),
    ("briefing/positions", "Who stands where"),
    ("briefing/new_stances", "New stances, with their sentence"),
    ("briefing/health", "How far to trust this"),
)


def briefing_markdown(published: Path, run_id: str | None) -> str:
    """Markdown from the published file; ``run_id`` chooses what counts as new.

    Raises:
        NothingPublished, PublishedFileDamaged: from opening the file.
    """
    if not published.exists():
        return "# Briefing\n\nNothing is published yet.\n"
    with open_published(published) as connection:
        parts = [_section(connection, name, title, run_id) for name, title in SECTIONS]
    return "\n".join(["# Briefing", "", *parts])


def _section(connection: duckdb.DuckDBPyConnection, name: str, title: str, run_id: str | None) -> str:
    cursor = run_file(connection, name, {"run_id": run_id} if name == "briefing/new_stances" else None)
    result = fetch_result(cursor)
    return f"## {title}\n\n{as_markdown(result) if result.rows else 'Nothing yet.'}\n"
