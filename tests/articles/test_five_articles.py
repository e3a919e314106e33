"""The five real articles: all that leaves them is what readers would not miss."""

from datetime import date

import pytest

from standpunkt.articles import Article, articles_from, list_files, read_file
from standpunkt.articles.clean import clean
from tests.conftest import SHARED

SEEDS = SHARED / "seeds"

pytestmark = pytest.mark.needs_shared

REMOVED = {"004": (0, -2, -1)}
"""By beginning of the file name: which of its lines (empty ones not counted) are boilerplate."""

TITLE_WORDS = {"000": 11, "001": 11}
"""Words of the headline; the others have none."""


def articles() -> dict[str, tuple[str, Article]]:
    found = {}
    for file in list_files(str(SEEDS)):
        content = read_file(file)
        (article,) = articles_from(content.raw, content.path, date(2025, 9, 10)).articles
        found[file.path[:3]] = (content.raw.decode("utf-8"), article)
    return found


def test_all_five_are_german_articles_with_ids_of_their_own() -> None:
    found = articles()
    assert sorted(found) == ["000", "001", "002", "003", "004"]
    assert {article.language for _, article in found.values()} == {"de"}
    assert len({article.article_id for _, article in found.values()}) == 5


def test_exactly_the_boilerplate_leaves() -> None:
    for name, (raw, article) in articles().items():
        lines = [line for line in raw.split("\n") if line]
        gone = {at % len(lines) for at in REMOVED.get(name, ())}
        assert article.text.split("\n") == [line for at, line in enumerate(lines) if at not in gone]
        assert [one.line for one in clean(raw).removed] == [lines[at] for at in sorted(gone)]


def test_headlines() -> None:
    for name, (_, article) in articles().items():
        words = None if article.title is None else len(article.title.split())
        assert words == TITLE_WORDS.get(name)


def test_no_date_is_taken_from_the_running_text() -> None:
    assert {article.published_on for _, article in articles().values()} == {None}
