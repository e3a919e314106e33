"""Originals and copies, on graphs of similar texts that nobody would write."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from standpunkt.articles.copies import Copy, PlacedArticle, SimilarTexts, find_copies

WIRE, DAYS = 0.6, 14
TEXTS = st.sampled_from("abcdefgh")
ARTICLES = st.lists(
    st.tuples(TEXTS, st.none() | st.dates(date(2025, 9, 1), date(2025, 10, 15))), min_size=1, max_size=12
).map(lambda rows: [PlacedArticle(f"id{n}", text, f"p{n}", 0, None, on) for n, (text, on) in enumerate(rows)])
PAIRS = st.dictionaries(
    st.tuples(TEXTS, TEXTS).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from(["near", "wire"]), st.floats(0.5, 1), st.floats(0.6, 1), st.booleans()),
    max_size=14,
).map(lambda pairs: [similar(*texts, *rest) for texts, rest in pairs.items()])


def similar(one: str, other: str, kind: str, less: float, more: float, is_one: bool) -> SimilarTexts:
    if kind == "near":
        return SimilarTexts(one, other, kind, max(less, 0.8), 0.9, 0.9)
    return SimilarTexts(one, other, kind, 0.3, *((more, less) if is_one else (less, more)))


def copies_of(articles: list[PlacedArticle], pairs: list[SimilarTexts]) -> dict[str, Copy]:
    return {copy.article_id: copy for copy in find_copies(articles, pairs, WIRE, DAYS)}


@given(ARTICLES, PAIRS, st.randoms(use_true_random=False))
def test_order_does_not_matter(articles, pairs, chance):
    expected = copies_of(articles, pairs)
    mixed = list(articles)
    chance.shuffle(mixed)
    turned = [
        SimilarTexts(p.other, p.one, p.kind, p.jaccard, p.other_in_one, p.one_in_other) for p in pairs[::-1]
    ]
    assert copies_of(mixed, turned) == expected


@given(ARTICLES, PAIRS)
def test_every_copy_is_like_an_original_that_is_none(articles, pairs):
    found = copies_of(articles, pairs)
    text_of = {one.article_id: one.text for one in articles}
    linked = {frozenset((pair.one, pair.other)): pair.kind for pair in pairs}
    for copy in found.values():
        assert copy.duplicate_of not in found
        here, there = text_of[copy.article_id], text_of[copy.duplicate_of]
        if copy.duplicate_kind == "exact":
            assert here == there
        else:
            assert linked[frozenset((here, there))] == copy.duplicate_kind


@given(ARTICLES, PAIRS)
def test_near_duplicates_of_an_earlier_original_are_copies(articles, pairs):
    near = [pair for pair in pairs if pair.kind == "near"]
    found = copies_of(articles, near)
    text_of = {one.article_id: one for one in articles}
    originals = [one for one in articles if one.article_id not in found]
    linked = {frozenset((pair.one, pair.other)) for pair in near}
    for n, one in enumerate(originals):
        for other in originals[n + 1 :]:
            assert one.text != other.text
            assert frozenset((one.text, other.text)) not in linked
    for copy in found.values():
        assert text_of[copy.duplicate_of].order < text_of[copy.article_id].order


@given(ARTICLES, PAIRS)
def test_groups_that_are_not_linked_do_not_touch_each_other(articles, pairs):
    other = [
        PlacedArticle(f"x{one.article_id}", one.text + "'", one.path, 1, None, one.published_on)
        for one in articles
    ]
    more = [pair._replace(one=pair.one + "'", other=pair.other + "'") for pair in pairs]
    both = copies_of(articles + other, pairs + more)
    assert {key: copy for key, copy in both.items() if key[0] != "x"} == copies_of(articles, pairs)


def test_the_earliest_published_is_the_original_and_the_undated_come_last():
    articles = [
        PlacedArticle("undated", "a", "0", 0),
        PlacedArticle("day", "a", "9", 0, None, date(2025, 9, 2)),
        PlacedArticle("hour", "a", "8", 0, datetime(2025, 9, 2, 8), date(2025, 9, 2)),
        PlacedArticle("next", "a", "1", 0, None, date(2025, 9, 3)),
    ]
    assert {copy.duplicate_of for copy in find_copies(articles, [], WIRE, DAYS)} == {"hour"}


def test_a_circle_has_an_original():
    articles = [
        PlacedArticle(name, name, name, 0, None, date(2025, 9, n + 1)) for n, name in enumerate("abc")
    ]
    circle = [
        SimilarTexts("a", "b", "wire", 0.5, 0.8, 0.7),
        SimilarTexts("b", "c", "wire", 0.5, 0.8, 0.7),
        SimilarTexts("a", "c", "wire", 0.4, 0.9, 0.5),
    ]
    found = copies_of(articles, circle)
    assert "a" not in found
    assert found["b"].duplicate_of == "a"
