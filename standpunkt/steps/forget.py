"""Forgetting on request: articles or actors leave every table and file of a warehouse for good.

One transaction decides; staged batches, free blocks and the published file follow. A process that is killed
in between leaves ``is_rewrite_due`` set, and whatever opens the warehouse next goes on from there.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import duckdb

from standpunkt import progress
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.settings import Settings
from standpunkt.steps.forget_actors import (
    Identity,
    articles_naming_them,
    ask_actors,
    choose_actors,
    forgotten_ids,
    remove_actors,
    table_lines,
)
from standpunkt.steps.forget_articles import (
    ask_articles,
    choose_articles,
    copies_left,
    remove_articles,
    staged_articles,
)
from standpunkt.steps.forgotten import finish_forgetting, read_forgotten
from standpunkt.steps.load import PlaceRules
from standpunkt.steps.news import current_versions
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.lock import writer_lock
from standpunkt.warehouse.paths import NothingPublished, WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import publish
from standpunkt.warehouse.room import disk_failures_named
from standpunkt.warehouse.sql import run_file, sql_text

# Extracted rows of forgotten actors stay as bare offsets: what counts is whether they have words.
_WORDS = {
    "extracted.mentions": "text",
    "extracted.roles": "role_text",
    "extracted.statements": "text",
    "extracted.stances": "target_text",
}


@dataclass(frozen=True)
class Request:
    """What is to be forgotten."""

    what: str
    """article or actor."""
    ids: tuple[str, ...]
    reason: str | None = None
    with_articles: bool = False
    """Of actors: also every article that mentions them."""


@dataclass(frozen=True)
class ForgetReport:
    """What went, or would go."""

    removed: dict[str, int]
    """Rows by table, in the order of their names; of what linking needs, rows that lose their words."""
    articles: tuple[str, ...] = ()
    """All articles that go, earlier versions of the same address included."""
    earlier: tuple[str, ...] = ()
    """Ids that were forgotten before."""
    copies: tuple[str, ...] = ()
    """Articles that stay although they are copies of those that go."""
    table_lines: tuple[str, ...] = ()
    """Lines of the seed tables that still name the actors."""
    run_ids: tuple[str, ...] = ()
    """Runs of this warehouse, whose briefings may name what went."""
    published: bool = False


def forget(published: Path, request: Request, settings: Settings, dry_run: bool = False) -> ForgetReport:
    """Forget what is asked for and publish; ``dry_run`` counts what would go and changes nothing.

    Raises:
        NothingPublished: no run has filled this warehouse.
        UnknownArticle, UnknownActor, WarehouseBusy, SeedTableError: nothing has been changed.
        RewriteFailed, PublishFailed, DiskFailed: said there what is left to do.
    """
    paths = WarehousePaths(published)
    if not paths.working.exists():
        raise NothingPublished(
            f"There is nothing to forget: {paths.working} does not exist. Name one with --warehouse."
        )
    prepare_paths(paths)
    tables = load_tables(settings.tables)
    with disk_failures_named(paths), writer_lock(paths, settings.lock_wait_seconds, progress.report):
        progress.report("looking for what is to be forgotten" if dry_run else "forgetting")
        with open_working(paths) as working, _transaction(working, keep=not dry_run):
            found = _removed(working, paths, request, settings, tables)
        if dry_run:
            return found
        progress.report("writing the working file anew")
        finish_forgetting(paths)
        progress.report("publishing")
        with open_working(paths) as working:
            is_published = publish(working, paths, settings.least_confidence)
    return ForgetReport(**asdict(found) | {"published": is_published})


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection, keep: bool) -> Iterator[None]:
    connection.begin()
    try:
        yield
        if keep:
            connection.commit()
        else:
            connection.rollback()
    except BaseException:
        # A commit that failed has ended the transaction itself.
        with suppress(duckdb.TransactionException):
            connection.rollback()
        raise


def _removed(
    connection: duckdb.DuckDBPyConnection,
    paths: WarehousePaths,
    request: Request,
    settings: Settings,
    tables: Tables,
) -> ForgetReport:
    forgotten = read_forgotten(connection)
    connection.register("staged_articles", staged_articles(paths.staging))
    before = _row_counts(connection)
    started_at = _now()
    today = datetime.now().astimezone().date()
    articles: list[str] = []
    copies: list[str] = []
    lines: list[str] = []
    identity: Identity | None = None
    if request.what == "article":
        asked, earlier = ask_articles(connection, request.ids, forgotten)
        wanted = asked
    else:
        asked, earlier = ask_actors(connection, request.ids, forgotten, tables)
        identity = choose_actors(connection, asked, tables)
        wanted = articles_naming_them(connection) if request.with_articles else []
        lines = table_lines(settings.tables, forgotten_ids(connection))
    if wanted:
        articles = choose_articles(connection, wanted)
        copies = copies_left(connection)
        places = PlaceRules(settings.copy_rules, settings.stories)
        remove_articles(connection, today, request.reason, places)
    if identity and asked:
        remove_actors(connection, identity, today, request.reason)
    if asked:
        _note_run(connection, started_at, settings, tables)
    connection.unregister("staged_articles")
    after = _row_counts(connection)
    return ForgetReport(
        {table: count - after[table] for table, count in before.items() if count > after[table]},
        tuple(articles),
        tuple(earlier),
        tuple(copies),
        tuple(lines),
        tuple(row[0] for row in connection.table("runs").project("run_id").fetchall()),
    )


def _note_run(
    connection: duckdb.DuckDBPyConnection, started_at: datetime, settings: Settings, tables: Tables
) -> None:
    now = current_versions(settings)
    values = {
        "run_id": str(uuid4()),
        "started_at": started_at,
        "finished_at": _now(),
        "extractor_version": now.extractor,
        "tables_version": tables.version,
        "expectations_version": now.expectations,
    }
    run_file(connection, "forget/run", values)
    connection.execute(sql_text("forget/rewrite_due"))
    connection.execute(sql_text("load/next_state"))


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {}
    for schema, table in run_file(connection, "forget/tables").fetchall():
        name = table if schema == "main" else f"{schema}.{table}"
        rows = connection.table(f"{schema}.{table}")
        if name in _WORDS:
            rows = rows.filter(f"{_WORDS[name]} != ''")
        counts[name] = (rows.count("*").fetchone() or (0,))[0]
    return counts


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
