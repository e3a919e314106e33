import os
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from standpunkt.steps.extract import staged_files_schema
from standpunkt.steps.plan import FileVersion, Plan, Versions, plan_run
from standpunkt.warehouse.migrate import migrate, table_schema
from standpunkt.warehouse.sql import run_file, sql_text

NOW = Versions(extractor="e1", expectations="q1")
RUN = {
    "kind": "run",
    "status": "published",
    "started_at": "2025-01-01",
    "finished_at": "2025-01-01",
    "inbox": None,
    "tables_version": "t",
}


@pytest.fixture
def ledger():
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def plan(ledger: duckdb.DuckDBPyConnection, inbox: Path, versions: Versions = NOW, **options) -> Plan:
    return plan_run(
        ledger, str(inbox), versions, **({"batch_files": 200, "batch_bytes": 2_000_000} | options)
    )


def record(ledger: duckdb.DuckDBPyConnection, versions: list[FileVersion], status: str, **ledger_row) -> None:
    """What loading does to the ledger, by the same SQL."""
    rows = [version.ledger_row(status, **ledger_row) for version in versions]
    ledger.register("incoming_files", pa.Table.from_pylist(rows, schema=staged_files_schema()))
    empty = ("articles", "mentions", "statements", "stances", "quarantine")
    for table in empty:
        ledger.register(f"incoming_{table}", table_schema(table).empty_table())
    facts = {"extractor_version": NOW.extractor, "expectations_version": NOW.expectations}
    run_file(ledger, "load/runs", RUN | facts | {"run_id": "r1"})
    ledger.execute(sql_text("load/replaced_files"))
    run_file(ledger, "load/files", {"run_id": "r1", "file_status": None})


def files_of(planned: Plan) -> list[FileVersion]:
    return [version for batch in planned.batches for version in batch]


def paths_of(planned: Plan) -> list[str]:
    return [version.found.path for version in files_of(planned)]


def test_known_files_are_left_alone(ledger, inbox: Path):
    first = plan(ledger, inbox)
    assert paths_of(first) == ["macron.txt", "orban.txt"]
    record(ledger, files_of(first), "loaded")
    assert plan(ledger, inbox).is_empty


def test_a_changed_file_goes_again_and_the_others_do_not(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "loaded")
    (inbox / "orban.txt").write_text("Ein ganz neuer Text.\n", encoding="utf-8")
    assert paths_of(plan(ledger, inbox)) == ["orban.txt"]


def test_a_change_that_keeps_size_and_length_is_seen_by_its_time(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "loaded")
    text = (inbox / "orban.txt").read_text(encoding="utf-8")
    (inbox / "orban.txt").write_text(text.replace("Moskau", "Madrid"), encoding="utf-8")
    os.utime(inbox / "orban.txt", (2e9, 2e9))
    assert paths_of(plan(ledger, inbox)) == ["orban.txt"]


def test_a_touched_file_is_noted_and_not_extracted(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "loaded")
    os.utime(inbox / "orban.txt", (1e9, 1e9))
    assert plan(ledger, inbox).is_empty
    noted = ledger.execute("select epoch(modified_at) from files where path = 'orban.txt'").fetchone()
    assert noted == (1e9,)


def test_a_rejected_file_waits_for_a_change_or_a_newer_extractor(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "rejected", reason="no text")
    assert plan(ledger, inbox).is_empty
    assert len(paths_of(plan(ledger, inbox, Versions("e2", "q1")))) == 2


def test_a_file_with_a_passing_obstacle_is_looked_at_every_time(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "rejected", reason="still written", try_again=True)
    assert len(paths_of(plan(ledger, inbox))) == 2


def test_a_file_that_cannot_be_read_is_recorded_once(ledger, inbox: Path):
    (inbox / "lost.txt").symlink_to(inbox / "nowhere.txt")
    first = plan(ledger, inbox)
    assert [version.found.path for version in first.unreadable] == ["lost.txt"]
    record(ledger, files_of(first), "loaded")
    record(ledger, list(first.unreadable), "rejected")
    assert plan(ledger, inbox).is_empty
    (inbox / "nowhere.txt").write_text("Jetzt ist der Text da.", encoding="utf-8")
    assert "lost.txt" in paths_of(plan(ledger, inbox))


def test_held_files_wait_for_other_rules_or_for_a_word(ledger, inbox: Path):
    record(ledger, files_of(plan(ledger, inbox)), "held")
    waiting = plan(ledger, inbox)
    assert waiting.is_empty
    assert waiting.waiting_count == 2
    assert len(paths_of(plan(ledger, inbox, Versions("e1", "q2")))) == 2
    assert len(paths_of(plan(ledger, inbox, retry_held=True))) == 2


def test_batches_end_at_files_or_bytes(ledger, inbox: Path):
    for number in range(5):
        (inbox / f"{number}.txt").write_text("x" * 100, encoding="utf-8")
    by_files = plan(ledger, inbox, batch_files=3)
    assert [len(batch) for batch in by_files.batches] == [3, 3, 1]
    by_bytes = plan(ledger, inbox, batch_bytes=250)
    assert all(sum(v.found.size for v in batch) <= 250 or len(batch) == 1 for batch in by_bytes.batches)
    assert sorted(paths_of(by_bytes)) == sorted(paths_of(by_files))
