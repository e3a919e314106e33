"""The files of an inbox: a local folder, a single file, or any address fsspec knows."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from standpunkt.errors import StandpunktError

UNFINISHED_SUFFIXES = (
    "~",
    ".crdownload",
    ".download",
    ".filepart",
    ".opdownload",
    ".part",
    ".partial",
    ".swp",
    ".temp",
    ".tmp",
)
"""Endings that browsers, copy programs and editors give a file until it is complete."""

SYSTEM_FILES = frozenset({"desktop.ini", "thumbs.db", "__macosx"})
"""What file managers leave behind; compared in lower case."""

EXTRAS = frozenset({"s3"})
"""Kinds of addresses whose package an extra of the same name installs."""

_NO_CREDENTIALS = re.compile(r"credential|access ?denied|forbidden|invalidaccesskey|signature", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_EPOCH = datetime(1970, 1, 1)
_TELLABLE_NS = range(-62_135_596_800 * 10**9, 253_402_300_800 * 10**9)
"""Nanoseconds since 1970 in the years 1 to 9999."""


class InboxMissing(StandpunktError):
    """The inbox is neither a folder nor a file."""


class InboxUnreachable(StandpunktError):
    """The inbox has an address, but its file system answers with an error."""


@dataclass(frozen=True)
class FoundFile:
    """One file of the inbox as the listing shows it, nothing read yet."""

    path: str
    """Relative to the inbox, forward slashes; bytes that are no UTF-8 appear as ``\\xNN``."""
    url: str
    """What ``read_file`` opens: an absolute local path or an fsspec address. Always valid Unicode."""
    size: int
    """In bytes; 0 where the file system does not tell."""
    mtime_ns: int | None = None
    """Last change, nanoseconds since 1970; null where the file system does not tell."""

    @property
    def modified_at(self) -> datetime | None:
        """Last change as UTC without zone, cut to microseconds: comparable with a SQL timestamp."""
        return None if self.mtime_ns is None else moment_of(self.mtime_ns)

    @property
    def modified_us(self) -> int | None:
        """Last change as whole microseconds since 1970, the same moment as ``modified_at``."""
        if self.mtime_ns is None:
            return None
        return self.mtime_ns // 1000 if self.mtime_ns in _TELLABLE_NS else 0


def moment_of(mtime_ns: int) -> datetime:
    """UTC without zone, cut (not rounded) to microseconds; 1970 where no calendar has the time."""
    return _EPOCH + timedelta(microseconds=mtime_ns // 1000) if mtime_ns in _TELLABLE_NS else _EPOCH


def list_files(inbox: str) -> list[FoundFile]:
    """Every file under ``inbox``, sorted by path; a single file is an inbox of one.

    Hidden files and folders, unfinished downloads and leftovers of file managers are left out; files
    of unknown formats and folders that may not be opened are listed, so that each gets its reason.
    Links are followed, every folder is visited once. Raises ``InboxMissing`` or ``InboxUnreachable``.
    """
    if not _ADDRESS.match(inbox):
        return _list_local(inbox)
    if inbox.startswith("file://"):
        return _list_local(os.fsdecode(unquote_to_bytes(inbox.removeprefix("file://"))))
    return _list_remote(inbox)


def is_wanted(name: str) -> bool:
    """Whether a file or folder name is neither hidden nor unfinished nor a system's leftover."""
    lowered = name.lower()
    return not (
        lowered.startswith((".", "~$")) or lowered.endswith(UNFINISHED_SUFFIXES) or lowered in SYSTEM_FILES
    )


def local_path(url: str) -> str | None:
    """Path to give to the operating system, or null when ``url`` is a remote address."""
    if url.startswith("file://"):
        return os.fsdecode(unquote_to_bytes(url.removeprefix("file://")))
    return None if _ADDRESS.match(url) else url


def _list_local(inbox: str) -> list[FoundFile]:
    root = os.path.abspath(os.path.expanduser(inbox))
    try:
        is_folder = stat.S_ISDIR(os.stat(root).st_mode)
    except (OSError, ValueError) as error:
        raise _missing(inbox) from error
    if not is_folder:
        return [_found(root, os.path.basename(root), os.stat(root))]
    try:
        os.scandir(root).close()
    except OSError as error:
        raise InboxUnreachable(
            f"The inbox {inbox} may not be listed ({error.strerror}). Nothing was changed. "
            "Give this user permission to read the folder and run again."
        ) from error
    return sorted(_walk(root), key=attrgetter("path"))


def _walk(root: str) -> Iterator[FoundFile]:
    """Real folders first, linked ones after them: a folder reached twice keeps its real path."""
    top = os.stat(root)
    visited = {(top.st_dev, top.st_ino)}
    folders, linked = [(root, "")], list[tuple[str, str]]()
    while folders:
        folder, prefix = folders.pop()
        entries = _entries(folder)
        if entries is None:
            yield FoundFile(path=_shown(prefix.rstrip("/")), url=_openable(folder), size=0)
        for entry in entries or ():
            seen = _stat(entry)
            if seen is None or not is_wanted(entry.name):
                continue
            if not stat.S_ISDIR(seen.st_mode):
                yield _found(entry.path, prefix + entry.name, seen)
            elif entry.is_symlink():
                linked.append((entry.path, f"{prefix}{entry.name}/"))
            elif _is_new(seen, visited):
                folders.append((entry.path, f"{prefix}{entry.name}/"))
        if not folders:
            for folder, prefix in sorted(linked):
                if os.path.isdir(folder) and _is_new(os.stat(folder), visited):
                    folders.append((folder, prefix))
            linked = []


def _entries(folder: str) -> list[os.DirEntry[str]] | None:
    """Sorted entries, or null where the folder may not be listed."""
    try:
        with os.scandir(folder) as scan:
            return sorted(scan, key=attrgetter("name"))
    except OSError:
        return None


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Of what the entry leads to, or of the link itself where that leads nowhere or in a circle."""
    for follow_symlinks in (True, False):
        try:
            return entry.stat(follow_symlinks=follow_symlinks)
        except OSError:
            continue
    return None


def _is_new(seen: os.stat_result, visited: set[tuple[int, int]]) -> bool:
    key = (seen.st_dev, seen.st_ino)
    if key in visited:
        return False
    visited.add(key)
    return True


def _found(full_path: str, relative: str, seen: os.stat_result) -> FoundFile:
    if os.sep != "/":
        relative = relative.replace(os.sep, "/")
    return FoundFile(_shown(relative), _openable(full_path), seen.st_size, seen.st_mtime_ns)


def _shown(path: str) -> str:
    return path if _is_unicode(path) else os.fsencode(path).decode("utf-8", "backslashreplace")


def _openable(path: str) -> str:
    """The path itself, or a percent-encoded ``file://`` address where its bytes are no UTF-8."""
    return path if _is_unicode(path) else "file://" + quote_from_bytes(os.fsencode(path))


def _is_unicode(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _missing(inbox: str) -> InboxMissing:
    shown = inbox.encode("utf-8", "backslashreplace").decode("utf-8")
    if _ADDRESS.match(inbox) and inbox.partition("://")[0].lower() in EXTRAS:
        return InboxMissing(
            f"There is no inbox at {shown}: no such bucket, or nothing under this name in it. Nothing was "
            "changed. Check the name of the bucket and the folder, and AWS_ENDPOINT_URL if the bucket is not "
            "at Amazon."
        )
    return InboxMissing(
        f"There is no inbox at {shown}. Nothing was changed. Create the folder and put article files "
        "into it, or name another folder, file or address."
    )


def _list_remote(inbox: str) -> list[FoundFile]:
    # Imported here: most inboxes are local folders, and a run starts faster without it.
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(inbox)
        files.invalidate_cache()
        if not files.exists(root):
            raise _missing(inbox)
        listed: dict[str, dict[str, Any]]
        if files.isfile(root):
            listed, parent = {root: files.info(root)}, root.rpartition("/")[0]
        else:
            listed, parent = files.find(root, detail=True), root.rstrip("/")
    except StandpunktError:
        raise
    except Exception as error:
        # Every file system raises its own classes, from ImportError to a cloud client's.
        raise _unreachable(inbox, error) from error
    found = []
    for name, facts in listed.items():
        relative = name[len(parent) :].lstrip("/") if name.startswith(parent) else name.lstrip("/")
        # Object stores mark a folder by an empty object whose name ends in a slash.
        is_folder = facts.get("type") == "directory" or name.endswith("/")
        if is_folder or not all(map(is_wanted, relative.split("/"))):
            continue
        found.append(
            FoundFile(
                path=relative,
                url=files.unstrip_protocol(name),
                size=int(facts.get("size") or 0),
                mtime_ns=remote_mtime_ns(facts),
            )
        )
    return sorted(found, key=lambda one: one.path)


def _unreachable(inbox: str, error: Exception) -> InboxUnreachable:
    scheme = inbox.partition("://")[0].lower()
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, ImportError):
        package = f"'standpunkt[{scheme}]'" if scheme in EXTRAS else f"the fsspec package for {scheme}://"
        what = f"The inbox {inbox} needs a package that is not installed ({error})."
        advice = f"Install it with: pip install {package}" if scheme in EXTRAS else f"Install {package}."
    elif isinstance(error, PermissionError) or _NO_CREDENTIALS.search(told):
        what = f"The inbox {inbox} may not be listed with the credentials at hand ({told})."
        advice = (
            "Give this user credentials that may list and read it, by the environment "
            "(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE) or the client's own files."
            if scheme in EXTRAS
            else "Give this user credentials that may list and read it."
        )
    else:
        what = f"The inbox {inbox} cannot be listed ({told})."
        advice = "Check the address, the credentials and whether the package for it is installed."
    return InboxUnreachable(f"{what} Nothing was changed. {advice}")


def remote_mtime_ns(facts: dict[str, Any]) -> int | None:
    """Nanoseconds since 1970 from what an fsspec file system says, under whichever name it says it."""
    for name in ("mtime", "LastModified", "last_modified", "modified", "updated", "created"):
        told = facts.get(name)
        if isinstance(told, str):
            try:
                told = datetime.fromisoformat(told)
            except ValueError:
                continue
        if isinstance(told, datetime):
            elapsed = told.astimezone(UTC).replace(tzinfo=None) - _EPOCH
            return (elapsed.days * 86_400 + elapsed.seconds) * 1_000_000_000 + elapsed.microseconds * 1000
        if isinstance(told, int | float):
            # To microseconds: beyond them a float differs from the same time told as a datetime.
            return round(told * 1_000_000) * 1000
    return None
