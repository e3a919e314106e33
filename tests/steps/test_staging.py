import json
import os
import time
from pathlib import Path

import pyarrow as pa
import pytest

from standpunkt.steps.staging import (
    DONE,
    ORPHAN_AGE_SECONDS,
    StagingFolder,
    finished_counts,
    read_rows,
    remove_orphans,
    write_rows,
)

SCHEMA = pa.schema([("a", pa.int32())])


def test_rows_come_back(tmp_path: Path):
    with StagingFolder(tmp_path / "batch") as under_construction:
        write_rows(under_construction.folder, "rows", [{"a": 1}], SCHEMA)
        under_construction.finish({"count": 1})
    assert finished_counts(tmp_path / "batch") == {"count": 1}
    assert read_rows(tmp_path / "batch", "rows") == [{"a": 1}]
    assert [path.name for path in tmp_path.iterdir()] == ["batch"]


def test_what_was_cut_off_does_not_exist(tmp_path: Path):
    with pytest.raises(KeyboardInterrupt), StagingFolder(tmp_path / "batch") as under_construction:
        write_rows(under_construction.folder, "rows", [{"a": 1}], SCHEMA)
        raise KeyboardInterrupt
    assert finished_counts(tmp_path / "batch") is None
    assert not list(tmp_path.iterdir())


def test_of_two_finishers_the_first_wins(tmp_path: Path):
    with StagingFolder(tmp_path / "batch") as slow:
        with StagingFolder(tmp_path / "batch") as fast:
            fast.finish({"who": "fast"})
        slow.finish({"who": "slow"})
    assert finished_counts(tmp_path / "batch") == {"who": "fast"}
    assert [path.name for path in tmp_path.iterdir()] == ["batch"]


def test_a_folder_without_its_last_file_is_made_again(tmp_path: Path):
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / DONE).write_text("{")
    assert finished_counts(tmp_path / "batch") is None


def test_only_old_leftovers_go(tmp_path: Path):
    old, new = ORPHAN_AGE_SECONDS + 60, 60
    ages = {"batch-a.1.unfinished": old, "delivery-b": old, "batch-held": old, "delivery-c": new}
    for name, age in ages.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / DONE).write_text(json.dumps({}))
        then = time.time() - age
        os.utime(tmp_path / name, (then, then))
    remove_orphans(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"batch-held", "delivery-c"}
