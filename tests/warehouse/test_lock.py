import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standpunkt.warehouse.lock import WarehouseBusy, writer_lock
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths

HOLD = """
import sys, time
from pathlib import Path
from standpunkt.warehouse.lock import writer_lock
from standpunkt.warehouse.paths import WarehousePaths
with writer_lock(WarehousePaths(Path(sys.argv[1])), 5):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    made = WarehousePaths(tmp_path / "w.duckdb")
    prepare_paths(made)
    return made


@pytest.fixture
def holder(paths: WarehousePaths):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(paths.published)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_process_waits_and_says_for_whom(paths: WarehousePaths, holder: subprocess.Popen):
    told = []
    with pytest.raises(WarehouseBusy, match=str(holder.pid)), writer_lock(paths, 0.2, told.append):
        pytest.fail("the lock was given twice")
    assert str(holder.pid) in told[0]


def test_the_lock_goes_with_a_killed_process(paths: WarehousePaths, holder: subprocess.Popen):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    started = time.monotonic()
    with writer_lock(paths, 5):
        assert time.monotonic() - started < 5
        assert json.loads(paths.lock.with_suffix(".json").read_text())["pid"] == os.getpid()


def test_the_lock_is_given_again_after_an_error(paths: WarehousePaths):
    with pytest.raises(ValueError), writer_lock(paths, 0):
        raise ValueError
    with writer_lock(paths, 0):
        pass
