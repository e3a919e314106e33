"""Publication: a whole new file, built aside and moved over the one readers have open."""

import os
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.errors import StandpunktError
from standpunkt.issues.clusters import group_targets
from standpunkt.resources import resource_folder
from standpunkt.warehouse.migrate import migrate
from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.sql import run_file, sql_text

COUNTED = "counted_stances"
"""The mart that others read."""


class PublishFailed(StandpunktError):
    """The new publication could not be built or moved; the old one stands."""


def is_publication_due(
    connection: duckdb.DuckDBPyConnection, paths: WarehousePaths, least_confidence: float
) -> bool:
    """Whether the published file does not show the working file's state, or marts of another confidence."""
    row = run_file(connection, "publish/state").fetchone()
    assert row is not None
    state_no, *published = row
    return state_no > 0 and (published != [state_no, least_confidence] or not paths.published.exists())


def publish(connection: duckdb.DuckDBPyConnection, paths: WarehousePaths, least_confidence: float) -> bool:
    """Publish the working file's state if it is new; readers keep what they have open.

    Marts count stances from ``least_confidence`` on. Returns whether a new file was published.

    Raises:
        PublishFailed: the published file is as it was; the next run tries again.
    """
    if not is_publication_due(connection, paths, least_confidence):
        return False
    row = run_file(connection, "publish/state").fetchone()
    assert row is not None
    try:
        remove(paths.next_published)
        _build(connection, paths.next_published, least_confidence)
        flush(paths.next_published)
        os.replace(paths.next_published, paths.published)
        flush(paths.published.parent)
    except (OSError, duckdb.Error) as error:
        remove(paths.next_published)
        raise PublishFailed(
            f"{paths.published} could not be published ({str(error).splitlines()[0]}). Readers keep the "
            f"last good state; everything loaded is safe in {paths.working}. Mend the cause (free disk "
            "space, permission) and run again: publication is then made up for."
        ) from error
    run_file(connection, "publish/published", {"state_no": row[0], "least_confidence": least_confidence})
    return True


def build_marts(connection: duckdb.DuckDBPyConnection, least_confidence: float) -> list[str]:
    """Create schema ``marts`` with one table a file of ``sql/marts``; returns their names."""
    connection.execute("create schema marts")
    connection.execute("set variable least_confidence = $value", {"value": least_confidence})
    _build_mart(connection, COUNTED)
    _group_open_targets(connection)
    names = sorted(file.stem for file in (resource_folder("sql") / "marts").glob("*.sql"))
    for name in names:
        if name != COUNTED:
            _build_mart(connection, name)
    return names


def _build_mart(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.sql(sql_text(f"marts/{name}").rstrip().rstrip(";")).create(f"marts.{name}")


def _group_open_targets(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave a temporary table with the group of each target that no issue covers."""
    rows = run_file(connection, "publish/open_targets").fetchall()
    names = {
        wording: group.name for group in group_targets(text for _, text in rows) for wording in group.targets
    }
    grouped = [(stance_id, names[text]) for stance_id, text in rows if text in names]
    found = pa.table(
        {
            "stance_id": pa.array([stance_id for stance_id, _ in grouped], pa.string()),
            "group_name": pa.array([name for _, name in grouped], pa.string()),
        }
    )
    connection.register("found_groups", found)
    run_file(connection, "publish/target_groups")
    connection.unregister("found_groups")


def _build(working: duckdb.DuckDBPyConnection, target: Path, least_confidence: float) -> None:
    """Schema by the migrations, rows from the working file, marts on top."""
    # One process can open a file once: the working connection itself attaches the new file.
    with duckdb.connect(str(target)) as publication:
        migrate(publication)
    working.execute(f"attach '{quoted(target)}' as publication")
    try:
        working.execute(sql_text("publish/copy_tables"))
    finally:
        working.execute("detach publication")
    with duckdb.connect(str(target)) as publication:
        build_marts(publication, least_confidence)
        publication.execute("checkpoint")


def quoted(path: Path) -> str:
    """A path between the single quotes of SQL."""
    return str(path).replace("'", "''")


def flush(path: Path) -> None:
    """Wait until a file, or a folder's entries, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Delete a DuckDB file and its log, if they are there."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
