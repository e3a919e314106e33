"""Files in the shapes that real programs write."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from standpunkt.articles import Article, ReadFile, articles_from, list_files, read_file
from standpunkt.articles.readers import READERS, reader_for
from standpunkt.articles.unreadable import (
    BrokenFile,
    EmptyFile,
    NoArticle,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)

TODAY = date(2025, 9, 10)
BODY = "Der Rat hat am Montag den Haushalt beschlossen. „Das ist gut“, sagte die Bürgermeisterin."


def read(folder: Path, name: str, written: bytes | str | Any) -> ReadFile:
    """Writes a file, lists it, reads it: the way every article takes."""
    if not isinstance(written, bytes | str):
        written = json.dumps(written, ensure_ascii=False)
    (folder / name).write_bytes(written if isinstance(written, bytes) else written.encode("utf-8"))
    (found,) = [one for one in list_files(str(folder)) if one.path == name]
    content = read_file(found)
    return articles_from(content.raw, content.path, TODAY)


def read_one(folder: Path, name: str, written: bytes | str | Any) -> Article:
    result = read(folder, name, written)
    assert result.problems == ()
    (article,) = result.articles
    return article


def test_plain_text_with_a_headline(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "2025-09-04_haushalt.txt", f"Haushalt steht\r\n\r\n{BODY}\r\n".encode("cp1252")
    )
    assert article.title == "Haushalt steht"
    assert article.text == f"Haushalt steht\n{BODY}"
    assert (article.published_on, article.published_at_source) == (date(2025, 9, 4), "file")
    assert (article.language, article.word_count, article.item_no) == ("de", 16, 0)


def test_plain_text_with_labelled_lines_on_top(tmp_path: Path) -> None:
    top = (
        "Titel: Haushalt steht\nQuelle: Urner Tagblatt\nDatum: 04.09.2025 06:15\nAutor: Von Vreni Arnold\n\n"
    )
    article = read_one(tmp_path, "a.txt", top + BODY)
    assert article.text == f"Haushalt steht\n{BODY}"
    assert (article.outlet_name, article.author) == ("Urner Tagblatt", "Vreni Arnold")
    assert (article.published_at, article.published_at_source) == (datetime(2025, 9, 4, 4, 15), "metadata")


def test_a_single_line_that_looks_labelled_is_text(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", f"Quelle: Kreis um den Minister\n\n{BODY}")
    assert article.text.startswith("Quelle: Kreis um den Minister\n")


NEWS_PLEASE = {
    "authors": ["Vreni Arnold", "Beat Gisler"],
    "date_download": "2025-09-09 10:00:00",
    "date_modify": None,
    "date_publish": "2025-09-04 06:15:00",
    "description": "Kurz gesagt.",
    "filename": "x.html.json",
    "image_url": None,
    "language": "de",
    "localpath": None,
    "maintext": BODY,
    "source_domain": "www.urner-tagblatt.example",
    "title": "Haushalt steht",
    "title_page": None,
    "url": "https://www.urner-tagblatt.example/haushalt",
}
NEWSPAPER = {
    "url": "https://www.urner-tagblatt.example/haushalt",
    "source_url": "https://www.urner-tagblatt.example",
    "title": "Haushalt steht",
    "authors": ["Vreni Arnold", "Beat Gisler"],
    "publish_date": "2025-09-04T06:15:00+02:00",
    "text": BODY,
    "meta_lang": "de",
    "keywords": [],
}
MEDIA_CLOUD = {
    "id": "5a1f",
    "indexed_date": "2025-09-09T10:00:00",
    "language": "de",
    "media_name": "urner-tagblatt.example",
    "media_url": "urner-tagblatt.example",
    "publish_date": "2025-09-04",
    "title": "Haushalt steht",
    "url": "https://www.urner-tagblatt.example/haushalt",
    "story_text": BODY,
}
PLAIN = {
    "title": "Haushalt steht",
    "text": BODY,
    "date": "4. September 2025, 06:15 Uhr",
    "url": "https://www.urner-tagblatt.example/haushalt",
    "source": "Urner Tagblatt",
    "author": "Von Vreni Arnold",
}
NEWS_SERVICE = {
    "source": {"id": None, "name": "Urner Tagblatt"},
    "author": "Vreni Arnold",
    "title": "Haushalt steht",
    "publishedAt": "2025-09-04T04:15:00Z",
    "content": BODY,
    "url": "https://www.urner-tagblatt.example/haushalt",
}


@pytest.mark.parametrize(
    ("fields", "at", "outlet_name", "author"),
    [
        (NEWS_PLEASE, datetime(2025, 9, 4, 4, 15), "urner-tagblatt.example", "Vreni Arnold; Beat Gisler"),
        (NEWSPAPER, datetime(2025, 9, 4, 4, 15), "urner-tagblatt.example", "Vreni Arnold; Beat Gisler"),
        (MEDIA_CLOUD, None, "urner-tagblatt.example", None),
        (PLAIN, datetime(2025, 9, 4, 4, 15), "Urner Tagblatt", "Vreni Arnold"),
        (NEWS_SERVICE, datetime(2025, 9, 4, 4, 15), "Urner Tagblatt", "Vreni Arnold"),
    ],
    ids=["news-please", "newspaper", "media-cloud", "plain", "news-service"],
)
def test_json_of_news_tools(
    tmp_path: Path, fields: dict[str, Any], at: datetime | None, outlet_name: str, author: str | None
) -> None:
    article = read_one(tmp_path, "a.json", fields)
    assert article.text == f"Haushalt steht\n{BODY}"
    assert (article.published_at, article.published_on) == (at, date(2025, 9, 4))
    assert (article.outlet_name, article.author) == (outlet_name, author)
    assert article.url == "https://www.urner-tagblatt.example/haushalt"


@pytest.mark.parametrize("wrapped", [list, lambda one: {"status": "ok", "articles": list(one)}])
def test_json_with_many_articles(tmp_path: Path, wrapped: Any) -> None:
    result = read(tmp_path, "a.json", wrapped([NEWS_PLEASE, PLAIN, NEWS_SERVICE]))
    assert [article.item_no for article in result.articles] == [0, 1, 2]
    assert len({article.article_id for article in result.articles}) == 3


def test_json_that_is_one_object_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(fields) for fields in (NEWS_PLEASE, PLAIN))
    assert len(read(tmp_path, "a.json", lines).articles) == 2


def test_text_that_is_html_inside_json(tmp_path: Path) -> None:
    markup = (
        "<p>Der Rat hat am&nbsp;Montag\nden Haushalt "
        "<strong>beschlossen</strong>.</p><figure><figcaption>Foto: X"
        "</figcaption></figure><p>&bdquo;Das ist gut&ldquo;, sagte<br/>die "
        "B&uuml;rgermeisterin.</p><!-- x -->"
    )
    assert read_one(tmp_path, "a.json", {"text": markup}).text == (
        "Der Rat hat am Montag den Haushalt beschlossen.\n„Das ist gut“, sagte\ndie Bürgermeisterin."
    )


def test_comparison_signs_are_no_markup(tmp_path: Path) -> None:
    text = "Wenn a < b und b > c gilt, dann sagt der Rat nichts dazu."
    assert read_one(tmp_path, "a.json", {"text": text}).text == text


def test_json_with_a_list_of_paragraphs_and_a_lone_surrogate(tmp_path: Path) -> None:
    written = (
        '{"title": "Haushalt \\ud83d steht", '
        + '"text": ["Der Rat hat entschieden.", "Es gilt \\ud800 ab heute."]}'
    )
    article = read_one(tmp_path, "a.json", written)
    assert article.text == "Haushalt steht\nDer Rat hat entschieden.\nEs gilt ab heute."


def test_jsonl_names_the_broken_lines_and_reads_the_others(tmp_path: Path) -> None:
    lines = [
        json.dumps(PLAIN),
        "",
        '{"title": "Abgeschnitten", "text": "Der Rat hat',
        json.dumps(NEWS_PLEASE | {"url": "https://b.example/2"}, ensure_ascii=False),
        '"nur eine Zeichenkette"',
        json.dumps({"title": "Nur ein Titel", "text": None}),
    ]
    result = read(tmp_path, "a.jsonl", "\ufeff" + "\r\n".join(lines) + "\r\n")
    assert [article.item_no for article in result.articles] == [0, 3]
    assert result.problems == (
        "line 3: no valid JSON: Unterminated string starting at (column 36)",
        "line 5: no article but a string",
        "line 6: no article text (only a title)",
    )


def test_jsonl_keeps_odd_line_separators_inside_strings(tmp_path: Path) -> None:
    written = json.dumps({"text": "Der Rat hat entschieden.\u2028Es gilt ab heute."}, ensure_ascii=False)
    assert read_one(tmp_path, "a.ndjson", written).text == "Der Rat hat entschieden.\nEs gilt ab heute."


@pytest.mark.parametrize("written", [json.dumps([PLAIN], indent=2), json.dumps(PLAIN, indent=2)])
def test_indented_json_under_the_name_of_lines(tmp_path: Path, written: str) -> None:
    assert read_one(tmp_path, "a.jsonl", written).title == "Haushalt steht"


@pytest.mark.parametrize(
    ("name", "written", "kind", "reason"),
    [
        (
            "a.json",
            json.dumps([PLAIN, PLAIN])[:300],
            BrokenFile,
            r"\(line 1, column \d+\); the file seems cut off after",
        ),
        (
            "a.json",
            json.dumps(PLAIN)[:-1],
            BrokenFile,
            r"\(line 1, column \d+\); the file seems cut off after",
        ),
        (
            "a.json",
            '{"title": "x"\n "text": "y"}',
            BrokenFile,
            r"Expecting ',' delimiter \(line 2, column 2\)",
        ),
        ("a.json", "[" * 100_000, BrokenFile, "nested too deeply"),
        ("a.json", "42", NoArticle, "valid JSON, but no article: a single number"),
        ("a.json", "[]", NoArticle, "no article: the file holds an empty list"),
        ("a.json", '{"articles": []}', NoArticle, "no article: the file holds an empty list"),
        ("a.json", '{"title": "Nur ein Titel"}', NoArticle, r"no article text \(only a title\)"),
        (
            "a.json",
            '{"title": "Nur ein Titel", "text": "Nur ein Titel"}',
            NoArticle,
            r"no article text \(only a title\)",
        ),
        ("a.jsonl", "{\n{\n{\n{\n{", NoArticle, "no valid JSON"),
        (
            "a.jsonl",
            "kaputt\nkaputt\nkaputt\nkaputt\nkaputt",
            NoArticle,
            r"line 1: no valid JSON: .*; and 2 more",
        ),
        ("a.txt", "Teilen Sie dies:", NoArticle, "no article text"),
        ("a.txt", "Zwei Wörter", NoArticle, "no article text"),
        ("a.txt", b"", EmptyFile, "the file is empty"),
        ("a.html", "<html><body></body></html>", NoArticle, "no running text on the page"),
        (
            "a.html",
            "<html><head><title>Leer</title></head><body><p></p></body></html>",
            NoArticle,
            "no article",
        ),
        (
            "a.xyz",
            b"PK\x03\x04",
            UnsupportedFormat,
            r"no reader for \.xyz files; readable are .*\.htm, \.html, .*\.json, ",
        ),
        ("README", "Text", UnsupportedFormat, "no reader for files without an ending"),
    ],
)
def test_reasons(
    tmp_path: Path, name: str, written: bytes | str, kind: type[UnreadableFile], reason: str
) -> None:
    with pytest.raises(kind, match=reason) as raised:
        read(tmp_path, name, written)
    assert not raised.value.transient
    assert "\n" not in raised.value.reason


PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Kanton plant neue Brücke | Urner Tagblatt</title>
<link rel="canonical" href="https://www.urner-tagblatt.example/bruecke.html">{head}</head><body>
<header><nav><ul><li><a href="/">Startseite</a></li><li><a href="/p">Politik</a></li></ul></nav></header>
<main><article><h1>Kanton plant neue Brücke</h1>{dateline}
<p>Die Regierung will die alte Brücke über die Reuss ersetzen. Der Landrat entscheidet im Herbst.</p>
<div class="share"><a>Facebook</a> <a>Twitter</a> <a>WhatsApp</a></div>
<p>«Die alte Brücke ist am Ende», sagte der Baudirektor am Mittwoch. Sie sei nicht mehr zu retten.</p>
<h2>Kritik am Neubau</h2>
<p>Die Opposition lehnt den Neubau ab. Ein Sprecher erklärte, eine Sanierung sei billiger.</p>
<p>Lesen Sie auch: Streit um den Tunnel</p>
<div class="box"><b>Lesen Sie auch</b><br><a href="/kran">Neuer Kran „Wilma“ hebt 900 Tonnen</a></div>
<p><a href="/see">Der See ist wieder offen</a></p>
<p>Das teilte das <a href="/a">Amt</a> mit.</p>
<p>Der Bau kostet nach Angaben des Kantons zwölf Millionen Franken. Baubeginn soll im Frühjahr sein.</p>
</article><aside><h3>Meistgelesen</h3><ul><li><a href="/a">Was der Sommer bringt</a></li></ul></aside></main>
<footer>Impressum Datenschutz © 2025 Urner Tagblatt</footer></body></html>"""
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebPage", "name": "Seite", "datePublished": "2020-01-01"},
{"@type": ["NewsArticle"], "headline": "Kanton plant neue Brücke",
"datePublished": "2025-09-04T06:15:00+02:00",
"dateModified": "2025-09-05T06:15:00+02:00", "author": [{"@type": "Person", "name": "Vreni Arnold"}],
"publisher": {"@id": "https://www.urner-tagblatt.example/#org"}},
{"@type": "Organization", "@id": "https://www.urner-tagblatt.example/#org",
"name": "Urner Tagblatt"}
]}</script>"""
META = """<meta property="og:title" content="Kanton plant neue Brücke">
<meta name="author" content="Vreni Arnold">
<meta property="og:site_name" content="Urner Tagblatt">
<meta property="article:published_time" content="2025-09-04T04:15:00Z">"""
PAGE_TEXT = """Kanton plant neue Brücke
Die Regierung will die alte Brücke über die Reuss ersetzen. Der Landrat entscheidet im Herbst.
«Die alte Brücke ist am Ende», sagte der Baudirektor am Mittwoch. Sie sei nicht mehr zu retten.
Kritik am Neubau
Die Opposition lehnt den Neubau ab. Ein Sprecher erklärte, eine Sanierung sei billiger.
Das teilte das Amt mit.
Der Bau kostet nach Angaben des Kantons zwölf Millionen Franken. Baubeginn soll im Frühjahr sein."""


@pytest.mark.parametrize("head", [JSON_LD, META], ids=["json-ld", "meta"])
@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml"])
def test_web_page(tmp_path: Path, head: str, name: str) -> None:
    article = read_one(tmp_path, name, PAGE.format(head=head, dateline=""))
    assert article.text == PAGE_TEXT
    assert (article.title, article.author, article.outlet_name) == (
        "Kanton plant neue Brücke",
        "Vreni Arnold",
        "Urner Tagblatt",
    )
    assert article.url == "https://www.urner-tagblatt.example/bruecke.html"
    assert (article.published_at, article.published_at_source) == (datetime(2025, 9, 4, 4, 15), "metadata")
    assert article.language == "de"


@pytest.mark.parametrize(
    "dateline",
    [
        '<time datetime="2025-09-04T06:15:00+02:00">heute</time>',
        '<span class="article-date">04.09.2025, 06:15 Uhr</span>',
    ],
)
def test_web_page_that_shows_its_date_only_to_readers(tmp_path: Path, dateline: str) -> None:
    article = read_one(tmp_path, "a.html", PAGE.format(head="", dateline=dateline))
    assert (article.published_at, article.published_at_source) == (datetime(2025, 9, 4, 4, 15), "metadata")
    assert (article.title, article.outlet_name) == ("Kanton plant neue Brücke", "urner-tagblatt.example")


def test_web_page_without_any_metadata(tmp_path: Path) -> None:
    page = f"<html><body><p>{BODY}</p><p>Der Rat tagt im Herbst wieder.</p></body></html>"
    article = read_one(tmp_path, "a.html", page.encode("cp1252", "xmlcharrefreplace"))
    assert article.text == f"{BODY}\nDer Rat tagt im Herbst wieder."
    assert (article.title, article.url, article.published_on) == (None, None, None)


def test_broken_metadata_cost_only_themselves(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", </script><base href="http://[::1">'
        + META
    )
    assert read_one(tmp_path, "a.html", PAGE.format(head=head, dateline="")).text == PAGE_TEXT


def test_plain_text_under_the_name_of_a_page(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.html", f"Haushalt steht\n\n{BODY}").title == "Haushalt steht"


def test_the_longest_ending_chooses_the_reader() -> None:
    assert reader_for("a/b.2025.HTML") is READERS[".html"]
    assert reader_for("a.json.txt") is READERS[".txt"]
    with pytest.raises(UnsupportedFormat):
        reader_for(".json")


def test_a_page_of_nothing_but_tags(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="500,000 tags, which no article has"):
        read(tmp_path, "a.html", "<html><body>" + "<p>" * 500_001)
    written = {"title": "Haushalt steht", "text": f"<p>{BODY}</p>" + "<p>" * 500_001}
    assert read_one(tmp_path, "a.json", written).text == f"Haushalt steht\n{BODY}"
