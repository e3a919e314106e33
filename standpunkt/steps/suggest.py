"""Lines for ``issues.csv`` from what the published warehouse holds and the tables lack."""

from pathlib import Path

import duckdb

from standpunkt.actors.tables import load_tables
from standpunkt.errors import StandpunktError
from standpunkt.issues.suggest import OpenTarget, suggested_lines, table_form
from standpunkt.warehouse.connect import open_published
from standpunkt.warehouse.sql import run_file


class NoGroupsPublished(StandpunktError):
    """The warehouse has no mart of targets without an issue."""


def suggestions(published: Path, tables_folder: Path, limit: int, least: int) -> list[str]:
    """At most ``limit`` lines, from groups of targets with at least ``least`` stances.

    Raises:
        SeedTableError: the tables are invalid.
        NothingPublished, PublishedFileDamaged: from opening the warehouse.
        NoGroupsPublished: an older version has published it.
    """
    tables = load_tables(tables_folder)
    with open_published(published) as connection:
        try:
            found = run_file(connection, "suggest/open_targets", {"least": least, "most": limit})
        except duckdb.CatalogException as error:
            raise NoGroupsPublished(
                f"{published} was published before targets without an issue were grouped. "
                f"'standpunkt relink --warehouse {published}' publishes it anew; nothing has been changed."
            ) from error
        rows = found.fetchall()
    open_targets = [OpenTarget(target, tuple(targets), count) for target, targets, count in rows]
    return suggested_lines(open_targets, tables.issues, table_form(tables_folder))
