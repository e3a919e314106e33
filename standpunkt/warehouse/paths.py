"""The files of one warehouse, and what can be wrong with them before anything is touched."""

import os
from dataclasses import dataclass
from pathlib import Path

from standpunkt.errors import StandpunktError


class WarehousePathUnusable(StandpunktError):
    """The given warehouse path is a folder, or its folder cannot be written."""


class ForeignFile(StandpunktError):
    """The file at the warehouse path is no warehouse of ours; it is never overwritten."""


class WorkingFileMissing(StandpunktError):
    """The published file is here, but the working file it came from is not."""


class NothingPublished(StandpunktError):
    """There is no published file at the path yet."""


@dataclass(frozen=True)
class WarehousePaths:
    """Published file and, in ``FILE.d/``, what only runs use."""

    published: Path

    @property
    def folder(self) -> Path:
        """``FILE.d/``."""
        return self.published.with_name(self.published.name + ".d")

    @property
    def working(self) -> Path:
        """The file that runs write."""
        return self.folder / "working.duckdb"

    @property
    def staging(self) -> Path:
        """Finished extraction batches and linked deliveries that are not loaded yet."""
        return self.folder / "staging"

    @property
    def lock(self) -> Path:
        """Held by the one process that reads or writes the working file."""
        return self.folder / "writer.lock"

    @property
    def next_published(self) -> Path:
        """The publication under construction; moved over ``published`` when it is whole."""
        return self.folder / "publishing.duckdb"


def prepare_paths(paths: WarehousePaths) -> None:
    """Create ``FILE.d/`` for a run.

    Raises:
        WarehousePathUnusable, ForeignFile, WorkingFileMissing: nothing has been changed.
    """
    published = paths.published
    if published.is_dir():
        raise WarehousePathUnusable(
            f"The warehouse path {published} is a folder; it must name a file. Nothing was changed. "
            f"Try --warehouse {published / 'standpunkt.duckdb'}"
        )
    if published.exists() and not is_duckdb_file(published):
        raise ForeignFile(
            f"{published} is not a DuckDB file, so it was left as it is. If it is a damaged warehouse, "
            "move it away and run again: it is then published anew from "
            f"{paths.working}. Otherwise choose another --warehouse."
        )
    if published.exists() and not paths.working.exists():
        raise WorkingFileMissing(
            f"{published} exists, but its working file {paths.working} does not, and a new one would "
            "replace everything published. Nothing was changed. Bring the folder "
            f"{paths.folder.name} back beside it, or move {published.name} away and run again to "
            "extract everything anew from the inbox."
        )
    try:
        paths.staging.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehousePathUnusable(
            f"The folder {paths.folder} cannot be made ({error.strerror}), so nothing could start. "
            "Nothing was changed. Give the folder write permission or choose another --warehouse."
        ) from error
    if not os.access(paths.folder, os.W_OK):
        raise WarehousePathUnusable(
            f"The folder {paths.folder} cannot be written. Nothing was changed. "
            "Give it write permission or choose another --warehouse."
        )


def is_duckdb_file(path: Path) -> bool:
    """Whether the file carries DuckDB's magic bytes (``DUCK`` at offset 8)."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"
