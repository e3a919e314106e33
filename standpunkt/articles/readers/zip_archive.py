"""``.zip``: every member with a readable ending, through the reader for it; nothing is written to disk."""

import io
import re
import zipfile

from standpunkt.articles.discover import is_wanted
from standpunkt.articles.readers.members import Budget, Gathered, unpacking
from standpunkt.articles.readers.raw import RawFile
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle, TooLarge

MAX_ENTRIES = 100_000
"""Entries in the table of contents, those of stored inner archives counted too: each takes memory."""

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STEP = 64 * 1024


def read_zip(raw: bytes, path: str) -> RawFile:
    """The members' articles, each member's name in ``key``, and a problem for each that gave none.

    Raises ``EmptyFile``, ``BrokenFile``, ``TooLarge``, or ``NoArticle`` for an archive without members.
    """
    archive = open_zip(raw, path)
    gathered = Gathered()
    with unpacking(path) as budget, archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and _is_wanted(one.filename)]
        if not entries:
            raise NoArticle(path, "no article: an archive without files")
        for number, entry in enumerate(entries):
            if budget.members <= 0 or budget.unpacked <= 0:
                left = len(entries) - number
                gathered.problems.append(f"{left} more files in the archive are left out: it is too large")
                break
            budget.members -= 1
            _read_member(archive, entry, budget, gathered)
    return gathered.as_file()


def open_zip(raw: bytes, path: str) -> zipfile.ZipFile:
    """The archive, its table of contents read; raises ``EmptyFile``, ``BrokenFile`` or ``TooLarge``."""
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    if raw.count(_ENTRY) > MAX_ENTRIES:
        raise TooLarge(path, f"an archive of more than {MAX_ENTRIES:,} files".replace(",", " "))
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except Exception as error:
        # Damaged tables raise nearly everything, from struct.error to OverflowError.
        cut_off = "; the file seems cut off" if raw.startswith(b"PK\x03\x04") else ""
        raise BrokenFile(path, f"no readable ZIP archive{cut_off}") from error


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Bytes of an entry, or null when it has more than ``limit``; raises whatever a damaged one raises."""
    pieces, size = [], 0
    with archive.open(entry) as file:
        while piece := file.read(_STEP):
            size += len(piece)
            if size > limit:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _read_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget, gathered: Gathered
) -> None:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        gathered.note(name, "encrypted; only a password would open it")
        return
    if entry.compress_type not in _METHODS:
        # Python unpacks the other methods only without a limit.
        gathered.note(name, "packed with a method that is not read; only plain and deflated files are")
        return
    try:
        unpacked = read_entry(archive, entry, budget.limit(entry.compress_size))
    except Exception as error:
        gathered.note(name, f"damaged in the archive ({type(error).__name__})")
        return
    if unpacked is None:
        gathered.note(name, budget.excess(entry.compress_size))
        budget.unpacked -= budget.limit(entry.compress_size)
        return
    budget.unpacked -= len(unpacked)
    gathered.read(name, unpacked)


def _is_wanted(name: str) -> bool:
    """As in a folder: neither hidden nor a file manager's leftover. ``..`` only leads elsewhere."""
    return all(is_wanted(part) for part in re.split(r"[/\\]", name) if part not in ("", ".", ".."))
