"""Seconds and peak memory of the main job, step by step: 1,000 generated articles, 10,000 known files.

Usage: python benchmarks/main_job.py [ARTICLES] [KNOWN_FILES]

One process and one extraction at a time, so that the figures add up; ``standpunkt run`` extracts several
batches at once. Articles are put together from the sentences of the sample articles, seeded.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from standpunkt.actors.tables import load_tables
from standpunkt.language import load as load_pipeline
from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan
from standpunkt.steps.news import current_versions
from standpunkt.warehouse import connect, publish
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths

ROOT = Path(__file__).resolve().parents[1]
SENTENCES_PER_ARTICLE = 18


def sentences() -> list[str]:
    """Sentences of the German sample articles in plain text."""
    nlp = load_pipeline()
    found: list[str] = []
    for path in sorted((ROOT / "seeds" / "articles").rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        if "\ufffd" not in text and "harbour" not in str(path):
            found += [sent.text.strip() for sent in nlp(text).sents if len(sent.text.split()) > 5]
    return found


def write_articles(folder: Path, count: int, length: int) -> None:
    """``count`` text files of ``length`` sentences, all different."""
    pool, chance = sentences(), random.Random(20250904)
    for number in range(count):
        body = " ".join(chance.choices(pool, k=length))
        headline = f"Nachricht {number}: {' '.join(re.findall(r'[A-ZÄÖÜ][a-zäöüß]+', body)[:4])}"
        target = folder / f"{number // 1000:02}" / f"{number:05}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{headline}\n\n{body}\n", encoding="utf-8")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print the step's seconds and the process' peak memory after it."""
    started = time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {time.perf_counter() - started:.2f} | {peak:.0f} |", flush=True)


def run_once(inbox: Path, paths: WarehousePaths, settings: Settings) -> None:
    """The steps of one run, each timed."""
    prepare_paths(paths)
    with step("seed tables"):
        tables = load_tables(settings.tables)
    with connect.open_working(paths) as working:
        with step("plan"):
            planned = plan.plan_run(
                working, str(inbox), current_versions(settings), settings.batch_files, settings.batch_bytes
            )
        with step("extract"):
            batches = [extract.extract_batch(batch, paths.staging) for batch in planned.batches]
        files = [version for batch in planned.batches for version in batch]
        with step("link"):
            linked = link.link_delivery(working, batches, files, tables, "benchmark", paths.staging)
        with step("import Great Expectations"):
            import great_expectations  # noqa: F401
        with step("audit"):
            audited = audit.audit_delivery(linked, settings.expectations)
        facts = load.RunFacts("run", datetime.now(UTC).replace(tzinfo=None), str(inbox), "e", "t", "q")
        with step("load"):
            loaded = load.load_delivery(working, audited, facts)
        with step("publish"):
            publish.publish(working, paths)
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in inbox.rglob("*.txt"))
    print(f"\n{words:,} words; rows: {loaded.counts}; status {loaded.status}\n")


def main(article_count: int, known_count: int) -> None:
    """Both measurements as Markdown tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(
            f"## {article_count:,} new articles, one process\n\n| step | seconds | peak MiB |\n|---|---|---|"
        )
        write_articles(folder / "new", article_count, SENTENCES_PER_ARTICLE)
        run_once(folder / "new", WarehousePaths(folder / "new.duckdb"), Settings())

        print(f"## {known_count:,} known files, first run\n\n| step | seconds | peak MiB |\n|---|---|---|")
        write_articles(folder / "known", known_count, 2)
        run_once(folder / "known", WarehousePaths(folder / "known.duckdb"), Settings())
        with connect.open_working(WarehousePaths(folder / "known.duckdb")) as working:
            # What a real run would have noted: the versions that judged, so that nothing is due again.
            now = current_versions(Settings())
            working.execute(
                "update runs set extractor_version = ?, expectations_version = ?",
                [now.extractor, now.expectations],
            )
        print("## Nothing new\n\n| step | seconds | peak MiB |\n|---|---|---|")
        with (
            step("plan (in this process)"),
            connect.open_working(WarehousePaths(folder / "known.duckdb")) as working,
        ):
            settings = Settings()
            again = plan.plan_run(
                working,
                str(folder / "known"),
                current_versions(settings),
                settings.batch_files,
                settings.batch_bytes,
            )
        assert again.is_empty
        started = time.perf_counter()
        command = "from standpunkt.cli import main; main()"
        arguments = ["run", str(folder / "known"), "--warehouse", str(folder / "known.duckdb")]
        subprocess.run([sys.executable, "-c", command, *arguments], check=True, env=os.environ)
        print(f"\nstandpunkt run with nothing new, whole process: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    counts = [int(argument) for argument in sys.argv[1:3]]
    main(*(counts + [1000, 10_000][len(counts) :]))
