"""A disk that fills up under a run: readers keep the last good state, and with room the next run goes on."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standpunkt.warehouse.publish import PublishFailed
from standpunkt.warehouse.room import DiskFailed
from tests.flows.test_interruptions import count, many_articles
from tests.flows.test_press_review import content

DISK_MIB = 64


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root's rights")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, left: int) -> Path:
    """A file that leaves ``left`` bytes free."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(b"\0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - left))
    return ballast


@pytest.mark.parametrize("step", ["start", "extract", "publish"])
def test_a_full_disk_costs_nothing_but_time(
    press_review: Callable, inbox: Path, disk: Path, tmp_path: Path, step: str
):
    warehouse = disk / "w.duckdb"
    press_review(inbox, warehouse)
    before = content(warehouse)
    many_articles(inbox, 30)
    # A publication is a whole new file beside the old one, an extraction writes less than that.
    left = {"start": 0, "extract": 40_000, "publish": warehouse.stat().st_size}[step]
    ballast = fill(disk, left)
    with pytest.raises((DiskFailed, PublishFailed), match="run again") as raised:
        press_review(inbox, warehouse)
    assert isinstance(raised.value, PublishFailed) == (step == "publish")
    assert "Readers keep" in str(raised.value) or "readers of" in str(raised.value)
    assert content(warehouse) == before

    ballast.unlink()
    assert press_review(inbox, warehouse).published_anew
    assert count(warehouse, "articles") == 32
    press_review(inbox, tmp_path / "clean.duckdb")
    assert content(warehouse) == content(tmp_path / "clean.duckdb")
