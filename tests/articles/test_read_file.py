import builtins
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from standpunkt.articles import FoundFile, InboxUnreachable, list_files, read_file
from standpunkt.articles import read as reading
from standpunkt.articles.unreadable import (
    FileVanished,
    NoPermission,
    NotAFile,
    StillWritten,
    TooLarge,
    UnreadableFile,
)

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder other users may enter, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.joinpath("locked").chmod(0o755) if folder.joinpath("locked").is_dir() else None
    shutil.rmtree(folder)


def as_ordinary_user(asked: Callable[[], str]) -> str:
    """What ``asked`` returns in a process without root's rights; permissions do not bind root."""
    if os.geteuid() != 0:
        return asked()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(writer, asked().encode())
        except BaseException as error:
            os.write(writer, f"crashed: {error!r}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        told = answers.read().decode()
    os.waitpid(child, 0)
    return told


def only_file(folder: Path) -> FoundFile:
    (found,) = list_files(str(folder))
    return found


def test_gives_bytes_and_their_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\xffabc")
    found = only_file(tmp_path)
    content = read_file(found)
    assert content.raw == b"\x00\xffabc"
    assert content.sha256 == hashlib.sha256(b"\x00\xffabc").hexdigest()
    assert (content.path, content.size, content.mtime_ns) == (found.path, found.size, found.mtime_ns)
    assert content.modified_at == found.modified_at


def test_a_file_that_vanished(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    found = only_file(tmp_path)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(FileVanished, match="no longer there") as raised:
        read_file(found)
    assert raised.value.transient


def test_a_file_that_grew_since_it_was_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    found = only_file(tmp_path)
    with (tmp_path / "a.txt").open("a") as file:
        file.write(" und mehr")
    with pytest.raises(StillWritten, match="changed after it was listed") as raised:
        read_file(found)
    assert raised.value.transient
    assert read_file(only_file(tmp_path)).raw == b"Text und mehr"


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Text")
    found = only_file(tmp_path)

    def opened_by_two(path: str, mode: str) -> Any:
        with builtins.open(path, "a") as writer:
            writer.write(" von einem anderen")
        return builtins.open(path, mode)

    monkeypatch.setattr(reading, "open", opened_by_two, raising=False)
    with pytest.raises(StillWritten, match="changed while it was read"):
        read_file(found)


def test_a_file_without_permission(open_folder: Path) -> None:
    (open_folder / "a.txt").write_text("Text")
    (open_folder / "a.txt").chmod(0)

    def asked() -> str:
        try:
            read_file(only_file(open_folder))
        except NoPermission as error:
            return f"{error.reason} {error.transient}"
        return "read"

    assert as_ordinary_user(asked) == "no permission to read the file True"


def test_a_folder_without_permission_gets_a_reason_and_the_rest_arrives(open_folder: Path) -> None:
    (open_folder / "locked").mkdir()
    (open_folder / "locked" / "a.txt").write_text("Text")
    (open_folder / "b.txt").write_text("Text")
    (open_folder / "locked").chmod(0)

    def asked() -> str:
        told = []
        for found in list_files(str(open_folder)):
            try:
                told.append(f"{found.path} {read_file(found).size}")
            except UnreadableFile as error:
                told.append(f"{found.path} {error.reason} {error.transient}")
        return "; ".join(told)

    assert as_ordinary_user(asked) == "b.txt 4; locked no permission to list the folder True"


def test_an_inbox_without_permission(open_folder: Path) -> None:
    (open_folder / "locked").mkdir()
    (open_folder / "locked").chmod(0)

    def asked() -> str:
        try:
            list_files(str(open_folder / "locked"))
        except InboxUnreachable as error:
            return str(error)
        return "listed"

    assert "may not be listed" in as_ordinary_user(asked)


def test_a_file_larger_than_one_file_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    with pytest.raises(TooLarge, match="3 MiB, more than the 1 MiB"):
        read_file(only_file(tmp_path))


def test_a_file_that_a_program_keeps_writing(tmp_path: Path) -> None:
    line = b"Der Rat hat am Montag den Haushalt beschlossen.\n" * 50
    growing = tmp_path / "a.txt"
    growing.write_bytes(b"")
    is_done = threading.Event()

    def keep_writing() -> None:
        with growing.open("ab", buffering=0) as file:
            while not is_done.is_set():
                file.write(line)
                time.sleep(0.0002)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    still_written = 0
    try:
        for _ in range(200):
            try:
                raw = read_file(only_file(tmp_path)).raw
            except StillWritten:
                still_written += 1
            else:
                # Where the writer pauses, it is whole as far as anybody can tell.
                assert raw == (line * (len(raw) // len(line) + 1))[: len(raw)]
    finally:
        is_done.set()
        writer.join()
    assert still_written > 0
    raw = growing.read_bytes()
    assert read_file(only_file(tmp_path)).raw == raw == line * (len(raw) // len(line))


def test_sockets_and_devices_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(NotAFile, match="a pipe, socket or device"):
        read_file(only_file(tmp_path))
