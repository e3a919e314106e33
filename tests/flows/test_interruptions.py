"""Two runs at once, a run killed in the middle: nothing is lost, nothing doubled."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan
from standpunkt.steps.news import current_versions
from standpunkt.steps.staging import DONE
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from tests.conftest import MACRON, SCHOLZ
from tests.flows.test_press_review import content


def run_in_a_process(inbox: Path, warehouse: Path, server: str, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from standpunkt.cli import main; main()",
            "run",
            str(inbox),
            "--warehouse",
            str(warehouse),
        ],
        env=os.environ | {"PREFECT_API_URL": server} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def count(warehouse: Path, table: str) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.table(table).count("*").fetchone()[0]


def many_articles(inbox: Path, number: int) -> None:
    for n in range(number):
        text = (
            (MACRON if n % 2 else SCHOLZ)
            .replace("Garantien", f"Garantien Nummer {n}")
            .replace("Truppen", f"{n} Truppen")
        )
        (inbox / f"{n:03}.txt").write_text(text, encoding="utf-8")


def test_two_runs_at_once_both_end_well(inbox: Path, warehouse: Path, prefect_server: str):
    many_articles(inbox, 40)
    runs = [run_in_a_process(inbox, warehouse, prefect_server) for _ in range(2)]
    ends = [run.communicate(timeout=240) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], ends
    assert count(warehouse, "articles") == 42
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert connection.execute("select count(*), count(distinct article_id) from articles").fetchone() == (
            42,
            42,
        )
        assert connection.execute("select sum(article_count) from runs").fetchone() == (42,)


def test_a_killed_run_leaves_its_finished_batches_and_the_next_one_uses_them(
    press_review: Callable, inbox: Path, warehouse: Path, prefect_server: str
):
    many_articles(inbox, 60)
    paths = WarehousePaths(warehouse)
    run = run_in_a_process(
        inbox, warehouse, prefect_server, STANDPUNKT_BATCH_FILES="2", STANDPUNKT_WORKERS="1"
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.poll() is None:
        if len(list(paths.staging.glob(f"batch-*/{DONE}"))) >= 3:
            os.kill(run.pid, signal.SIGKILL)
            break
        time.sleep(0.01)
    run.wait()
    assert run.returncode == -signal.SIGKILL
    finished = {path.parent.name: path.stat().st_mtime_ns for path in paths.staging.glob(f"batch-*/{DONE}")}
    assert len(finished) >= 3
    assert not warehouse.exists()

    settings = Settings(batch_files=2)
    with open_working(paths) as working:
        planned = plan.plan_run(working, str(inbox), current_versions(settings), 2, settings.batch_bytes)
    again = [extract.extract_batch(batch, paths.staging) for batch in planned.batches]
    assert sum(batch.reused for batch in again) == len(finished)

    assert press_review(inbox, warehouse).counts["articles"] == 62
    assert count(warehouse, "articles") == 62


@pytest.fixture(scope="module")
def unharmed(press_review: Callable, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """An inbox, and the rows of a run over it that nobody killed."""
    folder = tmp_path_factory.mktemp("unharmed")
    (folder / "inbox").mkdir()
    many_articles(folder / "inbox", 60)
    press_review(folder / "inbox", folder / "w.duckdb")
    return folder / "inbox", content(folder / "w.duckdb")


@pytest.mark.parametrize(
    "trace", ["staging/delivery-*.unfinished", "staging/delivery-*/audited", "publishing.duckdb"]
)
def test_a_run_killed_in_a_later_step_is_made_up_for(
    press_review: Callable, unharmed: tuple[Path, dict], warehouse: Path, prefect_server: str, trace: str
):
    inbox, rows = unharmed
    paths = WarehousePaths(warehouse)
    run = run_in_a_process(inbox, warehouse, prefect_server)
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and run.poll() is None:
        if any(paths.folder.glob(trace)):
            os.kill(run.pid, signal.SIGKILL)
            break
        time.sleep(0.001)
    run.wait()
    assert run.returncode == -signal.SIGKILL
    assert not warehouse.exists()
    assert press_review(inbox, warehouse).published_anew
    assert content(warehouse) == rows
    assert press_review(inbox, warehouse).status == "nothing new"


def test_a_failure_while_loading_loads_nothing(inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch):
    from datetime import datetime

    from standpunkt.actors.tables import load_tables

    settings, paths = Settings(), WarehousePaths(warehouse)
    prepare_paths(paths)
    facts = load.RunFacts("run", datetime(2025, 1, 1), str(inbox), "e", "t", "q")
    with open_working(paths) as working:
        planned = plan.plan_run(working, str(inbox), current_versions(settings), 200, 10**6)
        batches = [extract.extract_batch(batch, paths.staging) for batch in planned.batches]
        files = [version for batch in planned.batches for version in batch]
        delivery = link.link_delivery(
            working, batches, files, load_tables(settings.tables), "r1", paths.staging
        )
        audited = audit.audit_delivery(delivery, settings.expectations)
        with monkeypatch.context() as patched:
            # The last merge finds its rows gone: everything before it has to be undone.
            patched.setattr(load, "MERGES", (*load.MERGES, "no_such_merge"))
            with pytest.raises(FileNotFoundError):
                load.load_delivery(working, audited, facts)
        for table in (
            "articles",
            "mentions",
            "statements",
            "stances",
            "actors",
            "files",
            "runs",
            "quality_results",
        ):
            assert working.table(table).count("*").fetchone() == (0,), table
        assert load.load_delivery(working, audited, facts).counts["articles"] == 2
        assert working.table("articles").count("*").fetchone() == (2,)


def test_waiting_for_another_run_ends_with_a_plain_message(inbox: Path, warehouse: Path, prefect_server: str):
    from standpunkt.warehouse.lock import writer_lock

    paths = WarehousePaths(warehouse)
    prepare_paths(paths)
    with writer_lock(paths, 0):
        run = run_in_a_process(inbox, warehouse, prefect_server, STANDPUNKT_LOCK_WAIT_SECONDS="0.5")
        _, errors = run.communicate(timeout=120)
    assert run.returncode == 1
    assert f"process {os.getpid()}" in errors
    assert "Traceback" not in errors


def test_a_file_that_is_being_written_comes_with_the_next_run(
    press_review: Callable, inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
):
    growing = inbox / "growing.txt"
    growing.write_text(MACRON.replace("Paris", "Brest"), encoding="utf-8")
    listed = plan.list_files

    def list_then_grow(address: str):
        found = listed(address)
        with growing.open("a", encoding="utf-8") as file:
            file.write("Ein Satz kommt noch hinzu.\n")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(plan, "list_files", list_then_grow)
        report = press_review(inbox, warehouse)
    assert [path for path, _ in report.rejected] == ["growing.txt"]
    assert "written" in report.rejected[0][1]
    assert count(warehouse, "articles") == 2
    assert press_review(inbox, warehouse).counts["articles"] == 1
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select status from files where path = 'growing.txt' and is_current"
        ).fetchall()
    assert rows == [("loaded",)]


def test_several_batches_go_through_several_processes(
    press_review: Callable, inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
):
    many_articles(inbox, 6)
    monkeypatch.setenv("STANDPUNKT_BATCH_FILES", "3")
    monkeypatch.setenv("STANDPUNKT_WORKERS", "2")
    assert press_review(inbox, warehouse).counts["articles"] == 8
    assert json.loads((WarehousePaths(warehouse).folder / "writer.json").read_text())["pid"] == os.getpid()
