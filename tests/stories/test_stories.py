"""Articles about one event form a story; what is one was decided by hand before any threshold."""

import random
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from standpunkt.issues.settings import StorySettings
from standpunkt.issues.stories import story_id
from standpunkt.warehouse.migrate import migrate
from tests.conftest import SHARED
from tests.stories.warehouse import article_row, b_cubed, deliver, own_articles

STATE = {
    "articles": "select path, story_id from articles order by all",
    "story_articles": "select * from story_articles order by all",
    "story_redirects": "select * from story_redirects order by all",
    "links": "select * from extracted.story_links order by all",
}


@pytest.fixture
def working() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def grouped(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("select path, story_id from articles").fetchall())


def state(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple]]:
    return {name: connection.execute(sql).fetchall() for name, sql in STATE.items()}


def built_at_once(articles: list[dict[str, Any]]) -> dict[str, list[tuple]]:
    with duckdb.connect() as connection:
        migrate(connection)
        deliver(connection, articles)
        return state(connection)


def scores(connection: duckdb.DuckDBPyConnection, articles: list[dict[str, Any]]) -> tuple[float, ...]:
    deliver(connection, articles)
    gold = {article["key"]: article["story"] for article in articles}
    return tuple(round(score, 3) for score in b_cubed(gold, grouped(connection)))


@pytest.mark.parametrize(("half", "least"), [("tuning", 0.95), ("untouched", 0.9)])
def test_own_articles_form_their_stories(working, half: str, least: float):
    precision, recall, f1 = scores(working, own_articles(half))
    print(half, precision, recall, f1)
    assert min(precision, f1) >= least
