from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standpunkt.articles.versions import Version, superseded

START = datetime(2025, 9, 1)


def version(name: str, day: int | None, text: str | None = None, words: int = 100) -> Version:
    dated = None if day is None else START + timedelta(days=day)
    return Version(name, text or name, dated, words, f"{name}.html", 0)


def always(_one: str, _other: str) -> bool:
    return True


def never(_one: str, _other: str) -> bool:
    return False


def test_the_newest_stands_and_the_undated_are_oldest():
    versions = [version("b", 2), version("c", None), version("a", 5)]
    assert superseded(versions, always) == {"b": "a", "c": "a"}


def test_of_one_time_the_longer_text_is_newer():
    assert superseded([version("a", 1, words=90), version("b", 1, words=80)], always) == {"b": "a"}


def test_unlike_texts_all_stand_and_so_do_equal_ones():
    assert superseded([version("a", 1), version("b", 2)], never) == {}
    assert superseded([version("a", 1, "t"), version("b", 2, "t")], always) == {}


def test_a_chain_leads_to_its_end():
    versions = [version("a", 1), version("b", 2), version("c", 3)]
    assert superseded(versions, lambda one, other: abs(ord(one) - ord(other)) == 1) == {"a": "c", "b": "c"}


@given(st.lists(st.tuples(st.none() | st.integers(0, 3), st.sampled_from("tuv")), max_size=7), st.randoms())
def test_order_does_not_matter(rows, chance):
    versions = [version(f"n{n}", day, text) for n, (day, text) in enumerate(rows)]
    expected = superseded(versions, always)
    chance.shuffle(versions)
    assert superseded(versions, always) == expected
    assert not set(expected) & set(expected.values())
