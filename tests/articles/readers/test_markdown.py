from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import ReadFile, articles_from
from standpunkt.articles.readers.markdown import MAX_FRONT_MATTER, read_markdown
from standpunkt.articles.readers.markdown_text import MAX_MARKDOWN, headline_and_text
from standpunkt.articles.readers.raw import RawFile
from standpunkt.articles.unreadable import UnreadableFile

TODAY = date(2025, 9, 10)
BODY = "Der Rat hat am Montag den Haushalt beschlossen. „Das ist gut“, sagte die Bürgermeisterin."


def read(written: str | bytes) -> ReadFile:
    return articles_from(written if isinstance(written, bytes) else written.encode(), "a.md", TODAY)


def outcome(raw: bytes) -> RawFile | UnreadableFile:
    try:
        return read_markdown(raw, "a.md")
    except UnreadableFile as error:
        return error


def paragraphs(source: str) -> list[str]:
    return headline_and_text(source)[1]


def test_front_matter_of_a_site_generator() -> None:
    top = (
        "---\ntitle: Haushalt steht\ndate: 2025-09-04 06:15:00 +0200\nauthors: [Vreni Arnold, Beat Gisler]\n"
        "publisher: Urner Tagblatt\nurl: https://a.example/haushalt\nlang: de\ndraft: no\n---\n\n"
    )
    (article,) = read(top + BODY).articles
    assert article.text == f"Haushalt steht\n{BODY}"
    assert (article.author, article.outlet_name) == ("Vreni Arnold; Beat Gisler", "Urner Tagblatt")
    assert (article.url, article.published_at) == (
        "https://a.example/haushalt",
        datetime(2025, 9, 4, 4, 15, tzinfo=UTC).replace(tzinfo=None),
    )


def test_front_matter_of_a_web_clipper() -> None:
    top = (
        '---\ntitle: "Haushalt steht"\nsource: "https://www.urner-tagblatt.example/haushalt"\nauthor:\n'
        '  - "[[Vreni Arnold]]"\npublished: 2025-09-04\ntags:\n  - "clippings"\n---\n'
    )
    (article,) = read(top + BODY).articles
    assert (article.author, article.outlet_name) == ("Vreni Arnold", "urner-tagblatt.example")
    assert article.url == "https://www.urner-tagblatt.example/haushalt"
    assert article.published_on == date(2025, 9, 4)


def test_toml_front_matter() -> None:
    (article,) = read(f'+++\r\ntitle = "Haushalt steht"\r\ndate = 2025-09-04\r\n+++\r\n{BODY}').articles
    assert (article.title, article.published_on) == ("Haushalt steht", date(2025, 9, 4))


def test_a_broken_front_matter_is_read_line_by_line() -> None:
    result = read(f"---\ntitle: Haushalt: er steht\ndate: 04.09.2025\n---\n{BODY}")
    (article,) = result.articles
    assert (article.title, article.published_on) == ("Haushalt: er steht", date(2025, 9, 4))
    assert result.problems == (
        "front matter: no valid YAML or TOML: mapping values are not allowed here (line 2); "
        "read line by line",
    )


@pytest.mark.parametrize(
    ("block", "flaw"),
    [
        ("a: &a [x, x]\nb: [*a, *a]", "aliases are not read"),
        ("title: " + "[" * 5000, "nested too deeply"),
        ("title: " + "x" * MAX_FRONT_MATTER, "more than 20,000 characters"),
    ],
)
def test_front_matter_that_would_explode(block: str, flaw: str) -> None:
    (problem,) = read(f"---\n{block}\n---\n{BODY}").problems
    assert flaw in problem


@pytest.mark.parametrize("written", [f"---\n\n{BODY}\n\n---\n\nEnde der Meldung.", f"---\n{BODY}"])
def test_a_ruler_on_top_is_no_front_matter(written: str) -> None:
    (article,) = read(written).articles
    assert BODY in article.text


def test_the_heading_is_the_headline() -> None:
    (article,) = read(
        f"# Haushalt **steht**\n\n{BODY}\n\n## Kritik am Rat\n\nDie Opposition lehnt ihn ab."
    ).articles
    assert article.title == "Haushalt steht"
    assert article.text == f"Haushalt steht\n{BODY}\nKritik am Rat\nDie Opposition lehnt ihn ab."


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("Er sagt **„Nein“** und _geht_.", "Er sagt „Nein“ und geht."),
        ("Die Bürger*innen und Schüler*innen sind da.", "Die Bürger*innen und Schüler*innen sind da."),
        ("Zwei \\* drei und 5 * 3 sind *viel*.", "Zwei * drei und 5 * 3 sind viel."),
        ('Das [Amt](https://a.example/x_(y) "Titel") teilt mit.', "Das Amt teilt mit."),
        ("[![Foto](a.jpg)](b.html) Das ![Bild](c.png)Amt.", "Das Amt."),
        ("Das [Amt][1] hat [er] gesagt.\n\n[1]: https://a.example", "Das Amt hat [er] gesagt."),
        ("Das sagt er[^1].\n\n[^1]: Im Rat.", "Das sagt er."),
        ("Siehe [[Haushalt|den Haushalt]] von `2025`.", "Siehe den Haushalt von 2025."),
        ("Am\n4. September 2025 tagt\nder Rat.", "Am 4. September 2025 tagt der Rat."),
        ("Erste Zeile  \nzweite Zeile", "Erste Zeile\nzweite Zeile"),
        ("Das <b>ist</b> so.<!-- nein\n\n-->", "Das ist so."),
        ("&bdquo;Nein&ldquo;, sagte er.", "„Nein“, sagte er."),
    ],
)
def test_markdown_leaves_no_trace(source: str, plain: str) -> None:
    assert paragraphs(source) == [plain]


def test_blocks_are_paragraphs() -> None:
    source = (
        "Vorspann\nläuft weiter\n> Zitat\n> läuft\nund weiter\n\n- eins\n- zwei\n  Zeilen\n\n1. erstens\n"
        "2. zweitens\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n***\n\n```text\nRoh * bleibt\n```\n\n"
        "> [!note] Hinweis\n\nKapitel\n-------\nSchluss"
    )
    assert paragraphs(source) == [
        "Vorspann läuft weiter",
        "Zitat läuft und weiter",
        "eins",
        "zwei Zeilen",
        "1. erstens",
        "2. zweitens",
        "a | b",
        "1 | 2",
        "Roh * bleibt",
        "Hinweis",
        "Kapitel",
        "Schluss",
    ]


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "[a](", "`", "> ", "<!--", "<", "[[", "a\n", "|", "\\", "- "]
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    headline_and_text(piece * (100_000 // len(piece)))


def test_what_is_too_long_for_an_article_stays_as_written() -> None:
    source = "Der *Rat* sagt nichts. " * (MAX_MARKDOWN // 20)
    assert headline_and_text(source) == (None, [source])


@settings(max_examples=50, deadline=None)
@given(
    raw=st.lists(
        st.sampled_from(
            ["---\n", "+++\n", "title: x\n", "date: ", "&a ", "*a", "[", "](", "```\n", "# ", "> ", "|", "\n"]
        )
        | st.text(max_size=8),
        max_size=30,
    ).map(lambda parts: "".join(parts).encode("utf-8", "ignore"))
)
def test_any_markdown_is_read(raw: bytes) -> None:
    found = outcome(raw)
    assert found.reason if isinstance(found, UnreadableFile) else len(found.articles) == 1
