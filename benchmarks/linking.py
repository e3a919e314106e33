"""Cost of linking beside extraction, beside known actors and beside stored articles.

Usage: python benchmarks/linking.py [ARTICLES]

Processor time of one process, so that other work on the machine hardly counts. Articles are the samples,
those of the tests and, where they lie beside the checkout, corpora's, dated in one week; the shipped model
extracts them. Known actors are invented: given names of the shipped list, surnames shared by ten, three
aliases and an office each. Stored articles are synthetic (``linking/stored.sql``), 20 a day.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from standpunkt import linking as article_linking
from standpunkt.actors.given_names import listed_genders
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.articles import articles_from, list_files, read_file
from standpunkt.articles.shingles import FINGERPRINT_VERSION
from standpunkt.articles.similarity import DEFAULT_RULES
from standpunkt.articles.unreadable import UnreadableFile
from standpunkt.issues.likeness import text_vectors
from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan, stories
from standpunkt.steps.news import current_versions
from standpunkt.steps.similar import rules_version
from standpunkt.warehouse import connect
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths

ROOT = Path(__file__).resolve().parents[1]
FILL = Path(__file__).with_name("linking") / "stored.sql"
WORDS = ROOT / "standpunkt" / "issues" / "word_frequencies.csv"
CORPUS = ROOT.parent / "shared" / "corpora" / "statements" / "dev.jsonl"
ARTICLES = 200
ACTORS, STORED = (0, 5_000, 50_000), (0, 5_000, 20_000)
GOAL = 0.15
PARTS = {
    "actors": (link, "link_article"),
    "issues": (article_linking, "link_issues"),
    "similar texts": (link, "find_similar_texts"),
    "copies": (link, "_place_copies"),
    "loading": (load, "load_delivery"),
    "actors' rows": (load, "place_actors"),
    "stories and echoes": (load, "place_stories_and_echoes"),
    "echoes": (stories, "find_echoes"),
}
"""What is timed by name: module and function. Issues are a part of actors; the last three, of loading."""

ACTOR_PARTS = ("actors", "linking", "gate", "loading")
STORED_PARTS = (
    "linking",
    "similar texts",
    "copies",
    "loading",
    "actors' rows",
    "stories and echoes",
    "echoes",
)


def write_articles(folder: Path, count: int) -> None:
    """At most ``count`` different articles as JSON files of one week."""
    today = datetime.now(UTC).date()
    files = [
        *list_files(str(ROOT / "seeds" / "articles")),
        *list_files(str(ROOT / "tests" / "articles" / "pages")),
    ]
    told: dict[str, str] = {}
    for one in files:
        with suppress(UnreadableFile):
            found = articles_from(read_file(one).raw, one.path, today).articles
            told |= {each.text: each.title or "" for each in found if each.language == "de"}
    for path in (*sorted((ROOT / "tests" / "stories").glob("articles_*.jsonl")), CORPUS):
        lines = map(json.loads, path.read_text("utf-8").splitlines() if path.exists() else ())
        told |= {line["text"]: line.get("title") or line["name"] for line in lines}
    folder.mkdir()
    for number, (text, title) in enumerate(sorted(told.items())[:count]):
        fields = {
            "title": title,
            "text": text,
            "date": date(2025, 9, 24 + number % 7).isoformat(),
            "url": f"https://www.beispiel{number % 9}.example/politik/meldung-nummer-{number}-vom-tag",
        }
        (folder / f"{number:05}.json").write_text(json.dumps(fields), encoding="utf-8")


def write_tables(folder: Path, count: int) -> None:
    """The shipped seed tables with ``count`` more persons."""
    folder.mkdir()
    for path in Settings().tables.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    chance = random.Random(count)
    given = sorted(name.capitalize() for name in listed_genders() if name.isalpha())
    rows: dict[str, list[str]] = {"actors": [], "aliases": [], "offices": []}
    taken = {line.split(",")[1] for line in _lines(folder / "actors.csv")}
    while len(rows["actors"]) < count:
        number = len(rows["actors"])
        surname = f"{_syllables(number // 10)}"
        name = f"{chance.choice(given)} {surname}"
        if name in taken:
            continue
        taken.add(name)
        actor_id = f"person:x{number}"
        rows["actors"].append(f"{actor_id},{name},person,DE,,")
        rows["aliases"] += [
            f"{actor_id},{chance.choice(given)[0]}. {surname} {number},name,",
            f"{actor_id},{name} von {surname}{number},name,",
            f"{actor_id},{surname.upper()}{number},acronym,",
        ]
        rows["offices"].append(f"{actor_id},Abgeordneter,state:de,,")
    for table, lines in rows.items():
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


def _syllables(number: int) -> str:
    """A surname of its own for every number."""
    parts = ("ba", "del", "fin", "gor", "hau", "kel", "lin", "mar", "nie", "rot", "sta", "wen")
    found = ""
    while True:
        number, rest = divmod(number, len(parts))
        found += parts[rest]
        if not number:
            return f"{found.capitalize()}mann"


class Clock:
    """Processor seconds by name."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """Adds what runs inside."""
        started = time.process_time()
        yield
        self.seconds[name] += time.process_time() - started

    @contextmanager
    def parts(self) -> Iterator[None]:
        """Measures the named functions wherever they are called."""
        plain = {name: getattr(module, function) for name, (module, function) in PARTS.items()}
        for name, (module, function) in PARTS.items():
            setattr(module, function, self._timed(name, plain[name]))
        try:
            yield
        finally:
            for name, (module, function) in PARTS.items():
                setattr(module, function, plain[name])

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*values: Any, **named: Any) -> Any:
            with self.measured(name):
                return function(*values, **named)

        return timed


def extracted(
    folder: Path, count: int, clock: Clock
) -> tuple[list[extract.StagedBatch], list[plan.FileVersion]]:
    """Batches of ``count`` articles in ``folder``, and the files they come from."""
    if not (folder / "inbox").exists():
        write_articles(folder / "inbox", count)
    paths = WarehousePaths(folder / "plan.duckdb")
    prepare_paths(paths)
    with connect.open_working(paths) as working:
        planned = plan.plan_run(working, str(folder / "inbox"), current_versions(Settings()), 200, 2_000_000)
    # The model and its vectors are opened once a process.
    extract._pipeline(0, ())
    text_vectors().of("Wort")
    with clock.measured("extraction"):
        batches = [extract.extract_batch(batch, folder / "staging") for batch in planned.batches]
    return batches, [one for batch in planned.batches for one in batch]


def linked(folder: Path, stored: int, tables: Tables, count: int, clock: Clock) -> None:
    """Links and loads the delivery into a warehouse with ``stored`` articles."""
    batches, versions = extracted(folder, count, clock)
    paths = WarehousePaths(folder / f"{time.time_ns()}.duckdb")
    prepare_paths(paths)
    with connect.open_working(paths) as working:
        for first in range(0, stored, 10_000):
            last = min(stored, first + 10_000)
            values = {
                "first": first,
                "last": last,
                "words": str(WORDS),
                "fingerprint_version": FINGERPRINT_VERSION,
            }
            _fill(working, values)
        working.execute("update extracted.copy_rules set rules_version = ?", [rules_version(DEFAULT_RULES)])
        version = stories.places_version(Settings().stories)
        working.execute("update extracted.story_state set version = ?", [version])
        working.execute("checkpoint")
        facts = load.RunFacts("run", datetime.now(UTC).replace(tzinfo=None), None, "e", tables.version, "q")
        with clock.parts():
            with clock.measured("linking"):
                delivery = link.link_delivery(
                    working, batches, versions, tables, "benchmark", folder / "staging"
                )
            with clock.measured("gate"):
                audited = audit.audit_delivery(delivery, Settings().expectations)
            load.load_delivery(working, audited, facts)


def _fill(working: Any, values: dict[str, Any]) -> None:
    for statement in FILL.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            working.execute(
                statement, {name: value for name, value in values.items() if f"${name}" in statement}
            )


def beside_extraction(folder: Path, count: int) -> None:
    """Parts of linking as shares of the extraction of the same articles."""
    clock = Clock()
    linked(folder, 0, load_tables(Settings().tables), count, clock)
    extraction = clock.seconds["extraction"]
    count = len(list((folder / "inbox").iterdir()))
    print(f"| extraction | {1000 * extraction / count:.2f} | |")
    for part in ("linking", *PARTS):
        seconds = clock.seconds[part]
        print(f"| {part} | {1000 * seconds / count:.2f} | {seconds / extraction:.1%} |")
    share = (clock.seconds["linking"] + clock.seconds["loading"]) / extraction
    print(f"| linking and loading | | {share:.1%} (goal {GOAL:.0%}) |\n", flush=True)


def beside_actors(folder: Path, count: int, actors: int) -> None:
    """One line: cost beside known actors."""
    write_tables(folder / f"tables-{actors}", actors)
    clock = Clock()
    before = _resident()
    with clock.measured("tables"):
        tables = load_tables(folder / f"tables-{actors}")
    with clock.measured("index"):
        assert tables.index
        assert tables.given_names
    memory = _resident() - before
    linked(folder, 0, tables, count, clock)
    figures = " | ".join(_each(clock, part, count) for part in ACTOR_PARTS)
    print(
        f"| {actors:,} | {clock.seconds['tables']:.2f} | {clock.seconds['index']:.2f} | {memory:.0f} | "
        f"{figures} |",
        flush=True,
    )


def beside_stored(folder: Path, count: int, stored: int) -> None:
    """One line: cost beside stored articles."""
    clock = Clock()
    linked(folder, stored, load_tables(Settings().tables), count, clock)
    figures = " | ".join(_each(clock, part, count) for part in STORED_PARTS)
    print(f"| {stored:,} | {figures} |", flush=True)


def _resident() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _each(clock: Clock, part: str, count: int) -> str:
    return f"{1000 * clock.seconds[part] / count:.2f}"


def heading(title: str, *columns: str) -> None:
    """The head of a Markdown table."""
    print(f"\n## {title}\n\n| {' | '.join(columns)} |\n{'|---' * len(columns)}|", flush=True)


def main(count: int) -> None:
    """Three tables in Markdown, milliseconds of processor time an article."""
    with tempfile.TemporaryDirectory() as name:
        heading("Beside the extraction of the same articles", "part", "ms an article", "of extraction")
        beside_extraction(Path(name), count)
        count = len(list((Path(name) / "inbox").iterdir()))
        columns = ("further actors", "s to read", "s to index", "MiB")
        heading("Beside known actors", *columns, *ACTOR_PARTS)
        for actors in ACTORS:
            subprocess.run([sys.executable, __file__, "actors", name, str(count), str(actors)], check=True)
        heading("Beside stored articles", "stored", *STORED_PARTS)
        for stored in STORED:
            subprocess.run([sys.executable, __file__, "stored", name, str(count), str(stored)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["actors"]:
        beside_actors(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["stored"]:
        beside_stored(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
