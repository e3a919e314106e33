import os
from pathlib import Path

import duckdb
import pytest

from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import PublishFailed, is_publication_due, publish
from standpunkt.warehouse.sql import sql_text

LEAST = 0.6


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    made = WarehousePaths(tmp_path / "it's here" / "w.duckdb")
    prepare_paths(made)
    return made


def add_outlet(paths: WarehousePaths, name: str) -> None:
    with open_working(paths) as working:
        working.execute("insert into outlets values (?, ?, 'DE')", [name, name])
        working.execute(sql_text("load/next_state"))


def outlets(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [row[0] for row in connection.execute("select outlet_id from outlets order by 1").fetchall()]


def test_only_news_are_published(paths: WarehousePaths):
    add_outlet(paths, "a")
    with open_working(paths) as working:
        assert publish(working, paths, LEAST)
        inode = paths.published.stat().st_ino
        assert not publish(working, paths, LEAST)
    assert paths.published.stat().st_ino == inode


def test_a_reader_keeps_what_it_opened(paths: WarehousePaths):
    add_outlet(paths, "a")
    with open_working(paths) as working:
        publish(working, paths, LEAST)
    with duckdb.connect(str(paths.published), read_only=True) as reader:
        add_outlet(paths, "b")
        with open_working(paths) as working:
            assert publish(working, paths, LEAST)
        assert reader.execute("select count(*) from outlets").fetchone() == (1,)
    assert outlets(paths.published) == ["a", "b"]


def test_a_publication_that_a_crash_prevented_is_made_up_for(paths: WarehousePaths):
    add_outlet(paths, "a")
    paths.next_published.write_bytes(b"half a file")
    with open_working(paths) as working:
        assert is_publication_due(working, paths, LEAST)
        assert publish(working, paths, LEAST)
    assert outlets(paths.published) == ["a"]


def test_a_deleted_publication_comes_back(paths: WarehousePaths):
    add_outlet(paths, "a")
    with open_working(paths) as working:
        publish(working, paths, LEAST)
        paths.published.unlink()
        assert publish(working, paths, LEAST)
    assert outlets(paths.published) == ["a"]


def test_when_it_cannot_be_moved_readers_keep_the_last_good_state(
    paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch
):
    add_outlet(paths, "a")
    with open_working(paths) as working:
        publish(working, paths, LEAST)
    add_outlet(paths, "b")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_working(paths) as working:
        with monkeypatch.context() as patched, pytest.raises(PublishFailed, match="No space left"):
            patched.setattr(os, "replace", full_disk)
            publish(working, paths, LEAST)
        assert outlets(paths.published) == ["a"]
        assert not paths.next_published.exists()
        assert publish(working, paths, LEAST)
    assert outlets(paths.published) == ["a", "b"]
