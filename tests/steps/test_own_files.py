import os
from pathlib import Path

import pytest

from standpunkt.articles import list_files
from standpunkt.steps.own_files import InboxInWarehouse, without_own_files
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    made = WarehousePaths(tmp_path / "inbox" / "stra\udcdfe" / "w.duckdb")
    prepare_paths(made)
    for file in (made.published, made.working, made.staging / "a.parquet", made.published.with_name("w.txt")):
        file.write_text("x")
    (tmp_path / "inbox" / "a.txt").write_text("x")
    return made


def left(inbox: Path | str, paths: WarehousePaths) -> list[str]:
    return [found.path for found in without_own_files(list_files(str(inbox)), str(inbox), paths)]


def test_a_warehouse_in_the_inbox_is_no_article(tmp_path: Path, paths: WarehousePaths) -> None:
    assert left(tmp_path / "inbox", paths) == ["a.txt", "stra\\xdfe/w.txt"]
    assert left((tmp_path / "inbox").as_uri(), paths) == ["a.txt", "stra\\xdfe/w.txt"]
    (tmp_path / "link").symlink_to(tmp_path / "inbox")
    assert left(tmp_path / "link", paths) == ["a.txt", "stra\\xdfe/w.txt"]
    assert left(paths.published.parent, paths) == ["w.txt"]
    assert left(paths.published, paths) == []


def test_a_warehouse_elsewhere_hides_nothing(tmp_path: Path, paths: WarehousePaths) -> None:
    elsewhere = WarehousePaths(tmp_path / "w.duckdb")
    assert len(left(tmp_path / "inbox", elsewhere)) == 5
    assert left(tmp_path / "inbox" / "a.txt", elsewhere) == ["a.txt"]


@pytest.mark.parametrize("part", ["folder", "staging"])
def test_the_warehouses_own_folder_is_no_inbox(paths: WarehousePaths, part: str) -> None:
    inbox = os.fsdecode(getattr(paths, part))
    with pytest.raises(InboxInWarehouse, match="Nothing was changed"):
        left(inbox, paths)
