"""The bytes of one file, read once, and only if nobody is writing to it."""

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import datetime

from standpunkt.articles.discover import FoundFile, local_path, moment_of, remote_mtime_ns
from standpunkt.articles.unreadable import (
    FileVanished,
    NoPermission,
    NotAFile,
    ReadFailed,
    StillWritten,
    TooLarge,
    UnreadableFile,
)

MAX_BYTES = 64 * 1024 * 1024
"""Largest file read: a task holds it in memory, its text in two to four bytes a letter, and its articles."""


@dataclass(frozen=True)
class FileContent:
    """One file's bytes with the size and time they had while being read."""

    path: str
    raw: bytes
    sha256: str
    """Of ``raw``, in hexadecimal."""
    size: int
    mtime_ns: int | None = None

    @property
    def modified_at(self) -> datetime | None:
        """Last change as UTC without zone, cut to microseconds."""
        return None if self.mtime_ns is None else moment_of(self.mtime_ns)


def read_file(found: FoundFile) -> FileContent:
    """The bytes of ``found``, the same before and after reading.

    Raises an ``UnreadableFile``: ``FileVanished``, ``StillWritten`` (changed since it was listed or
    while it was read), ``NoPermission``, ``ReadFailed`` (all transient), ``NotAFile`` or ``TooLarge``.
    """
    if found.size > MAX_BYTES:
        raise _too_large(found.path, found.size)
    try:
        path = local_path(found.url)
        raw, mtime_ns = _read_remote(found) if path is None else _read_local(found, path)
    except UnreadableFile:
        raise
    except FileNotFoundError as error:
        raise FileVanished(found.path, "the file is no longer there") from error
    except PermissionError as error:
        raise NoPermission(found.path, "no permission to read the file") from error
    except OSError as error:
        raise ReadFailed(found.path, f"reading failed: {error.strerror or error}") from error
    except Exception as error:
        # Remote file systems raise their clients' own classes.
        raise ReadFailed(found.path, f"reading failed: {type(error).__name__}: {error}") from error
    return FileContent(
        path=found.path, raw=raw, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), mtime_ns=mtime_ns
    )


def _read_local(found: FoundFile, path: str) -> tuple[bytes, int]:
    try:
        before = os.stat(path)
    except FileNotFoundError:
        if os.path.islink(path):
            raise FileVanished(found.path, "a link to a file that is not there") from None
        raise
    if stat.S_ISDIR(before.st_mode):
        raise NoPermission(found.path, "no permission to list the folder")
    if not stat.S_ISREG(before.st_mode):
        raise NotAFile(found.path, "not a regular file but a pipe, socket or device")
    if (before.st_size, before.st_mtime_ns) != (found.size, found.mtime_ns):
        raise StillWritten(found.path, "the file changed after it was listed; it may still be written")
    with open(path, "rb") as file:
        raw = file.read(MAX_BYTES + 1)
    after = os.stat(path)
    if len(raw) > MAX_BYTES:
        raise _too_large(found.path, after.st_size)
    if _state(before) != _state(after) or len(raw) != after.st_size:
        raise StillWritten(found.path, "the file changed while it was read; it is still being written")
    return raw, after.st_mtime_ns


def _state(seen: os.stat_result) -> tuple[int, int, int]:
    return seen.st_size, seen.st_mtime_ns, seen.st_ino


def _read_remote(found: FoundFile) -> tuple[bytes, int | None]:
    from fsspec.core import url_to_fs

    files, name = url_to_fs(found.url)
    raw: bytes = files.cat_file(name)
    files.invalidate_cache()
    facts = files.info(name)
    mtime_ns = remote_mtime_ns(facts)
    # Some file systems tell no size or time, others whole seconds; then the bytes are what there is to go by.
    sizes = {facts.get("size"), found.size or None, len(raw)} - {None}
    if len(sizes) > 1 or mtime_ns != found.mtime_ns:
        raise StillWritten(found.path, "the file changed after it was listed; it may still be written")
    return raw, mtime_ns


def _too_large(path: str, size: int) -> TooLarge:
    return TooLarge(
        path,
        f"{size / 1024 / 1024:.0f} MiB, more than the {MAX_BYTES // 1024 // 1024} MiB one file may have; "
        "cut it into smaller files",
    )
