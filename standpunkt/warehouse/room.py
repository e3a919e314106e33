"""A disk that is full or refuses to be written: one plain failure, whichever step and library met it."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.paths import WarehousePaths

_NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
# DuckDB's errors carry the system's words and no number.
_WORDS = tuple(os.strerror(number) for number in sorted(_NUMBERS))


class DiskFailed(StandpunktError):
    """The warehouse's disk takes no more; what was published and what was finished is still there."""


@contextmanager
def disk_failures_named(paths: WarehousePaths) -> Iterator[None]:
    """Turn what libraries raise on a full or read-only disk into ``DiskFailed``; other errors pass."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if not is_disk_failure(error):
            raise
        raise DiskFailed(
            f"The warehouse's folder {paths.folder} cannot be written to ({_cause(error)}; "
            f"{_free(paths.folder)} free). Nothing of this delivery was loaded or it is loaded but not "
            f"published: readers of {paths.published} keep the last good state, finished extraction batches "
            "are kept. Free disk space there or move the warehouse to a larger disk, and run again: it goes "
            "on from where it stopped."
        ) from error


def is_disk_failure(error: BaseException) -> bool:
    """Whether the disk is the cause: full, beyond a quota or a limit, or read-only."""
    if isinstance(error, OSError) and error.errno in _NUMBERS:
        return True
    return isinstance(error, OSError | duckdb.Error) and any(words in str(error) for words in _WORDS)


def _cause(error: BaseException) -> str:
    return next((words for words in _WORDS if words in str(error)), str(error).splitlines()[0])


def _free(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free / 1024 / 1024:.0f} MiB"
    except OSError:
        return "an unknown amount"
