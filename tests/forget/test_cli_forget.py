"""``standpunkt forget`` as a user meets it, and what it takes out of Prefect's records."""

import os
import pty
import select as io_select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forget.test_forget import actor_id, article_id
from tests.forget.warehouse import places_of, select
from tests.test_cli import standpunkt

Place = tuple[Path, Path]


def test_a_dry_run_shows_tables_and_no_terminal_means_no_confirmation(place: Place):
    published = place[1]
    gone = article_id(published, "kranzberg")
    shown = standpunkt("forget", "article", gone, "--dry-run", "--warehouse", published)
    assert shown.returncode == 0, shown.stderr
    assert "1  rows of articles would go" in shown.stdout
    assert "Nothing was changed." in shown.stdout
    refused = standpunkt("forget", "article", gone, "--warehouse", published)
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert article_id(published, "kranzberg") == gone
    done = standpunkt("forget", "article", gone, "--yes", "--warehouse", published)
    assert done.returncode == 0, done.stderr
    assert "1  rows of articles went" in done.stdout
    assert f"Published {published}" in done.stdout
    assert places_of(published, gone) == set()
    again = standpunkt("forget", "article", gone, "--warehouse", published)
    assert again.returncode == 0, again.stderr
    assert "was forgotten before" in again.stdout
    unknown = standpunkt("forget", "actor", "person:nobody", "--yes", "--warehouse", published)
    assert unknown.returncode == 1
    assert "There is no actor" in unknown.stderr
    assert "Traceback" not in unknown.stderr


@pytest.mark.parametrize(("answer", "left", "status"), [(b"n\n", 1, 1), (b"y\n", 0, 0)])
def test_a_terminal_is_asked(place: Place, answer: bytes, left: int, status: int):
    published = place[1]
    gone = actor_id(published, "Adele Kranzberg")
    screen, terminal = pty.openpty()
    command = ["forget", "actor", gone, "--warehouse", str(published)]
    run = subprocess.Popen(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", *command],
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown, answered = b"", False
    while io_select.select([screen], [], [], 120)[0]:
        try:
            piece = os.read(screen, 65536)
        except OSError:
            break
        shown += piece
        if not answered and b"for good?" in shown:
            os.write(screen, answer)
            answered = True
        if not piece:
            break
    assert run.wait() == status
    text = shown.decode("utf-8", "replace")
    assert "2  rows of statements would go" in text
    assert len(select(published, f"select 1 from actors where actor_id = '{gone}'")) == left


def test_briefings_leave_the_prefect_server(
    press_review: Callable, inbox: Path, warehouse: Path, prefect_server: str
):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
    from prefect.settings import PREFECT_API_URL, temporary_settings

    def briefings() -> list[str]:
        keys = ArtifactFilter(key=ArtifactFilterKey(any_=["briefing"]))
        with temporary_settings({PREFECT_API_URL: prefect_server}), get_client(sync_client=True) as client:
            return [str(one.data) for one in client.read_artifacts(artifact_filter=keys, limit=200)]

    # Of other warehouses, where other tests have used the same server.
    others = len(briefings())
    press_review(inbox, warehouse)
    assert len(briefings()) == others + 1
    assert any("Macron" in one for one in briefings())
    gone = article_id(warehouse, "macron")
    done = standpunkt(
        "forget", "article", gone, "--yes", "--warehouse", warehouse, PREFECT_API_URL=prefect_server
    )
    assert done.returncode == 0, done.stderr
    assert "1  briefings removed" in done.stdout
    assert len(briefings()) == others
    unreachable = standpunkt(
        "forget", "article", gone, "--yes", "--warehouse", warehouse, PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    assert unreachable.returncode == 1
    assert "The warehouse is done" in unreachable.stderr
    assert "Traceback" not in unreachable.stderr
