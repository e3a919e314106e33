from datetime import date, datetime

import pytest
from hypothesis import given, settings

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle
from tests.articles.readers.mutations import BODY, PAGE, TODAY, mutated, outcome

HEAD = """From: <Saved by Blink>
Snapshot-Content-Location: https://urner-tagblatt.example/haushalt?x=1
Subject: =?utf-8?Q?Haushalt=20steht=20=E2=80=93=20Tagblatt?=
Date: Thu, 11 Sep 2025 06:15:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--abc----"


"""
"""As Chromium begins the pages it saves."""


def saved(page: str, charset: str = "utf-8", declared: str = "") -> bytes:
    raw = page.encode(charset).replace(b"=", b"=3D")
    parts = (
        f"------MultipartBoundary--abc----\nContent-Type: text/html{declared}\n"
        "Content-ID: <frame-1@mhtml.blink>\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://urner-tagblatt.example/haushalt\n\n"
    ).encode()
    rest = (
        b"\n------MultipartBoundary--abc----\nContent-Type: text/html\nContent-ID: <frame-2@mhtml.blink>\n\n"
        b"<html><body><p>Werbung in einem Rahmen, die niemand liest.</p></body></html>\n"
        b"------MultipartBoundary--abc------\n"
    )
    return (HEAD.encode() + parts + raw + rest).replace(b"\n", b"\r\n")


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_the_main_page_is_the_article(name: str) -> None:
    result = articles_from(saved(PAGE.format(title="Haushalt steht", head="")), name, TODAY)
    (article,) = result.articles
    assert result.problems == ()
    assert article.text.startswith(f"Haushalt steht\n{BODY}\n")
    assert "Werbung" not in article.text
    assert article.url == "https://urner-tagblatt.example/haushalt"
    assert (article.published_on, article.published_at) == (date(2025, 9, 11), None)


def test_what_the_page_says_counts_before_what_the_browser_wrote() -> None:
    head = (
        '<link rel="canonical" href="https://a.example/1">'
        '<meta property="article:published_time" content="2025-09-04T04:15:00Z">'
    )
    (article,) = articles_from(saved(PAGE.format(title="Haushalt", head=head)), "a.mhtml", TODAY).articles
    assert (article.url, article.published_at) == ("https://a.example/1", datetime(2025, 9, 4, 4, 15))


def test_the_charset_of_the_part_counts() -> None:
    page = PAGE.format(title="Haushalt steht", head="").translate(dict.fromkeys(map(ord, "„“"), '"'))
    (article,) = articles_from(saved(page, "cp850", "; charset=cp850"), "a.mhtml", TODAY).articles
    assert "Bürgermeisterin" in article.text


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b"<html><body>x</body></html>", BrokenFile, "does not begin with header lines"),
        (HEAD.encode(), NoArticle, "the saved file holds no page"),
        (saved("<html><body></body></html>"), NoArticle, "no running text on the page"),
    ],
    ids=["empty", "page", "head", "no text"],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason) as raised:
        articles_from(raw, "a.mhtml", TODAY)
    assert raised.value.path == "a.mhtml"


@settings(max_examples=25, deadline=None)
@given(raw=mutated(saved(PAGE.format(title="Haushalt steht", head=""))))
def test_damaged_pages_give_an_article_or_a_reason(raw: bytes) -> None:
    outcome(raw, "a.mhtml")
