import gzip
import io
import zlib
from collections.abc import Iterable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.readers import read_raw, web_archive
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle
from tests.articles.readers.mutations import FILES, PAGE, TODAY, mutated, outcome

# Fetched by wget: a page, its picture, and a page that was not there.
FETCHED = (FILES / "wget.warc.gz").read_bytes()
HTML = ("Content-Type", "text/html; charset=utf-8")


def page(title: str, head: str = "") -> bytes:
    return PAGE.format(title=title, head=head).encode()


def archive(
    responses: Iterable[tuple[str, str, list[tuple[str, str]], bytes]], is_packed: bool = False
) -> bytes:
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=is_packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, headers, body in responses:
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2025-09-11T04:15:00Z"},
        )
        writer.write_record(record)
    return written.getvalue()


PAGES = [
    ("https://a.example/1", "200 OK", [HTML], page("Haushalt steht")),
    ("https://a.example/x", "404 Not Found", [HTML], page("Nicht gefunden")),
    ("https://a.example/b.css", "200 OK", [("Content-Type", "text/css")], b"p {}"),
    ("https://a.example/leer", "200 OK", [HTML], b"<html><body></body></html>"),
    (
        "https://a.example/2",
        "200 OK",
        [HTML, ("Content-Encoding", "gzip")],
        gzip.compress(
            page("Haushalt kippt", '<meta property="article:published_time" content="2025-09-04T04:15:00Z">')
        ),
    ),
]


@pytest.mark.parametrize(("name", "is_packed"), [("a.warc", False), ("a.warc.gz", True), ("a.warc", True)])
def test_pages_with_status_200_are_articles(name: str, is_packed: bool) -> None:
    result = articles_from(archive(PAGES, is_packed), name, TODAY)
    assert [(one.item_no, one.title, one.url) for one in result.articles] == [
        (1, "Haushalt steht", "https://a.example/1"),
        (5, "Haushalt kippt", "https://a.example/2"),
    ]
    assert [one.published_on for one in result.articles] == [date(2025, 9, 11), date(2025, 9, 4)]
    assert result.articles[1].published_at == datetime(2025, 9, 4, 4, 15)
    assert result.problems == ("https://a.example/leer: no article: no running text on the page",)


def test_an_archive_by_wget() -> None:
    result = articles_from(FETCHED, "a.warc.gz", TODAY)
    (article,) = result.articles
    assert result.problems == ()
    assert article.title == "Landrat beschließt den Haushalt"
    assert article.url == "http://127.0.0.1:8973/haushalt.html"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Transfer-Encoding", "chunked")], b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("A b c")), page("A b c"))),
        ([("Content-Encoding", "deflate")], zlib.compress(page("A b c"))),
        ([("Content-Encoding", "br")], page("A b c")),
        ([("Content-Encoding", "gzip")], page("A b c")),
    ],
    ids=["chunked", "deflate", "unpacked under its old header", "the same with gzip"],
)
def test_codings(headers: list[tuple[str, str]], body: bytes) -> None:
    (article,) = read_raw(
        archive([("https://a.example/1", "200 OK", [HTML, *headers], body)]), "a.warc"
    ).articles
    assert article.title == "A b c"


def test_what_is_cut_off_costs_only_itself() -> None:
    raw = archive([PAGES[0], ("https://a.example/9", "200 OK", [HTML], page("Am Ende"))], True)
    result = articles_from(raw[:-60], "a.warc.gz", TODAY)
    assert [one.title for one in result.articles] == ["Haushalt steht"]
    assert result.problems == (
        "https://a.example/9: the page is cut off in the archive",
        "the archive seems cut off; the pages before that are read",
    )
    plain = archive(PAGES[:1])
    with pytest.raises(NoArticle, match="the page is cut off in the archive"):
        articles_from(plain[:-300], "a.warc", TODAY)


def test_limits_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 3_000_000)
    responses = [PAGES[0], ("https://a.example/9", "200 OK", [HTML, ("Content-Encoding", "gzip")], bomb)]
    monkeypatch.setattr(web_archive, "MAX_PAGE_BYTES", 1024 * 1024)
    assert articles_from(archive(responses), "a.warc", TODAY).problems == (
        "https://a.example/9: a page of more than 1 MiB",
    )
    line = ("https://a.example/9", "200 OK", [("Content-Type", "image/png")], b"a" * 3_000_000)
    monkeypatch.setattr(web_archive, "MAX_LINE_BYTES", 1024 * 1024)
    assert articles_from(archive([PAGES[0], line], True), "a.warc.gz", TODAY).problems == (
        "the rest of the archive is left out: more than 1 MiB without a line break",
    )
    monkeypatch.setattr(web_archive, "MAX_UNPACKED_BYTES", 1024 * 1024)
    lines = ("https://a.example/9", "200 OK", [("Content-Type", "text/css")], b"a\n" * 1_000_000)
    assert articles_from(archive([PAGES[0], lines], True), "a.warc.gz", TODAY).problems == (
        "the rest of the archive is left out: more than 1 MiB when unpacked",
    )
    monkeypatch.setattr(web_archive, "MAX_PAGES", 1)
    assert articles_from(archive(PAGES), "a.warc", TODAY).problems[-1] == (
        "only the first 1 pages are read: the archive is too large"
    )


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b"Der Rat hat entschieden.", BrokenFile, "no readable web archive"),
        (b"\x1f\x8b\x08kaputt", BrokenFile, "no readable web archive"),
        (gzip.compress(b"Text"), BrokenFile, "no readable web archive"),
        (archive(PAGES[1:3]), NoArticle, "no page with status 200 among 3 records"),
    ],
    ids=["empty", "text", "damaged", "other", "no page"],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        articles_from(raw, "a.warc.gz", TODAY)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_damaged_archives_give_an_article_or_a_reason(data: st.DataObject) -> None:
    outcome(data.draw(mutated(FETCHED)), "a.warc.gz")
    outcome(data.draw(mutated(archive(PAGES[:1]))), "a.warc")


@pytest.mark.parametrize("header", ["iso-8859-1", "utf-8", "windows-1252", "none-such"])
@pytest.mark.parametrize("meta", ["iso-8859-1", "utf-8"])
@pytest.mark.parametrize("actual", ["utf-8", "cp1252"])
def test_header_and_page_may_both_be_wrong_about_the_charset(header: str, meta: str, actual: str) -> None:
    body = PAGE.format(title="Größere Züge „für alle“", head=f"<meta charset={meta}>").encode(actual)
    response = ("https://a.example/1", "200 OK", [("Content-Type", f"text/html; charset={header}")], body)
    (article,) = articles_from(archive([response]), "a.warc", TODAY).articles
    assert article.title == "Größere Züge „für alle“"


def test_endless_header_lines_are_not_kept() -> None:
    endless = b"A: b\r\n" * 200_000
    with pytest.raises(
        UnreadableFile, match="the rest of the archive is left out: more than 1 MiB of header"
    ):
        articles_from(b"WARC/1.0\r\nWARC-Type: response\r\n" + endless, "a.warc", TODAY)
    response = [HTML, *[("A", "b")] * 200_000]
    result = articles_from(
        archive([*PAGES[:1], ("https://a.example/3", "200 OK", response, page("Zu lang"))]), "a.warc", TODAY
    )
    assert len(result.articles) == 1
    assert result.problems == ("the rest of the archive is left out: more than 1 MiB of header lines",)
