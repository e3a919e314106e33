"""Read mutated files, and tell what came of them.

Usage: python -m tests.fuzz [--files N] [--seed N] [--only NUMBER] [--giants BYTES] [--workers N]
[--report FILE]
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz.giants import giants
from tests.fuzz.mutations import Case, case
from tests.fuzz.outcome import Outcome
from tests.fuzz.pool import outcomes
from tests.fuzz.report import as_table

PROGRESS_EVERY = 250


def main() -> int:
    """Exit status 1 if anything failed."""
    options = _options()
    if options.only is not None:
        Path(f"fall{options.only}").write_bytes(case(options.seed, options.only).raw)
    begun = time.monotonic()
    found: list[Outcome] = []
    for number, one in enumerate(outcomes(_cases(options), options.workers), start=1):
        found.append(one)
        if one.is_failure:
            print(f"FAILED {one.number} {one.path} ({one.how}): {one.told}", flush=True)
        elif options.only is not None:
            print(one)
        if number % PROGRESS_EVERY == 0:
            print(f"{number} files, {time.monotonic() - begun:.0f} s", flush=True)
    told = (
        f"{len(found):,} files, seed {options.seed}, {datetime.now(UTC):%Y-%m-%d}, "
        f"{time.monotonic() - begun:.0f} s in {options.workers} processes.\n\n{as_table(found)}\n"
    )
    print(told)
    if options.report:
        options.report.write_text(told, encoding="utf-8")
    return int(any(one.is_failure for one in found))


def _cases(options: argparse.Namespace) -> Iterator[Case]:
    if options.giants:
        return giants(options.giants)
    numbers = range(options.files) if options.only is None else [options.only]
    return (case(options.seed, number) for number in numbers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="number of mutated files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one case again, its bytes written to the folder one is in")
    parser.add_argument("--giants", type=int, help="instead, repetitions of this many bytes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", type=Path, help="file for the table, in Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
