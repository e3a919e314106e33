import gzip
import json
from datetime import date

import pytest
from hypothesis import given, settings

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.readers import READERS, read_raw, reader_for
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle, TooLarge, UnsupportedFormat
from tests.articles.readers.mutations import BODY, PAGE, TODAY, mutated, outcome


def test_a_packed_file_is_read_as_if_it_were_not() -> None:
    page = PAGE.format(title="Seite", head="").encode()
    assert read_raw(gzip.compress(page), "x/seite.html.gz") == read_raw(page, "x/seite.html")
    lines = b"\n".join(json.dumps({"text": BODY, "url": f"https://a.example/{at}"}).encode() for at in "12")
    # Tools append one packed piece after the other.
    appended = gzip.compress(lines + b"\n") + gzip.compress(b'{"text": "Der Rat hat entschieden."}')
    assert len(articles_from(appended, "a.jsonl.gz", TODAY).articles) == 3
    (article,) = articles_from(gzip.compress(BODY.encode()), "2025-09-04_rat.TXT.GZ", TODAY).articles
    assert article.published_on == date(2025, 9, 4)


def test_the_longest_ending_chooses_the_reader() -> None:
    assert reader_for("a.warc.gz") is READERS[".warc.gz"]
    assert reader_for("a.b.json.gz") is READERS[".gz"]


def nested(depth: int) -> bytes:
    raw = BODY.encode()
    for _ in range(depth):
        raw = gzip.compress(raw)
    return raw


@pytest.mark.parametrize(
    ("raw", "name", "kind", "reason"),
    [
        (b"", "a.txt.gz", EmptyFile, "the file is empty"),
        (b"Der Rat hat entschieden.", "a.txt.gz", BrokenFile, "no readable gzip data"),
        (nested(1)[:-20], "a.txt.gz", BrokenFile, "the file seems cut off"),
        (nested(1), "a.tar.gz", UnsupportedFormat, "no reader for .tar files"),
        (nested(1), "a.gz", UnsupportedFormat, "no reader for files without an ending"),
        (gzip.compress(b"Text"), "a.txt.gz", NoArticle, "no article text"),
        (gzip.compress(b"a" * 3_000_000), "a.txt.gz", TooLarge, "more than 200 times its packed size"),
        (nested(4), "a.txt.gz.gz.gz.gz", TooLarge, "more than 3 archives or mails within each other"),
    ],
)
def test_reasons(raw: bytes, name: str, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason) as raised:
        articles_from(raw, name, TODAY)
    assert raised.value.path == name


@settings(max_examples=50, deadline=None)
@given(raw=mutated(nested(1)))
def test_damaged_files_give_an_article_or_a_reason(raw: bytes) -> None:
    outcome(raw, "a.txt.gz")
