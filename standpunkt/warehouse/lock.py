"""One writer: an operating-system lock that is held by a process and gone with it."""

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from standpunkt.errors import StandpunktError
from standpunkt.warehouse.paths import WarehousePaths


class WarehouseBusy(StandpunktError):
    """Another process kept the writer lock for longer than this one was told to wait."""


@contextmanager
def writer_lock(
    paths: WarehousePaths, wait_seconds: float, tell: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the right to read and write the working file.

    Waits up to ``wait_seconds`` and says once, through ``tell``, for whom.

    Raises:
        WarehouseBusy: nothing has been changed.
    """
    lock = FileLock(paths.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell(f"Waiting for {_holder(paths)}, which is writing {paths.published}.")
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise WarehouseBusy(
                f"{_holder(paths)} is still writing {paths.published} after {wait_seconds:g} s. "
                "This run changed nothing; finished extraction batches are kept. Try again later, or "
                "set STANDPUNKT_LOCK_WAIT_SECONDS higher."
            ) from error
    try:
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
        _holder_file(paths).write_text(json.dumps(holder), encoding="utf-8")
        yield
    finally:
        lock.release()


def _holder(paths: WarehousePaths) -> str:
    try:
        holder = json.loads(_holder_file(paths).read_text(encoding="utf-8"))
        return f"process {holder['pid']} on {holder['host']} (since {holder['since']} UTC)"
    except (OSError, ValueError, KeyError):
        return "another process"


def _holder_file(paths: WarehousePaths) -> Path:
    return paths.lock.with_suffix(".json")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
