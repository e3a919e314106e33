"""Seconds and memory of searching one delivery for copies, beside how many articles are stored.

Usage: python benchmarks/duplicates.py [STORED…]

Stored articles are synthetic: random bands and samples, as many as an article of 300 words has, texts of
that length, spread over three years. The delivery has 200 articles put together from the sample articles, a
tenth of them edited copies of others.
"""

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from standpunkt.articles.article import Article
from standpunkt.articles.fingerprint import content_sha256
from standpunkt.articles.similarity import DEFAULT_RULES
from standpunkt.steps.rows import article_row
from standpunkt.steps.similar import find_similar_texts
from standpunkt.steps.staging import write_rows
from standpunkt.warehouse.migrate import migrate, table_schema

ROOT = Path(__file__).resolve().parents[1]
NEW = 200
WORKING = "working.duckdb"
STORE = """
insert into extracted.articles by name
select 'a' || left(sha256(n::varchar), 20) as article_id, 'p' || n as path, 0 as item_no, 'de' as language,
    (select string_agg(md5(n::varchar || w), ' ') from range(60) as words (w)) as text, 300 as word_count,
    sha256(n::varchar || 'text') as content_sha256, sha256(n::varchar || 'key') as duplicate_key,
    'e' as extractor_version, date '2023-01-01' + (n % 1000)::integer as published_on,
    list_transform(range(20), lambda i: hash(n, i)) as bands,
    list_transform(range(75), lambda i: (hash(n, i, 's') % 4294967296)::uinteger) as samples,
    'f' as fingerprint_version
from range(?, ?) as numbers (n)
"""


def delivery(count: int) -> list[Article]:
    """Articles of one week, each tenth an edited copy of another."""
    chance = random.Random(20250904)
    text = "\n".join(path.read_text("utf-8", "replace") for path in (ROOT / "seeds").rglob("*.txt"))
    sentences = [one for one in re.split(r"(?<=[.!?“])\s+", text) if 5 < len(one.split()) < 40]
    texts = [" ".join(chance.sample(sentences, 18)) for _ in range(count)]
    for at in range(0, count, 10):
        texts[at] = texts[at + 1].replace(" hat ", " habe ")
    return [
        Article(
            f"new{n:018}",
            f"{n}.txt",
            0,
            body,
            content_sha256(body),
            "de",
            300,
            published_on=date(2025, 9, 1 + n % 7),
        )
        for n, body in enumerate(texts)
    ]


def fill(working: str, stored: int) -> None:
    """A working file with ``stored`` synthetic articles."""
    with duckdb.connect(working) as connection:
        migrate(connection)
        for first in range(0, stored, 50_000):
            connection.execute(STORE, [first, min(stored, first + 50_000)])


def measure(stored: int) -> None:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own, since the peak of memory never falls.
        subprocess.run([sys.executable, __file__, "fill", str(folder / WORKING), str(stored)], check=True)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        rows = [article_row(one, "e") for one in delivery(NEW)]
        fingerprints = time.process_time() - started
        write_rows(folder, "extracted_articles", rows, table_schema("extracted.articles"))
        with duckdb.connect(str(folder / WORKING)) as connection:
            started, cpu_before = time.perf_counter(), time.process_time()
            find_similar_texts(connection, folder, DEFAULT_RULES, False, False)
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu_before
        pairs = pq.read_metadata(folder / "similar_texts.parquet").num_rows
        size = (folder / WORKING).stat().st_size / 2**20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"| {stored:,} | {seconds:.2f} | {1000 * cpu / NEW:.1f} | {1000 * fingerprints / NEW:.2f} | "
            f"{peak / 1024:.0f} ({before / 1024:.0f} before) | {size:.0f} | {pairs} |",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(sys.argv[2], int(sys.argv[3]))
        sys.exit()
    counts = [int(argument) for argument in sys.argv[1:]]
    if len(counts) == 1:
        measure(counts[0])
    else:
        print(
            "| stored | seconds | CPU ms an article | CPU ms to fingerprint | peak MiB | file MiB | pairs |"
        )
        print("|---|---|---|---|---|---|---|", flush=True)
        for count in counts or [0, 100_000, 500_000]:
            subprocess.run([sys.executable, __file__, str(count)], check=True)
