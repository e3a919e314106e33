"""Rewriting the working file: DuckDB keeps the blocks of deleted rows, with what stood in them."""

import os
import shutil

import duckdb

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.publish import flush, quoted, remove
from standpunkt.warehouse.sql import run_file, sql_text


class RewriteFailed(StandpunktError):
    """The working file holds no row of what was forgotten, but its free blocks may."""


def is_rewrite_due(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether something was forgotten since the working file was last written anew."""
    row = run_file(connection, "forget/is_rewrite_due").fetchone()
    return row is not None and bool(row[0])


def rewrite_working(paths: WarehousePaths) -> None:
    """Replace the working file by a copy of its rows, and remove what killed runs left of it.

    The caller holds the writer lock and has no connection open.

    Raises:
        RewriteFailed: the working file is as it was; the next command that opens it tries again.
    """
    rewritten = paths.folder / "rewriting.duckdb"
    try:
        remove(rewritten)
        with open_working(paths) as working:
            working.execute(f"attach '{quoted(rewritten)}' as rewritten")
            # sqlfluff has no grammar for this one.
            working.execute("copy from database working to rewritten")
            working.execute(sql_text("forget/rewrite"))
            working.execute("checkpoint rewritten")
            working.execute("detach rewritten")
            working.execute("checkpoint")
        flush(rewritten)
        os.replace(rewritten, paths.working)
        # Of the replaced file; it must not be applied to the new one.
        paths.working.with_name(paths.working.name + ".wal").unlink(missing_ok=True)
        flush(paths.folder)
        remove(paths.next_published)
        for name in (paths.working.name, paths.next_published.name, rewritten.name):
            shutil.rmtree(paths.folder / f"{name}.tmp", ignore_errors=True)
    except (OSError, duckdb.Error) as error:
        remove(rewritten)
        raise RewriteFailed(
            f"What was to be forgotten is in no table of {paths.working} any more, but the file could not "
            f"be written anew ({str(error).splitlines()[0]}), and its free blocks may still hold it; "
            f"{paths.published} has not been published anew. Mend the cause (free disk space, permission) "
            "and give the same command again, or run: both go on from here."
        ) from error
