"""A copy of the seed tables for the user to edit."""

import shutil
from pathlib import Path

from standpunkt.errors import StandpunktError


class FolderInTheWay(StandpunktError):
    """The folder for the copy exists already."""


def copy_tables(source: Path, target: Path) -> int:
    """Copy every CSV table of ``source``, those of its subjects too; returns how many.

    Raises:
        FolderInTheWay: nothing was copied.
    """
    if target.exists():
        raise FolderInTheWay(f"{target} exists already; nothing was copied. Name a folder that does not.")
    files = [*source.glob("*.csv"), *(source / "subjects").glob("*.csv")]
    for file in files:
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return len(files)
