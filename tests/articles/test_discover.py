import os
import pickle
from pathlib import Path

import fsspec
import pytest

from standpunkt.articles import InboxMissing, InboxUnreachable, list_files, read_file
from standpunkt.articles.unreadable import FileVanished, NotAFile, ReadFailed, UnreadableFile


def paths(inbox: Path | str) -> list[str]:
    return [found.path for found in list_files(str(inbox))]


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Text", encoding="utf-8")


def test_lists_recursively_in_order_of_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.json", "a/b/c.html", "ä ö.txt")
    assert paths(tmp_path) == ["a/b/c.html", "a/z.json", "b.txt", "ä ö.txt"]


def test_tells_size_and_time_as_the_file_system_does(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(0, 1_756_989_000_123_456_789))
    (found,) = list_files(str(tmp_path))
    assert (found.size, found.mtime_ns) == (4, 1_756_989_000_123_456_789)
    assert str(found.modified_at) == "2025-09-04 12:30:00.123456"


def test_leaves_out_hidden_unfinished_and_system_files(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".gitkeep", ".git/config.txt", "b.txt~", "c.html.part", "d.json.crdownload")
    write(tmp_path, "e.tmp", "~$f.docx", "Thumbs.db", "__MACOSX/g.txt", "h.txt.filepart")
    assert paths(tmp_path) == ["a.txt"]


def test_lists_unknown_formats_so_that_they_get_a_reason(tmp_path: Path) -> None:
    write(tmp_path, "README", "film.mp4", "a.TXT")
    assert paths(tmp_path) == ["README", "a.TXT", "film.mp4"]


def test_a_single_file_is_an_inbox_of_one(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    assert paths(tmp_path / "b.txt") == ["b.txt"]


def test_an_empty_inbox_has_no_files(tmp_path: Path) -> None:
    assert paths(tmp_path) == []


@pytest.mark.parametrize("inbox", ["nowhere", "with\0nul", "memory://nowhere/at/all"])
def test_a_missing_inbox_says_what_to_do(tmp_path: Path, inbox: str) -> None:
    with pytest.raises(InboxMissing, match=r"no inbox at (.|\n)*Create the folder"):
        list_files(inbox if "://" in inbox else str(tmp_path / inbox))


def test_an_unknown_kind_of_address_says_so() -> None:
    with pytest.raises(InboxUnreachable, match="Check the address"):
        list_files("gibtsnicht://bucket/folder")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    assert paths(tmp_path) == ["a/b/c.txt"]


def test_a_folder_reached_by_a_link_is_listed_once_under_its_real_path(tmp_path: Path) -> None:
    write(tmp_path / "inbox", "z/a.txt")
    write(tmp_path / "elsewhere", "b.txt")
    (tmp_path / "inbox" / "link").symlink_to(tmp_path / "inbox" / "z")
    (tmp_path / "inbox" / "other").symlink_to(tmp_path / "elsewhere")
    assert paths(tmp_path / "inbox") == ["other/b.txt", "z/a.txt"]


def test_links_to_nothing_or_to_themselves_are_listed_and_have_a_reason(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    gone, loop = list_files(str(tmp_path))
    with pytest.raises(FileVanished, match="a link to a file that is not there"):
        read_file(gone)
    with pytest.raises(ReadFailed) as raised:
        read_file(loop)
    assert raised.value.transient


def test_odd_names_do_not_stop_the_listing(tmp_path: Path) -> None:
    for name in (b"zeile\numbruch.txt", b"Stra\xdfe.txt", b"tab\t.txt", "schön \U0001f600.txt".encode()):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(b"Inhalt der Datei")
    files = list_files(str(tmp_path))
    assert [one.path for one in files] == [
        "Stra\\xdfe.txt",
        "schön \U0001f600.txt",
        "tab\t.txt",
        "zeile\numbruch.txt",
    ]
    for one in files:
        one.url.encode("utf-8")
        assert read_file(one).raw == b"Inhalt der Datei"


def test_a_folder_with_an_odd_name_can_be_the_inbox(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"\xfcber")
    os.mkdir(folder)
    with open(os.path.join(folder, b"a.txt"), "wb") as file:
        file.write(b"x")
    (found,) = list_files(os.fsdecode(folder))
    assert read_file(found).raw == b"x"


def test_a_file_address_is_a_local_folder(tmp_path: Path) -> None:
    write(tmp_path, "sub folder/a.txt")
    (found,) = list_files((tmp_path / "sub folder").as_uri())
    assert found.path == "a.txt"
    assert read_file(found).raw == b"Text"


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = list_files(str(tmp_path))
    with pytest.raises(NotAFile) as raised:
        read_file(found)
    assert not raised.value.transient


def test_any_fsspec_file_system_is_an_inbox() -> None:
    files = fsspec.filesystem("memory")
    files.pipe({"/standpunkt-inbox/a.txt": b"eins", "/standpunkt-inbox/b/c.json": b"{}"})
    files.pipe({"/standpunkt-inbox/.hidden/d.txt": b"x", "/standpunkt-inbox/e.part": b"x"})
    try:
        found = list_files("memory://standpunkt-inbox")
        assert [one.path for one in found] == ["a.txt", "b/c.json"]
        content = read_file(found[0])
        assert (content.raw, content.size, content.mtime_ns) == (b"eins", 4, found[0].mtime_ns)
        assert [one.path for one in list_files("memory://standpunkt-inbox/a.txt")] == ["a.txt"]
        files.rm("/standpunkt-inbox/a.txt")
        with pytest.raises(FileVanished):
            read_file(found[0])
    finally:
        files.rm("/standpunkt-inbox", recursive=True)


def test_reasons_survive_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(FileVanished("a.txt", "the file is no longer there")))
    assert isinstance(error, UnreadableFile)
    assert (error.path, error.reason, error.transient) == ("a.txt", "the file is no longer there", True)
    assert str(error) == "a.txt: the file is no longer there"
