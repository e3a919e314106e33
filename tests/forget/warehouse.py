"""A warehouse filled without Prefect, and everything that can be read in it."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from standpunkt.actors.tables import load_tables
from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan
from standpunkt.steps.forgotten import finish_forgetting
from standpunkt.steps.news import current_versions
from standpunkt.steps.staging import remove_folders
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import publish

KRANZ = (
    "Kranzbergs Absage an das Tempolimit\n\n"
    "Die Verkehrsministerin Adele Kranzberg lehnt ein Tempolimit auf Autobahnen ab. "
    "„Ich lehne ein Tempolimit auf Autobahnen ab“, sagte Kranzberg am Montag in Falkenburg. "
    "Sie werde dem Vorschlag nicht zustimmen, sagte die Ministerin. "
    "Der Vorsitzende Ruprecht Ohlendiek vom Autoclub Mitte begrüßte das. "
    "„Die Ministerin hat recht“, sagte Ohlendiek.\n"
)
OHLEN = (
    "Autoclub Mitte will freie Fahrt\n\n"
    "Der Vorsitzende Ruprecht Ohlendiek fordert freie Fahrt auf allen Strecken. "
    "„Wir brauchen keine neuen Verbote“, sagte Ohlendiek am Dienstag. "
    "Ohlendiek kritisierte Adele Kranzberg scharf. "
    "„Das reicht nicht“, sagte er.\n"
)
MELDUNG = (
    "Hochwasser an der Niedermark\n\n"
    "Der Pegel der Niedermark ist in der Nacht zum Freitag auf fünf Meter gestiegen und hat mehrere Straßen "
    "überflutet. „Wir holen alle Menschen aus den Häusern“, sagte der Bürgermeister Wendelin Tarrach am "
    "Freitagmorgen in Falkenburg. Die Feuerwehr lehnt eine Rückkehr der Bewohner vorerst ab, weil der Deich "
    "an zwei Stellen aufgeweicht ist und weiterer Regen vorhergesagt wird.\n"
)
FILES = {
    "rheinspiegel.example/kranzberg.txt": KRANZ,
    "rheinspiegel.example/ohlendiek.txt": OHLEN,
    "alpenbote.example/hochwasser.txt": MELDUNG,
    "rheinspiegel.example/hochwasser-kopie.txt": MELDUNG,
}


def write_inbox(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ingest(inbox: Path, published: Path, settings: Settings, run_id: str, keep_batches: bool = False) -> int:
    """One run as the flow makes it; returns how many files were new."""
    paths = WarehousePaths(published)
    prepare_paths(paths)
    finish_forgetting(paths)
    with open_working(paths) as working:
        planned = plan.plan_run(working, str(inbox), current_versions(settings), 200, 10**6)
        batches = [
            extract.extract_batch(batch, paths.staging, 0, settings.thresholds, settings.tables)
            for batch in planned.batches
        ]
        files = [version for batch in planned.batches for version in batch]
        if files:
            tables = load_tables(settings.tables)
            linked = link.link_delivery(working, batches, files, tables, run_id, paths.staging)
            _load(working, linked, settings, "run", str(inbox))
        publish(working, paths, 0.6)
    if not keep_batches:
        remove_folders([batch.folder for batch in batches])
    return len(files)


def relink(published: Path, settings: Settings, run_id: str) -> None:
    paths = WarehousePaths(published)
    with open_working(paths) as working:
        tables = load_tables(settings.tables)
        _load(working, link.relink_delivery(working, tables, run_id, paths.staging), settings, "relink")
        publish(working, paths, 0.6)


def _load(
    working: duckdb.DuckDBPyConnection,
    linked: link.Delivery,
    settings: Settings,
    kind: str,
    inbox: str | None = None,
) -> None:
    audited = audit.audit_delivery(linked, settings.expectations)
    now = datetime.now(UTC).replace(tzinfo=None)
    load.load_delivery(working, audited, load.RunFacts(kind, now, inbox, "e", "t", "q"))
    remove_folders([linked.folder])


def copy_of(published: Path, folder: Path) -> Path:
    """The same warehouse in another folder."""
    target = folder / published.name
    shutil.copy(published, target)
    shutil.copytree(WarehousePaths(published).folder, WarehousePaths(target).folder)
    return target


def select(published: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def values(published: Path) -> Iterator[tuple[str, str]]:
    """Where, and every value as text: tables and views of both files, and staged Parquet."""
    paths = WarehousePaths(published)
    for file in (published, paths.working):
        with duckdb.connect(str(file), read_only=True) as connection:
            columns = connection.execute(
                "select table_schema, table_name, column_name from information_schema.columns "
                "where table_catalog = current_database()"
            ).fetchall()
            for schema, table, column in columns:
                where = f"{file.name}:{schema}.{table}.{column}"
                rows = connection.execute(
                    f'select distinct cast("{column}" as varchar) from "{schema}"."{table}" '
                    f'where "{column}" is not null'
                ).fetchall()
                yield from ((where, row[0]) for row in rows)
    for file in paths.folder.rglob("*.parquet"):
        table = pq.read_table(file)
        for column in table.column_names:
            yield from ((f"{file.name}.{column}", str(one)) for one in table[column].to_pylist() if one)


def places_of(published: Path, *wanted: str) -> set[str]:
    """Where any of the texts occurs: in values, or in the bytes of any file of the warehouse."""
    sought = [one.casefold() for one in wanted]
    found = {where for where, value in values(published) if any(one in value.casefold() for one in sought)}
    raw = [one.encode() for one in wanted]
    files = [published, *(path for path in WarehousePaths(published).folder.rglob("*") if path.is_file())]
    return found | {f"bytes of {file.name}" for file in files if any(one in file.read_bytes() for one in raw)}
