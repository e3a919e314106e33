"""Two arrivals of 20 articles agree with a clean build; ``python -m tests.arrivals`` does more of them."""

from collections import Counter
from pathlib import Path

import pytest

from standpunkt.actors.tables import load_tables
from standpunkt.settings import Settings
from tests.arrivals.__main__ import Expected, clean_build, compared
from tests.arrivals.build import Build
from tests.arrivals.pool import pool
from tests.arrivals.rows import differences
from tests.arrivals.schedule import Delivery, arrival

ARTICLES, SEED = 20, 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("arrivals")


@pytest.fixture(scope="module")
def expected(folder: Path) -> Expected:
    return clean_build(folder, ARTICLES, SEED)


@pytest.mark.parametrize("number", range(1, 3))
def test_an_arrival_ends_in_the_rows_of_a_clean_build(folder: Path, expected: Expected, number: int):
    count, found = compared(folder, expected, ARTICLES, SEED, number)
    assert count > 1
    assert not found, "\n".join(map(str, found))


def test_the_comparison_sees_a_missing_file(folder: Path, expected: Expected):
    final = pool(ARTICLES, SEED).final
    build = Build(folder / "one-short", folder / "staging", load_tables(Settings().tables), is_judged=False)
    build.run([Delivery(final[:-1])])
    found = {one.table for one in differences(expected.content, build.content())}
    assert {"main.articles", "main.files", "extracted.articles", "marts.data_health"} <= found


def test_the_comparison_covers_public_tables_marts_and_what_they_are_made_from(expected: Expected):
    filled = {table for table, rows in expected.content.items() if rows}
    assert {
        "main.actors",
        "main.articles",
        "main.mentions",
        "main.statements",
        "main.stances",
        "marts.stories",
        "marts.actor_issue_positions",
        "extracted.similar_texts",
        "extracted.named_actors",
    } <= filled


def test_arrivals_differ_and_end_with_the_final_files():
    told = pool(ARTICLES, SEED)
    seen = set()
    for number in range(5):
        deliveries = arrival(told, number)
        last = {file.path: file for one in deliveries for file in one.files}
        assert last == {file.path: file for file in told.final}
        assert all(max(Counter(file.path for file in one.files).values()) == 1 for one in deliveries)
        seen.add(tuple(deliveries))
    assert len(seen) == 5
