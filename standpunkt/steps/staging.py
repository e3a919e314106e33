"""Staged rows: Parquet in folders that are either whole or not there."""

import json
import os
import shutil
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

DONE = "done.json"
"""Written last: a folder without it was cut off and is made again."""

ORPHAN_AGE_SECONDS = 14 * 24 * 3600
"""Unfinished or linked staging older than this belongs to no run that still lives."""


def write_rows(folder: Path, name: str, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Write ``NAME.parquet``; every row must have exactly the schema's columns."""
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), folder / f"{name}.parquet")


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Rows of ``NAME.parquet``."""
    rows: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return rows


class StagingFolder:
    """A folder under construction that takes its name only when everything is in it."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}.unfinished")

    def __enter__(self) -> "StagingFolder":
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self, counts: Mapping[str, Any]) -> None:
        """Write the counts and move the folder to its name; a run that was faster wins."""
        (self.folder / DONE).write_text(json.dumps(dict(counts)), encoding="utf-8")
        if self.target.exists() and not (self.target / DONE).exists():
            shutil.rmtree(self.target)
        with suppress(FileExistsError, OSError):
            os.rename(self.folder, self.target)
        if not (self.target / DONE).exists():
            raise OSError(f"{self.target} could not be finished")


def finished_counts(folder: Path) -> dict[str, Any] | None:
    """Counts of a finished folder, None if it is not there or was cut off."""
    try:
        counts: dict[str, Any] = json.loads((folder / DONE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return counts


def remove_folders(folders: Sequence[Path]) -> None:
    """Delete staged folders whose rows are loaded."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def remove_orphans(staging: Path) -> None:
    """Delete what runs that were killed long ago have left.

    Finished batches of files stay however old they are: the quality gate may hold them. Stored articles are
    extracted again from the warehouse at any time.
    """
    ends = ("*.unfinished", "delivery-*", "batch-again-*", "batch-stored-*")
    for folder in [folder for end in ends for folder in staging.glob(end)]:
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > ORPHAN_AGE_SECONDS:
                shutil.rmtree(folder)
