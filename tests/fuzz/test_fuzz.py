"""A bounded share of what ``python -m tests.fuzz`` does, and that the harness finds what it is for."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from standpunkt.articles.readers import READERS
from tests.fuzz import outcome, pool
from tests.fuzz.giants import giants
from tests.fuzz.mutations import Case, case
from tests.fuzz.outcome import Outcome, outcome_of
from tests.fuzz.pool import outcomes
from tests.fuzz.report import as_table
from tests.fuzz.samples import samples

FILES = int(os.environ.get("FUZZ_FILES", "600"))
SEED = int(os.environ.get("FUZZ_SEED", "20261122"))
GIANT = 100_000
"""Bytes: what takes the square of the length takes minutes for these already."""
WORKERS = min(2, os.cpu_count() or 1)

TEXT = b"Haushalt steht\n\nDer Rat hat am Montag den Haushalt beschlossen."


def failures(found: list[Outcome]) -> list[str]:
    return [f"case {one.number}, {one.path} ({one.how}): {one.told}" for one in found if one.is_failure]


def test_every_registered_ending_has_a_sample_file_with_an_article() -> None:
    for ending, reader in READERS.items():
        assert samples()[reader], f"put a sample file for {ending} into tests/articles/readers/files"
    # What is packed with gzip is a file of JSON lines.
    cases = [
        Case(0, "a.jsonl.gz" if ending == ".gz" else f"a{ending}", raw, name)
        for ending, reader in READERS.items()
        for name, raw in samples()[reader]
    ]
    # Not in this process, which other tests have filled.
    found = list(outcomes(cases, 1))
    assert not failures(found), "\n".join(failures(found))
    read = {one.path for one in found if one.kind == "articles"}
    assert {one.path for one in cases} == read


def test_a_case_is_the_same_on_every_machine_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = [case(SEED, number) for number in range(300)]
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert [case(SEED, number) for number in range(300)] == today
    assert len({case(SEED, number).raw for number in range(200)}) > 190


def test_mutated_files_give_articles_or_a_reason() -> None:
    found = list(outcomes((case(SEED, number) for number in range(FILES)), WORKERS))
    assert sorted(one.number for one in found) == list(range(FILES))
    assert not failures(found), "\n".join(failures(found))
    # Mutations that leave nothing readable would reach no code behind the first check.
    assert sum(one.kind == "articles" for one in found) > 0.3 * FILES


def test_long_repetitions_give_articles_or_a_reason() -> None:
    found = list(outcomes(giants(GIANT), WORKERS))
    assert not failures(found), "\n".join(failures(found))


def test_fifty_megabytes_in_one_line() -> None:
    size = 50_000_000
    lines = (
        ("a.txt", b"", b"a "),
        ("a.html", b"<html><body>", b"<p>x</p>"),
        ("a.json", b'{"text": "', "ä ".encode()),
        ("a.eml", b"From: a\nSubject: b\n\n", b"a\n"),
    )
    cases = [
        Case(n, path, (head + piece * (size // len(piece)))[:size], "a long line")
        for n, (path, head, piece) in enumerate(lines)
    ]
    found = list(outcomes(cases, 1))
    assert not failures(found), "\n".join(failures(found))
    assert all(one.mib > size // 1024 // 1024 for one in found)


@pytest.mark.parametrize(
    ("reading", "patience", "told"),
    [
        ("hang", 600, "still working after 1 seconds"),
        ("sleep", 2, "still waiting after 2 seconds"),
        ("die", 600, f"exit code {-signal.SIGSEGV}"),
    ],
)
def test_the_pool_gives_up_a_file_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, reading: str, patience: int, told: str
) -> None:
    monkeypatch.setattr(pool, "LONGEST_WORK", 1)
    monkeypatch.setattr(pool, "PATIENCE", patience)
    monkeypatch.setattr(pool, "_read_all", {"hang": _hanging, "sleep": _sleeping, "die": _dying}[reading])
    found = list(outcomes([Case(n, "a.txt", TEXT, "") for n in range(2)], 1))
    assert [one.number for one in found] == [0, 1]
    assert all(one.is_failure and told in one.told for one in found)


def _hanging(there: pool.Connection) -> None:
    there.send("ready")
    there.recv()
    while True:
        pass


def _sleeping(there: pool.Connection) -> None:
    there.send("ready")
    there.recv()
    time.sleep(600)


def _dying(there: pool.Connection) -> None:
    there.send("ready")
    there.recv()
    os.kill(os.getpid(), signal.SIGSEGV)


def test_what_must_not_be_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Case(0, "a.txt", TEXT, "")
    with monkeypatch.context() as patched:
        patched.setattr(outcome, "MAX_MIB", 1)
        assert "MiB" in outcome_of(good).told
    # Other tests have filled this process.
    monkeypatch.setattr(outcome, "MAX_MIB", 10**6)
    assert outcome_of(good).kind == "articles"
    with monkeypatch.context() as patched:
        patched.setattr(outcome, "MAX_SECONDS", -1)
        assert "seconds" in outcome_of(good).told

    def broken(raw: bytes, path: str) -> object:
        raise {"a": RuntimeError, "b": RecursionError}[path[0]]("x")

    monkeypatch.setattr("standpunkt.articles.readers.READERS", {".txt": broken})
    assert outcome_of(good).is_failure
    assert "RuntimeError" in outcome_of(replace(good)).told


def test_the_report_counts_by_ending() -> None:
    found = [
        Outcome(0, "x/a.txt", "", "articles", "", 2, 0.5, 90),
        Outcome(1, "x/b.warc.gz", "", "BrokenFile", "damaged", 0, 1.25, 120),
        Outcome(2, "x/c.txt", "", "FAILED", "took 11 seconds", 0, 11.0, 100),
    ]
    lines = as_table(found).splitlines()
    assert lines[2] == "| `.txt` | 2 | 1 | 2 |  | 11.0 | 100 | 1 |"
    assert lines[3] == "| `.warc.gz` | 1 | 0 | 0 | 1 BrokenFile | 1.2 | 120 | 0 |"
    assert lines[4].startswith("| all | 3 | 1 | 2 | 1 BrokenFile |")


def test_the_docs_show_the_report_of_ten_thousand_files() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "fuzz.md").read_text(encoding="utf-8")
    assert all(f"`{ending}`" in page for ending in READERS)
