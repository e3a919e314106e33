"""Arrivals of one pool of articles compared with a clean build, row by row.

Usage: python -m tests.arrivals [--arrivals N] [--articles N] [--seed N] [--only NUMBER] [--workers N]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from standpunkt.actors.tables import load_tables
from standpunkt.settings import Settings
from tests.arrivals.build import Build
from tests.arrivals.pool import pool
from tests.arrivals.rows import Content, Difference, differences
from tests.arrivals.schedule import Delivery, arrival, clean

JUDGED_OF = 20
"""Where the gate objects to nothing, one arrival of so many goes through it."""


def main() -> int:
    """Exit status 1 if an arrival differs."""
    options = _options()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = pool(options.articles, options.seed)
        expected = clean_build(folder, options.articles, options.seed)
        print(
            f"{len(told.final)} files with {told.article_count} articles, "
            f"{sum(map(len, told.earlier.values()))} earlier versions; the quality gate objects to "
            f"{expected.objection_count} rows; clean build after {time.monotonic() - begun:.0f} s",
            flush=True,
        )
        agreed, tables, deliveries = 0, Counter[str](), 0
        for number, count, found in _compared(folder, expected, options):
            agreed += not found
            print(f"arrival {number}, {count} deliveries: {'differs' if found else 'agrees'}", flush=True)
            deliveries += count
            tables.update({str(one).split(":", maxsplit=1)[0] for one in found})
            for one in found:
                print(f"arrival {number}: {one}", flush=True)
    total = 1 if options.only is not None else options.arrivals
    print(
        f"\n{agreed} of {total} arrivals ({deliveries} deliveries) agree with the clean build, "
        f"{time.monotonic() - begun:.0f} s"
    )
    for table, count in tables.most_common():
        print(f"  {table}: differs in {count}")
    return int(agreed < total)


@dataclass(frozen=True)
class Expected:
    """What a clean build gives, and whether the gate objects to anything in any version of the files."""

    content: Content
    objection_count: int


def clean_build(folder: Path, articles: int, seed: int) -> Expected:
    """Everything at once; the earlier versions are judged in warehouses of their own."""
    told = pool(articles, seed)
    tables = load_tables(Settings().tables)
    build = Build(folder / "clean", folder / "staging", tables)
    build.run(clean(told))
    objection_count = build.objection_count()
    for number in range(max(map(len, told.earlier.values()), default=0)):
        files = tuple(versions[number] for versions in told.earlier.values() if len(versions) > number)
        earlier = Build(folder / f"earlier-{number}", folder / "staging", tables)
        earlier.run([Delivery(files)])
        objection_count += earlier.objection_count()
    return Expected(build.content(), objection_count)


def compared(
    folder: Path, expected: Expected, articles: int, seed: int, number: int
) -> tuple[int, list[Difference | str]]:
    """Number of deliveries of one arrival, and what it leaves otherwise than the clean build."""
    deliveries = arrival(pool(articles, seed), number)
    is_judged = expected.objection_count > 0 or number % JUDGED_OF == 0
    tables = load_tables(Settings().tables)
    build = Build(folder / f"arrival-{number}", folder / "staging", tables, is_judged)
    build.run(deliveries)
    found: list[Difference | str] = list(differences(expected.content, build.content()))
    if lost := build.lost_stories():
        found.append(f"story ids: {len(lost)} published ones lead nowhere: {sorted(lost)[:3]}")
    return len(deliveries), found


def _compared(
    folder: Path, expected: Expected, options: argparse.Namespace
) -> Iterator[tuple[int, int, list[Difference | str]]]:
    numbers = range(options.arrivals) if options.only is None else [options.only]
    with ProcessPoolExecutor(options.workers) as workers:
        jobs = {
            workers.submit(compared, folder, expected, options.articles, options.seed, number): number
            for number in numbers
        }
        for job in as_completed(jobs):
            count, found = job.result()
            yield jobs[job], count, found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.arrivals", description=__doc__)
    parser.add_argument("--arrivals", type=int, default=100)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="of the pool of articles")
    parser.add_argument("--only", type=int, help="one arrival again")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
