import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from standpunkt.warehouse.connect import (
    PublishedFileDamaged,
    PublishedFileInUse,
    WorkingFileDamaged,
    WorkingFileInUse,
    open_published,
    open_working,
)
from standpunkt.warehouse.migrate import WarehouseTooNew, migrate
from standpunkt.warehouse.paths import (
    ForeignFile,
    NothingPublished,
    WarehousePaths,
    WarehousePathUnusable,
    WorkingFileMissing,
    prepare_paths,
)


def test_a_folder_is_no_warehouse(tmp_path: Path):
    with pytest.raises(WarehousePathUnusable, match="is a folder"):
        prepare_paths(WarehousePaths(tmp_path))
    with pytest.raises(WarehousePathUnusable, match="is a folder"), open_published(tmp_path):
        pass


def test_somebody_elses_file_is_left_alone(tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader")
    with pytest.raises(ForeignFile, match="not a DuckDB file"):
        prepare_paths(WarehousePaths(letter))
    assert letter.read_text() == "Dear reader"
    with pytest.raises(ForeignFile), open_published(letter):
        pass


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehousePathUnusable, match="cannot be made"):
        prepare_paths(WarehousePaths(tmp_path / "file" / "w.duckdb"))


def test_a_published_file_without_its_working_file_is_not_replaced(tmp_path: Path):
    paths = WarehousePaths(tmp_path / "w.duckdb")
    duckdb.connect(str(paths.published)).close()
    before = paths.published.read_bytes()
    with pytest.raises(WorkingFileMissing, match=r"w\.duckdb\.d"):
        prepare_paths(paths)
    assert paths.published.read_bytes() == before


def test_nothing_published_yet_says_how_to_start(tmp_path: Path):
    with pytest.raises(NothingPublished, match="standpunkt run"), open_published(tmp_path / "w.duckdb"):
        pass


def test_a_damaged_working_file_leaves_the_published_one(tmp_path: Path):
    paths = WarehousePaths(tmp_path / "w.duckdb")
    prepare_paths(paths)
    with open_working(paths):
        pass
    content = bytearray(paths.working.read_bytes())
    content[: len(content)] = b"\x00" * len(content)
    paths.working.write_bytes(content)
    with pytest.raises(WorkingFileDamaged, match="untouched"), open_working(paths):
        pass


def test_a_damaged_published_file_is_named(tmp_path: Path):
    published = tmp_path / "w.duckdb"
    published.write_bytes(b"\x00" * 8 + b"DUCK" + b"\xff" * 5000)
    with pytest.raises(PublishedFileDamaged, match="cannot be opened"), open_published(published):
        pass


def test_migrating_twice_changes_nothing():
    with duckdb.connect() as connection:
        newest = migrate(connection)
        first = connection.execute("from schema_versions").fetchall()
        assert migrate(connection) == newest
        assert connection.execute("from schema_versions").fetchall() == first


def test_a_file_of_a_later_version_is_refused():
    with duckdb.connect() as connection:
        migrate(connection)
        connection.execute("insert into schema_versions values (9999, 'from_the_future')")
        with pytest.raises(WarehouseTooNew, match="9999"):
            migrate(connection)


def test_readers_reach_no_files_and_no_network(sample_warehouse: Path, tmp_path: Path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with open_published(sample_warehouse) as connection:
        for sql in (
            f"from read_csv('{tmp_path / 'secret.csv'}')",
            "from read_csv('https://example.org/x.csv')",
            f"copy articles to '{tmp_path / 'out.csv'}'",
            f"attach '{tmp_path / 'other.duckdb'}'",
            "set enable_external_access = true",
            "delete from articles",
            "install fts",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
    assert not (tmp_path / "out.csv").exists()


HOLD_OPEN = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("part", ["working", "published"])
def test_a_file_that_another_program_writes_is_called_in_use_not_damaged(tmp_path: Path, part: str):
    paths = WarehousePaths(tmp_path / "w.duckdb")
    prepare_paths(paths)
    file = getattr(paths, part)
    duckdb.connect(str(file)).close()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "open\n"
    try:
        if part == "working":
            with pytest.raises(WorkingFileInUse, match="Another program"), open_working(paths):
                pass
        else:
            with pytest.raises(PublishedFileInUse, match="Nothing is wrong"), open_published(paths.published):
                pass
    finally:
        other.communicate("\n")
