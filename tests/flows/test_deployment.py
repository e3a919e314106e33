"""The deployment as a data engineer runs it: a Prefect server, a worker, the artifacts in the API."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import httpx
import pytest

from tests.conftest import MACRON, ROOT, SCHOLZ

START_SECONDS = 240
RUN_SECONDS = 300


class Engineer:
    """A shell beside a running server."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}/api"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")
        } | {
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": self.url,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "STANDPUNKT_INBOX": str(folder / "inbox"),
            "STANDPUNKT_WAREHOUSE": str(folder / "w.duckdb"),
            # Several batches: extraction goes through processes of its own.
            "STANDPUNKT_BATCH_FILES": "1",
            "STANDPUNKT_WORKERS": "2",
        }

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "prefect", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def serve(self, *arguments: str) -> tuple[subprocess.Popen, Path]:
        """A process that goes on; what it prints goes to a file, since nobody would empty a full pipe."""
        log = self.folder / f"{arguments[0]}.log"
        with log.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "prefect", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        return process, log

    def prefect(self, *arguments: str) -> str:
        done = self.start(*arguments)
        output, _ = done.communicate(timeout=180)
        assert done.returncode == 0, output
        return output

    def ask(self, address: str, **body: object) -> list[dict]:
        answer = httpx.post(f"{self.url}/{address}/filter", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()


@pytest.fixture
def engineer(tmp_path: Path) -> Iterator[Engineer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    engineer = Engineer(tmp_path, port)
    server, log = engineer.serve("server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui")
    try:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert server.poll() is None, log.read_text()
            try:
                if httpx.get(f"{engineer.url}/health", timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield engineer
    finally:
        _stop(server)


def test_a_worker_runs_the_deployment_and_its_artifacts_are_in_the_api(engineer: Engineer, tmp_path: Path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "macron.txt").write_text(MACRON, encoding="utf-8")
    (inbox / "orban.txt").write_text(SCHOLZ, encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")

    engineer.prefect("work-pool", "create", "standpunkt", "--type", "process")
    engineer.prefect("--no-prompt", "deploy", "--all")
    [deployment] = engineer.ask("deployments")
    assert deployment["name"] == "hourly"
    assert [schedule["active"] for schedule in deployment["schedules"]] == [True]
    assert deployment["concurrency_options"]["collision_strategy"] == "ENQUEUE"

    engineer.prefect("deployment", "run", "press-review/hourly")
    worker, log = engineer.serve("worker", "start", "--pool", "standpunkt", "--type", "process")
    try:
        run = _finished_run(engineer, worker, log)
    finally:
        _stop(worker)
    assert run["state"]["type"] == "COMPLETED", run["state"]

    artifacts = {one["key"]: one for one in engineer.ask("artifacts")}
    assert set(artifacts) == {"run-table", "quality-verdicts", "briefing"}
    assert all(one["flow_run_id"] == run["id"] for one in artifacts.values())
    table = {row["what"]: row["value"] for row in json.loads(artifacts["run-table"]["data"])}
    assert (table["articles"], table["of them without an article"]) == (2, 1)
    assert "empty.txt" in artifacts["quality-verdicts"]["data"]
    assert "Macron" in artifacts["briefing"]["data"]
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert connection.execute("select run_id, article_count from runs").fetchall() == [(run["id"], 2)]
    shutil.rmtree(inbox)


def _stop(process: subprocess.Popen) -> None:
    """A worker right after a run may pass the signal on to itself and go on polling for ever."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(30)


def _finished_run(engineer: Engineer, worker: subprocess.Popen, log: Path) -> dict:
    wanted = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
    deadline = time.monotonic() + RUN_SECONDS
    while time.monotonic() < deadline:
        assert worker.poll() is None, log.read_text()
        runs = engineer.ask("flow_runs", **wanted)
        if runs:
            return runs[0]
        time.sleep(1)
    pytest.fail("the worker did not finish the run")
