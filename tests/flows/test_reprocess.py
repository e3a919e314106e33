"""The command and its flow: processes, a Prefect API, a terminal, a kill."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from standpunkt.settings import Settings
from standpunkt.steps.staging import DONE
from standpunkt.warehouse.paths import WarehousePaths
from tests.arrivals.rows import Content, differences
from tests.forget.warehouse import copy_of, ingest, write_inbox
from tests.forget.warehouse import select as rows_of
from tests.reprocess.warehouse import OLD_MODEL, rows

COMMAND = [sys.executable, "-c", "from standpunkt.cli import main; main()", "reprocess", "--warehouse"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, Path]:
    """Rows by the current version, and a warehouse of the same files by an earlier one."""
    folder = tmp_path_factory.mktemp("flow")
    inbox = write_inbox(folder / "inbox")
    ingest(inbox, folder / "fresh.duckdb", Settings(), "run-1")
    ingest(inbox, folder / "w.duckdb", OLD_MODEL, "run-1")
    return rows(folder / "fresh.duckdb"), folder / "w.duckdb"


@pytest.fixture
def warehouse(filled: tuple[Content, Path], tmp_path: Path) -> Path:
    return copy_of(filled[1], tmp_path)


@pytest.fixture
def fresh(filled: tuple[Content, Path]) -> Content:
    return filled[0]


def start(warehouse: Path, *options: str, server: str = "", **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*COMMAND, str(warehouse), *options],
        env=os.environ | ({"PREFECT_API_URL": server} if server else {}) | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(warehouse: Path, *options: str, server: str = "", **environment: str) -> tuple[int, str, str]:
    process = start(warehouse, *options, server=server, **environment)
    out, errors = process.communicate(timeout=300)
    assert "Traceback" not in errors
    return process.returncode, out, errors


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_a_run_says_that_there_are_articles_of_another_model(filled: tuple[Content, Path], warehouse: Path):
    inbox = filled[1].parent / "inbox"
    result = subprocess.run(
        [*COMMAND[:-2], "run", str(inbox), "--warehouse", str(warehouse)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "4 stored articles were extracted by another language model" in result.stdout
    assert f"standpunkt reprocess --warehouse {warehouse}" in result.stdout


def test_shown_then_published_then_nothing_to_do(warehouse: Path, fresh: Content, prefect_server: str):
    before = digest(warehouse)
    status, _, errors = run(warehouse)
    assert status == 1
    assert "4 articles" in errors
    assert "--yes" in errors
    status, shown, errors = run(warehouse, "--dry-run", server=prefect_server)
    assert status == 0, errors
    assert digest(warehouse) == before
    assert "stances, gained" in shown
    assert "Nothing was changed" in shown
    (staged,) = WarehousePaths(warehouse).staging.glob(f"batch-again-*/{DONE}")
    extracted_at = staged.stat().st_mtime_ns
    # Kept: only linking is made again.
    assert run(warehouse, "--dry-run", server=prefect_server)[0] == 0
    assert staged.stat().st_mtime_ns == extracted_at
    status, out, errors = run(warehouse, "--yes", "--examples", "0", server=prefect_server)
    assert status == 0, errors
    assert f"Published {warehouse}" in out
    assert "stances, gained" not in out
    assert not differences(fresh, rows(warehouse))
    before = digest(warehouse)
    status, out, _ = run(warehouse)
    assert (status, digest(warehouse)) == (0, before)
    assert "Nothing to do" in out


def test_the_gate_holds_it_with_status_2(warehouse: Path, tmp_path: Path, prefect_server: str):
    expectations = tmp_path / "expectations"
    expectations.mkdir()
    for table in ("actors", "articles", "mentions", "roles", "statements", "stances"):
        (expectations / f"{table}.json").write_text('{"expectations": []}')
    rule = {
        "type": "expect_column_values_to_be_between",
        "kwargs": {"column": "article_count", "max_value": 1},
        "meta": {"rule": "few", "reason": "too many for this test"},
        "severity": "critical",
    }
    (expectations / "run.json").write_text(json.dumps({"expectations": [rule]}))
    environment = {"STANDPUNKT_EXPECTATIONS": str(expectations)}
    before, stances = digest(warehouse), rows_of(warehouse, "from stances order by all")
    status, shown, errors = run(warehouse, "--dry-run", server=prefect_server, **environment)
    assert status == 2
    assert "too many for this test" in errors
    assert "stances" in shown
    assert digest(warehouse) == before
    status, _, errors = run(warehouse, "--yes", server=prefect_server, **environment)
    assert status == 2
    assert "quality_results" in errors
    assert rows_of(warehouse, "from stances order by all") == stances
    assert rows_of(warehouse, "select kind, status from runs order by started_at") == [
        ("run", "published"),
        ("reprocess", "held"),
    ]
    # With the rule corrected, the staged rows go on.
    assert list(WarehousePaths(warehouse).staging.glob(f"batch-again-*/{DONE}"))
    assert run(warehouse, "--yes", server=prefect_server)[0] == 0


def test_killed_in_between_and_started_twice(warehouse: Path, fresh: Content, prefect_server: str):
    slow = {"STANDPUNKT_BATCH_FILES": "1", "STANDPUNKT_WORKERS": "1"}
    staging = WarehousePaths(warehouse).staging
    killed = start(warehouse, "--yes", server=prefect_server, **slow)
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline and killed.poll() is None:
        if list(staging.glob(f"batch-again-*/{DONE}")):
            os.kill(killed.pid, signal.SIGKILL)
            break
        time.sleep(0.005)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    finished = {path: path.stat().st_mtime_ns for path in staging.glob(f"batch-again-*/{DONE}")}
    assert 1 <= len(finished) < 4
    assert differences(fresh, rows(warehouse))
    # Two go on at once: one of them loads, the other finds it done.
    both = [start(warehouse, "--yes", server=prefect_server, **slow) for _ in range(2)]
    ends = [one.communicate(timeout=300) for one in both]
    assert [one.returncode for one in both] == [0, 0], ends
    assert not differences(fresh, rows(warehouse))
    runs = rows_of(warehouse, "select kind, article_count from runs where kind = 'reprocess'")
    assert runs == [("reprocess", 4)]
    assert not list(staging.glob("*"))


def test_a_terminal_is_asked(warehouse: Path, prefect_server: str):
    before = digest(warehouse)
    assert "Nothing was changed" in answered(warehouse, "n", prefect_server, status=1)
    assert digest(warehouse) == before
    assert f"Published {warehouse}" in answered(warehouse, "y", prefect_server, status=0)
    assert digest(warehouse) != before


def answered(warehouse: Path, answer: str, server: str, status: int) -> str:
    """What a terminal shows whose user gives this answer."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, str(warehouse)],
        env=os.environ | {"PREFECT_API_URL": server, "TERM": "xterm", "COLUMNS": "300"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown = b""
    is_answered = False
    while select.select([screen], [], [], 120)[0]:
        try:
            piece = os.read(screen, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if not is_answered and b"Publish this as" in shown:
            os.write(screen, f"{answer}\n".encode())
            is_answered = True
    assert process.wait() == status, shown.decode()
    return shown.decode("utf-8", "replace").replace("\r\n", "\n")
