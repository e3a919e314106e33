"""Discovery of known files, and reading and cleaning of articles without the language model, beside targets.

Usage: python benchmarks/articles.py [KNOWN_FILES]

One process, processor time of one core: other work on the machine hardly counts. The files are real and in
a temporary folder; the ledger is filled by the SQL that runs use. Texts are put together from the sentences
of the sample articles, seeded; pages are those of the tests, each three times.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.articles import articles_from, list_files, read_file
from standpunkt.steps.extract import staged_files_schema
from standpunkt.steps.plan import FileVersion, Plan, Versions, plan_run
from standpunkt.warehouse.migrate import migrate, table_schema
from standpunkt.warehouse.sql import run_file

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = Versions(extractor="e", expectations="q")
RUN = {
    "run_id": "r",
    "kind": "run",
    "status": "published",
    "started_at": "2025-01-01",
    "finished_at": "2025-01-01",
    "inbox": None,
    "tables_version": "t",
    "extractor_version": VERSIONS.extractor,
    "expectations_version": VERSIONS.expectations,
}
TEXTS, PAGES_TIMES, PARAGRAPHS, SENTENCES_A_PARAGRAPH = 300, 3, 4, 6
ROUNDS = 3
MAX_DISCOVERY_SECONDS, MIN_TEXTS, MIN_PAGES = 3.0, 300, 60


def write_known(folder: Path, count: int) -> None:
    """``count`` small text files, a thousand in a folder."""
    for number in range(count):
        target = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"Nachricht {number}\n\nDer Text der Nachricht ist kurz.\n", encoding="utf-8")


def write_texts(folder: Path) -> None:
    """Articles of plain text from the sentences of the sample."""
    pool, chance = list[str](), random.Random(20250904)
    for path in sorted((ROOT / "seeds" / "articles").rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        if "\ufffd" not in text and "harbour" not in str(path):
            pool += [one for one in re.split(r"(?<=[.!?])\s+", text) if len(one.split()) > 5]
    for number in range(TEXTS):
        body = [" ".join(chance.choices(pool, k=SENTENCES_A_PARAGRAPH)) for _ in range(PARAGRAPHS)]
        text = "\n\n".join([f"Nachricht {number} aus der Hauptstadt", *body])
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def write_pages(folder: Path) -> None:
    """The pages of the tests, each some times."""
    for path in (ROOT / "tests" / "articles" / "pages").glob("*.html"):
        for number in range(PAGES_TIMES):
            (folder / f"{number}_{path.name}").write_bytes(path.read_bytes())


def known_ledger(folder: Path) -> duckdb.DuckDBPyConnection:
    """A ledger that knows every file of ``folder``."""
    ledger = duckdb.connect()
    migrate(ledger)
    rows = [FileVersion(found, "0" * 64).ledger_row("loaded", 1) for found in list_files(str(folder))]
    ledger.register("incoming_files", pa.Table.from_pylist(rows, schema=staged_files_schema()))
    for table in ("articles", "mentions", "statements", "stances", "quarantine"):
        ledger.register(f"incoming_{table}", table_schema(table).empty_table())
    run_file(ledger, "load/runs", RUN)
    run_file(ledger, "load/files", {"run_id": RUN["run_id"], "file_status": None})
    return ledger


def seconds(measured: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds and wall-clock seconds of the best of some rounds."""
    best = (float("inf"), float("inf"))
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        measured()
        best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
    return best


def read_all(folder: Path) -> Sequence[int]:
    """Words of every article in ``folder``."""
    today = datetime.now(UTC).date()
    found = [articles_from(read_file(one).raw, one.path, today) for one in list_files(str(folder))]
    return [article.word_count for read in found for article in read.articles]


def main(known_count: int) -> None:
    """The measurements as a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / part for part in ("known", "texts", "pages")]
        for folder in folders:
            folder.mkdir()
        known, texts, pages = folders
        write_known(known, known_count)
        write_texts(texts)
        write_pages(pages)
        ledger = known_ledger(known)

        def discover() -> Plan:
            plan = plan_run(ledger, str(known), VERSIONS, batch_files=200, batch_bytes=2_000_000)
            assert plan.is_empty
            assert plan.known_count == known_count
            return plan

        print("## Articles\n\n| step | one core | wall clock | target |\n|---|---|---|---|")
        cpu, wall = seconds(discover)
        limit = f"under {MAX_DISCOVERY_SECONDS:g} s" if known_count == 100_000 else "none"
        print(
            f"| discovery of {known_count:,} known files | {cpu:.2f} s | {wall:.2f} s | {limit} |", flush=True
        )
        for kind, folder, least in (("text files", texts, MIN_TEXTS), ("HTML pages", pages, MIN_PAGES)):
            count = len(read_all(folder))
            cpu, wall = seconds(lambda folder=folder: read_all(folder))
            per_core, per_clock = f"{count / cpu:.0f}/s", f"{count / wall:.0f}/s"
            step = f"reading and cleaning {count} {kind}"
            print(f"| {step} | {per_core} | {per_clock} | {least}/s |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
