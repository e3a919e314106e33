"""Connections: the working file for the writer, the published file for everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.migrate import migrate
from standpunkt.warehouse.paths import (
    ForeignFile,
    NothingPublished,
    WarehousePaths,
    WarehousePathUnusable,
    is_duckdb_file,
)


class WorkingFileDamaged(StandpunktError):
    """DuckDB cannot open the working file."""


class WorkingFileInUse(StandpunktError):
    """Some other program has the working file open."""


class PublishedFileInUse(StandpunktError):
    """Somebody has the published file open in a way that excludes readers."""


class PublishedFileDamaged(StandpunktError):
    """DuckDB cannot open the published file."""


@contextmanager
def open_working(paths: WarehousePaths) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working file, migrated to the newest schema; the caller holds the writer lock.

    Raises:
        WorkingFileDamaged, WorkingFileInUse, WarehouseTooNew: the published file is untouched.
    """
    try:
        connection = duckdb.connect(str(paths.working))
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise WorkingFileInUse(
                f"Another program has {paths.working} open ({_first_line(error)}). Nothing was changed. "
                f"Close it: analysts read {paths.published}, never the working file."
            ) from error
        raise WorkingFileDamaged(
            f"The working file {paths.working} cannot be opened ({_first_line(error)}). The published "
            f"file {paths.published} is untouched and can still be read. Restore {paths.folder} from a "
            f"backup; or move {paths.published.name} and {paths.folder.name} away and run again to "
            "extract everything anew from the inbox."
        ) from error
    try:
        migrate(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def open_published(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, read-only and without access to other files or the network.

    Raises:
        NothingPublished, WarehousePathUnusable, ForeignFile, PublishedFileInUse, PublishedFileDamaged
    """
    if published.is_dir():
        raise WarehousePathUnusable(f"The warehouse path {published} is a folder; it must name a file.")
    if not published.exists():
        raise NothingPublished(
            f"There is no warehouse at {published} yet. Fill one with "
            f"'standpunkt run INBOX --warehouse {published}', or name another with --warehouse."
        )
    if not is_duckdb_file(published):
        raise ForeignFile(f"{published} is not a DuckDB file. Name the warehouse with --warehouse.")
    try:
        connection = duckdb.connect(
            str(published),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
    except duckdb.Error as error:
        if "different configuration" in str(error) or "Could not set lock" in str(error):
            raise PublishedFileInUse(
                f"{published} is open elsewhere in a way that excludes other readers "
                f"({_first_line(error)}). Nothing is wrong with it. Close that connection, or open it "
                "there with read_only=True in a process of its own."
            ) from error
        raise PublishedFileDamaged(
            f"{published} cannot be opened ({_first_line(error)}): it is damaged. Move it away, and the "
            f"next 'standpunkt run' publishes it anew from {WarehousePaths(published).working}."
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
