import hashlib
import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import ReadFile, UnreadableFile, articles_from, assemble
from standpunkt.articles.assemble import article_id
from standpunkt.articles.readers import READERS, json_lines, table_rows
from standpunkt.articles.unreadable import ReaderFailed

TODAY = date(2025, 9, 10)


def lines(*items: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(item) for item in items).encode()


def ids(raw: bytes, path: str = "a.jsonl") -> list[str]:
    return [article.article_id for article in articles_from(raw, path, TODAY).articles]


ONE = {"title": "Eins", "text": "Der Rat hat entschieden.", "url": "https://a.example/1"}
TWO = {"title": "Zwei", "text": "Der Rat hat vertagt.", "date": "2025-09-04"}
THREE = {"text": "Der Rat hat geschwiegen."}


def test_the_id_is_a_public_formula() -> None:
    digest = hashlib.sha256(b"x/a.txt\n").hexdigest()
    assert ids(b"Der Rat hat entschieden.", "x/a.txt") == ["a" + digest[:20]] == [article_id("x/a.txt", "")]
    assert ids(lines(ONE, TWO, THREE)) == [
        article_id("a.jsonl", "https://a.example/1"),
        article_id("a.jsonl", "Zwei\n2025-09-04"),
        article_id("a.jsonl", "2"),
    ]


def test_a_corrected_file_is_the_same_article() -> None:
    for path, before, after in (
        ("a.txt", b"Der Rat hat entschieden.", b"Der Rat hat anders entschieden."),
        (
            "a.json",
            json.dumps(ONE).encode(),
            json.dumps(ONE | {"title": "Neu", "url": "https://b.example"}).encode(),
        ),
    ):
        assert ids(before, path) == ids(after, path)


def test_an_inserted_line_moves_no_other_id() -> None:
    before = ids(lines(ONE, TWO))
    assert ids(lines(ONE, {"title": "Neu", "text": "Der Rat hat etwas Neues."}, TWO))[::2] == before


def test_repeats_within_a_file_stay_apart() -> None:
    assert ids(lines(ONE, ONE, ONE)) == [article_id("a.jsonl", "https://a.example/1", n) for n in (1, 2, 3)]
    assert len(set(ids(lines(ONE, ONE, ONE)))) == 3


def test_another_path_is_another_article() -> None:
    assert ids(lines(ONE), "a.jsonl") != ids(lines(ONE), "b.jsonl")


def test_the_same_bytes_give_the_same_result() -> None:
    assert articles_from(lines(ONE, TWO), "a.jsonl", TODAY) == articles_from(
        lines(ONE, TWO), "a.jsonl", TODAY
    )


def test_addresses_are_no_authors_and_names_no_addresses() -> None:
    odd = ONE | {"author": "https://www.facebook.com/rat", "url": "kein Link"}
    (article,) = articles_from(lines(odd), "a.jsonl", TODAY).articles
    assert (article.author, article.url) == (None, None)


def test_a_reader_that_fails_gives_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(raw: bytes, path: str) -> Any:
        raise RuntimeError("zwei\nZeilen \ud800")

    monkeypatch.setattr("standpunkt.articles.readers.READERS", {".txt": failing})
    with pytest.raises(ReaderFailed, match="its reader failed: RuntimeError: zwei Zeilen"):
        articles_from(b"x", "a.txt", TODAY)


def test_what_no_article_can_have_is_none() -> None:
    endless = "Der Rat hat vertagt. " * 100_000
    read = articles_from(lines(ONE, TWO | {"text": endless}), "a.jsonl", TODAY)
    assert [article.title for article in read.articles] == ["Eins"]
    assert read.problems == ("line 2: more than 2,000,000 characters, which is no article",)
    with pytest.raises(UnreadableFile, match="more than 2,000,000 characters"):
        articles_from(endless.encode(), "a.txt", TODAY)


def test_a_file_of_too_many_articles_is_read_as_far_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MAX_ITEMS", 2)
    read = articles_from(lines(ONE, THREE, TWO, ONE), "a.jsonl", TODAY)
    assert len(read.articles) == 2
    assert read.problems == ("only the first 2 articles are read; cut the file into smaller ones",)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a.jsonl", "1\n" * 200),
        ("a.json", "[" + "1," * 200 + "1]"),
        ("a.jsonl", "kaputt\n{}\n" * 100),
        ("a.csv", "text;title\n" + "a;b\n" * 200),
    ],
)
def test_a_file_of_something_else_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, path: str, written: str
) -> None:
    monkeypatch.setattr(json_lines, "MAX_ITEMS", 50)
    monkeypatch.setattr(table_rows, "MAX_ITEMS", 50)
    with pytest.raises(UnreadableFile, match="and 48 more"):
        articles_from(written.encode(), path, TODAY)


def test_json_of_nothing_but_brackets() -> None:
    with pytest.raises(UnreadableFile, match="more than 2,000,000 lists and objects"):
        articles_from(b"[" + b"{}," * 2_000_000 + b"{}]", "a.json", TODAY)


def test_a_fact_without_end_is_none() -> None:
    endless = "x" * 50_000
    odd = ONE | {"title": endless, "author": endless, "source": endless, "date": endless}
    (article,) = articles_from(lines(odd), "a.jsonl", TODAY).articles
    assert article.text == "Der Rat hat entschieden."
    assert (article.title, article.author, article.outlet_name) == (None, None, None)


FRAGMENTS = st.sampled_from(
    [
        b"<html>",
        b"<body>",
        b"<p>",
        b"</p>",
        b"<!--",
        b"<script type='application/ld+json'>",
        b"</script>",
        b'{"@type": "NewsArticle", "datePublished": "',
        b"<meta charset='",
        b"<time datetime='2025",
        b"<h1>",
        b"[",
        b"]",
        b"{",
        b"}",
        b'"text": ',
        b'"title": ',
        b'"',
        b"\\ud800",
        b",",
        b":",
        b"\n",
        b"\r\n\r\n",
        b"null",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x00",
        b"\x84Nein\x93 ",
        "„Grüße“ ".encode(),
        b"Der Rat hat entschieden. ",
        b"Titel: x\nQuelle: y\n",
        b"Teilen Sie dies:\n",
        b"Mehr zum Thema\n",
        b"&nbsp;&#0;&#xd800;",
        b"1e999",
        b"\xc2\xad",
        b"Stand: 99.99.9999",
        b"Berlin, 31. September 2025 - ",
    ]
)
ANY_BYTES = st.binary(max_size=300) | st.lists(FRAGMENTS | st.binary(max_size=6), max_size=30).map(b"".join)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["text", "title", "url", "date", "author", "source", "articles", "language", "content"]
            ),
            inner,
        )
    ),
    max_leaves=15,
)


def outcome(raw: bytes, path: str) -> ReadFile | UnreadableFile:
    try:
        return articles_from(raw, path, TODAY)
    except UnreadableFile as error:
        return error


def check(raw: bytes, path: str) -> None:
    result = outcome(raw, path)
    if isinstance(result, UnreadableFile):
        assert not isinstance(result, ReaderFailed)
        assert result.reason.strip()
        assert "\n" not in result.reason
        assert result.reason.encode("utf-8")
        return
    assert result.articles
    assert all(problem.strip() for problem in result.problems)
    for article in result.articles:
        assert unicodedata.is_normalized("NFC", article.text)
        assert article.text.strip()
        assert article.word_count >= 3
        assert article.content_sha256 == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
        for field in (article.title, article.author, article.url, article.outlet_name):
            assert field is None or (field.strip() and "\n" not in field and field.encode("utf-8"))
        assert article.title is None or article.text.startswith(article.title + "\n")
        assert article.published_on is not None or article.published_at is None


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=120, deadline=None)
@given(raw=ANY_BYTES)
def test_any_bytes_give_articles_or_a_reason(suffix: str, raw: bytes) -> None:
    check(raw, f"a{suffix}")


@settings(max_examples=150, deadline=None)
@given(value=JSON_VALUES)
def test_any_json_gives_articles_or_a_reason(value: Any) -> None:
    check(json.dumps(value).encode(), "a.json")
    check((json.dumps(value) + "\n" + json.dumps(ONE)).encode(), "a.jsonl")


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=400), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]))
def test_any_text_gives_an_article_or_a_reason(text: str, encoding: str) -> None:
    check(text.encode(encoding, "ignore"), "ordner/2025-09-04 a.txt")
