"""Forgetting articles: with all their versions; copies of them stay and take their place."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from standpunkt.errors import StandpunktError
from standpunkt.steps.forgotten import Forgotten, keep_hashes
from standpunkt.steps.load import PlaceRules
from standpunkt.steps.placing import settle_copies
from standpunkt.steps.similar import with_current_fingerprint
from standpunkt.steps.staging import finished_counts, read_rows
from standpunkt.steps.stories import place_stories_and_echoes
from standpunkt.warehouse.sql import run_file, sql_text

_STAGED = pa.schema(
    [(name, pa.string()) for name in ("article_id", "path", "content_sha256", "duplicate_key", "address_key")]
)


class UnknownArticle(StandpunktError):
    """The warehouse holds no article with this id."""


def ask_articles(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str], forgotten: Forgotten
) -> tuple[list[str], list[str]]:
    """Those of ``ids`` the warehouse or its staging holds, and those forgotten before.

    Raises:
        UnknownArticle: with the ids and titles that are like it.
    """
    known = {row[0] for row in run_file(connection, "forget/stored_articles").fetchall()}
    asked, earlier = [], []
    for one in ids:
        if one in known:
            asked.append(one)
        elif forgotten.day("article", one):
            earlier.append(one)
        else:
            raise UnknownArticle(_unknown(connection, one))
    return asked, earlier


def choose_articles(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[str]:
    """``ids`` and all versions of their addresses; left as ``forgotten_articles`` too."""
    connection.register("asked_articles", _id_table("article_id", ids))
    connection.execute(sql_text("forget/article_versions"))
    connection.unregister("asked_articles")
    return [row[0] for row in connection.table("forgotten_articles").order("article_id").fetchall()]


def copies_left(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of articles that stay although they copy ``forgotten_articles``, or these copy them."""
    return [row[0] for row in run_file(connection, "forget/copies").fetchall()]


def remove_articles(
    connection: duckdb.DuckDBPyConnection, today: date, reason: str | None, places: PlaceRules
) -> None:
    """Remove ``forgotten_articles`` and decide anew what copied them or shared a story with them.

    Runs in the caller's transaction; needs ``staged_articles``.
    """
    values = run_file(connection, "forget/article_values").to_arrow_table()
    keep_hashes(connection, values, today, reason)
    connection.execute(sql_text("forget/articles"))
    settle_copies(connection, places.copies)
    run_file(connection, "forget/ledger", {"today": str(today)})
    for name in ("load/actor_names", "load/unnamed_actors", "forget/dangling_redirects"):
        connection.execute(sql_text(name))
    connection.register("incoming_articles", _id_table("article_id", ()))
    place_stories_and_echoes(connection, places.stories)
    connection.unregister("incoming_articles")


def staged_articles(staging: Path) -> pa.Table:
    """What finished batches hold that are not loaded, by what an article is known again."""
    rows = [
        {name: row[name] for name in _STAGED.names}
        for folder in sorted(staging.glob("batch-*"))
        if finished_counts(folder) is not None
        for row in map(with_current_fingerprint, read_rows(folder, "articles"))
    ]
    return pa.Table.from_pylist(rows, schema=_STAGED)


def _id_table(name: str, ids: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array(ids, pa.string())})


def _unknown(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    near = run_file(connection, "forget/near_articles", {"asked": asked}).fetchall()
    like = "; ".join(f"{one} ({title or 'without a title'})" for one, title in near)
    return (
        f"There is no article '{asked}'. Nothing was changed. "
        + (f"Like it: {like}. " if like else "")
        + 'Ids of articles: standpunkt query "select article_id, title, path from articles"'
    )
