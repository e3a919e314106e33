"""Articles about one event form a story; what is one was decided by hand before any threshold."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from standpunkt.articles import articles_from, list_files, read_file
from standpunkt.issues.settings import StorySettings
from standpunkt.issues.stories import story_id
from standpunkt.warehouse.migrate import migrate
from standpunkt.warehouse.publish import build_marts
from tests.conftest import SHARED
from tests.stories.warehouse import article_row, b_cubed, deliver, own_articles

STATE = {
    "articles": "select path, story_id from articles order by all",
    "story_articles": "select * from story_articles order by all",
    "story_redirects": "select * from story_redirects order by all",
    "statement_echoes": "select * from statement_echoes order by all",
    "fingerprints": "select * from extracted.echo_fingerprints order by all",
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


def distractors() -> list[dict[str, Any]]:
    """Real articles of many subjects, each a story of its own."""
    path = SHARED / "corpora" / "statements" / "dev.jsonl"
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        one = json.loads(line)
        title = re.sub(r"^\d+ - | \(\d{4}-\d\d-\d\d\)$", "", one["name"])
        day = (date(2025, 3, 1) + timedelta(days=number % 5)).isoformat()
        found.append(
            {"key": one["doc"], "story": one["doc"], "title": title, "text": one["text"], "published_on": day}
        )
    return found


def scores(connection: duckdb.DuckDBPyConnection, articles: list[dict[str, Any]]) -> tuple[float, ...]:
    deliver(connection, articles)
    gold = {article["key"]: article["story"] for article in articles}
    return tuple(round(score, 3) for score in b_cubed(gold, grouped(connection)))


@pytest.mark.parametrize(("half", "least"), [("tuning", 0.95), ("untouched", 0.9)])
def test_own_articles_form_their_stories(working, half: str, least: float):
    precision, recall, f1 = scores(working, own_articles(half))
    print(half, precision, recall, f1)
    assert min(precision, f1) >= least


@pytest.mark.needs_shared
def test_own_articles_stay_apart_from_many_others(working):
    """150 Wikinews articles, by hand each a story of its own, all dated within five days to make it hard."""
    others = distractors()
    assert len(others) == 150
    precision, recall, f1 = scores(working, [*own_articles("tuning"), *own_articles("untouched"), *others])
    print(precision, recall, f1)
    assert min(precision, f1) >= 0.95


@pytest.mark.needs_shared
def test_of_five_real_articles_two_report_one_press_conference(working):
    articles = []
    for file in list_files(str(SHARED / "seeds")):
        content = read_file(file)
        (article,) = articles_from(content.raw, content.path, date(2025, 9, 10)).articles
        articles.append({"key": file.path[:3], "title": None, "text": article.text})
    assert len(articles) == 5
    deliver(working, articles)
    found = grouped(working)
    assert found["001"] == found["004"]
    assert len(set(found.values())) == 4


@pytest.mark.parametrize("seed", range(4))
def test_order_and_grouping_of_arrival_do_not_matter(working, seed: int):
    articles = with_copies([*own_articles("tuning"), *own_articles("untouched")])
    clean = built_at_once(articles)
    assert all(clean.values())
    rest = articles.copy()
    random.Random(seed).shuffle(rest)
    while rest:
        size = random.Random(len(rest) + seed).randint(1, 20)
        deliver(working, rest[:size])
        rest = rest[size:]
    assert state(working) == clean


def with_copies(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    original = next(one for one in articles if one["key"] == "bahn-2")
    copy = original | {
        "key": "zz-copy",
        "status": "duplicate",
        "duplicate_of": article_row(original)["article_id"],
    }
    return [*articles, copy]


def test_a_corrected_article_leaves_its_story_as_if_it_had_always_been_so(working):
    articles = own_articles("tuning")
    deliver(working, articles)
    before = grouped(working)
    corrected = next(one for one in articles if one["key"] == "bahn-3") | {"published_on": "2025-06-30"}
    deliver(working, [corrected])
    after = grouped(working)
    assert after["bahn-3"] != before["bahn-3"]
    assert after["bahn-1"] == after["bahn-4"] == before["bahn-1"]
    assert state(working) == built_at_once([corrected if a["key"] == "bahn-3" else a for a in articles])


def test_a_copy_shares_the_story_of_its_original(working):
    deliver(working, with_copies(own_articles("tuning")))
    found = grouped(working)
    assert found["zz-copy"] == found["bahn-2"] == found["bahn-1"]


def test_an_id_once_published_leads_to_the_story_of_today(working):
    articles = [one for one in own_articles("tuning") if one["story"] == "zugunglueck"]
    late, early = articles[1:], articles[0]
    deliver(working, late)
    [published] = set(grouped(working).values())
    deliver(working, [early])
    [now] = set(grouped(working).values())
    assert now != published
    assert now == story_id(article_row(early)["article_id"])
    redirects = dict(working.execute("select old_story_id, story_id from story_redirects").fetchall())
    assert redirects[published] == now


def test_other_settings_place_everything_anew(working):
    articles = own_articles("tuning")
    deliver(working, articles[1:])
    deliver(working, articles[:1], StorySettings(days=0))
    with duckdb.connect() as other:
        migrate(other)
        deliver(other, articles, StorySettings(days=0))
        assert state(working) == state(other)
    assert grouped(working)["bahn-1"] != grouped(working)["bahn-3"]


def test_wire_copy_is_told_from_other_accounts(working):
    articles = [*own_articles("tuning"), *own_articles("untouched")]
    deliver(working, articles)
    paths = {article_row(one)["article_id"]: one["key"] for one in articles}
    rows = working.execute("select article_id, wire_copy_of from story_articles").fetchall()
    found = {paths[one]: paths[of] for one, of in rows if of}
    assert {frozenset(pair) for pair in found.items()} == {
        frozenset((one["key"], one["wire_of"])) for one in articles if "wire_of" in one
    }


def test_the_mart_names_a_story_after_its_most_central_title(working):
    deliver(working, with_copies(own_articles("tuning")))
    build_marts(working, least_confidence=0.6)
    rows = working.execute(
        "select label, article_count, account_count, wire_copy_count, copy_count, outlet_count "
        "from marts.stories where copy_count > 0 or wire_copy_count > 0"
    ).fetchall()
    assert set(rows) == {
        ("Trauer um die Opfer von Bad Wernsdorf", 4, 4, 0, 1, 4),
        ("Küstenstaaten einigen sich in Lissabon auf Fangquoten", 4, 3, 1, 0, 4),
    }
    assert working.execute("select sum(article_count) from marts.stories").fetchone() == (35,)


def test_wire_copies_echo_their_quotations(working):
    deliver(working, [*own_articles("tuning"), *own_articles("untouched")])
    build_marts(working, least_confidence=0.6)
    rows = working.execute(
        "select echo_kind, of_outlet_name, outlet_name, is_same_story, is_wire_copy, omitted "
        "from marts.quote_echo where text like 'Das ist ein Schlag%' or text like 'Ich habe davon nichts%'"
    ).fetchall()
    assert len(rows) == 2
    for kind, of_outlet, outlet, same_story, wire, omitted in rows:
        assert (kind, same_story, wire, omitted) == ("verbatim", True, True, [])
        assert of_outlet != outlet


def test_a_text_without_telling_words_is_a_story_of_its_own(working):
    deliver(working, [{"key": "leer", "title": "und", "text": "so weiter", "published_on": None}])
    [(article_id,)] = working.execute("select article_id from articles").fetchall()
    assert grouped(working) == {"leer": story_id(article_id)}
