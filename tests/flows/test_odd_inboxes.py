"""What file systems can hold, in one inbox and through a whole run."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MACRON, SCHOLZ
from tests.flows.test_press_review import select

LONGEST = "ä" * 125 + ".txt"
ODD_NAMES = (b"-rf.txt", b"zeile\numbruch.txt", b"Stra\xdfe.txt", b"*;$(id)'.txt", LONGEST.encode())


def article(number: int) -> str:
    return MACRON.replace("Paris", f"Paris {number}")


def test_odd_names_arrive_and_what_is_no_file_has_a_reason(press_review: Callable, tmp_path: Path):
    inbox, outside = tmp_path / "inbox", tmp_path / "outside.txt"
    (inbox / "ordner ").mkdir(parents=True)
    for number, name in enumerate(ODD_NAMES):
        with open(os.path.join(os.fsencode(inbox), name), "w", encoding="utf-8") as file:
            file.write(article(number))
    outside.write_text(article(10), encoding="utf-8")
    (inbox / "ordner " / "link.txt").symlink_to(outside)
    (inbox / "ordner " / "kreis").symlink_to(inbox)
    (inbox / "kreis.txt").symlink_to(inbox / "kreis.txt")
    (inbox / "nichts.txt").symlink_to(tmp_path / "nowhere")
    (inbox / "null.txt").symlink_to("/dev/zero")
    (inbox / "leerzeichen.txt ").write_text(article(11), encoding="utf-8")
    os.mkfifo(inbox / "rohr.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(inbox)
        try:
            # The address of a socket has room for about a hundred bytes.
            listener.bind("dose.txt")
        finally:
            os.chdir(here)
        report = press_review(inbox, tmp_path / "w.duckdb")
        files = dict(select(tmp_path / "w.duckdb", "select path, reason from files where status != 'loaded'"))
        assert press_review(inbox, tmp_path / "w.duckdb").status == "nothing new"
    loaded = [path for (path,) in select(tmp_path / "w.duckdb", "select path from articles order by path")]
    shown = [name.decode("utf-8", "backslashreplace") for name in ODD_NAMES]
    assert loaded == sorted([*shown, "ordner /link.txt"])
    assert files.pop("leerzeichen.txt ").startswith("no reader for .txt files")
    assert files == {
        "kreis.txt": "reading failed: Too many levels of symbolic links",
        "nichts.txt": "a link to a file that is not there",
        "null.txt": "not a regular file but a pipe, socket or device",
        "rohr.txt": "not a regular file but a pipe, socket or device",
        "dose.txt": "not a regular file but a pipe, socket or device",
    }
    assert len(report.rejected) == len(files) + 1


def test_a_warehouse_in_the_inbox_is_no_news(press_review: Callable, inbox: Path):
    warehouse = inbox / "presse" / "w.duckdb"
    assert press_review(inbox, warehouse).found_count == 2
    assert press_review(inbox, warehouse).status == "nothing new"
    assert select(warehouse, "select path from files order by path") == [("macron.txt",), ("orban.txt",)]


def test_an_inbox_of_one_file_and_an_empty_one(press_review: Callable, inbox: Path, tmp_path: Path):
    assert press_review(inbox / "orban.txt", tmp_path / "one.duckdb").counts["articles"] == 1
    assert select(tmp_path / "one.duckdb", "select path from articles") == [("orban.txt",)]
    (tmp_path / "empty").mkdir()
    report = press_review(tmp_path / "empty", tmp_path / "none.duckdb")
    assert (report.status, report.found_count) == ("nothing new", 0)


@pytest.mark.parametrize("change", ["gone", "replaced"])
def test_a_file_that_goes_while_the_run_is_under_way(
    press_review: Callable, inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch, change: str
):
    from standpunkt.steps import extract

    work = extract.extract_batch

    def changed_before(*arguments: object):
        (inbox / "orban.txt").unlink()
        if change == "replaced":
            (inbox / "orban.txt").write_text(SCHOLZ.replace("Budapest", "Szeged"), encoding="utf-8")
        return work(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(extract, "extract_batch", changed_before)
        report = press_review(inbox, warehouse)
    [(path, reason)] = report.rejected
    assert path == "orban.txt"
    assert ("no longer there" if change == "gone" else "the file changed") in reason
    assert select(warehouse, "select path from articles") == [("macron.txt",)]
    again = press_review(inbox, warehouse)
    assert again.counts["articles"] == 1 if change == "replaced" else again.status == "nothing new"
