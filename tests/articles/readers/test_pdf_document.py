from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.readers import pdf_document, read_raw
from standpunkt.articles.readers.pdf_document import Line, Page, paragraphs, without_running_lines
from standpunkt.articles.unreadable import BinaryFile, BrokenFile, EmptyFile, NoArticle, TooLarge
from tests.articles.readers.mutations import FILES, TODAY, mutated, outcome

# All exported by LibreOffice.
ARTICLE = (FILES / "article.pdf").read_bytes()
HEADLINE = "Landrat beschließt den Haushalt nach langer Debatte"
FIRST = (
    "Der Landrat hat am Montag den Haushalt für das kommende Jahr beschlossen. Nach einer langen Debatte "
    "stimmten 38 der 64 Mitglieder dafür, die übrigen enthielten sich oder lehnten ihn ab."
)
THIRD = (
    "Die Opposition kritisierte den Haushalt scharf. Ihr Sprecher Beat Gisler erklärte, die Regierung "
    "verschiebe die Sanierung der Schulen um weitere Jahre. Er kündigte an, den Beschluss der "
    "Rechnungskontrolle vorzulegen und notfalls das Volk darüber abstimmen zu lassen."
)


def test_lines_become_paragraphs_under_the_headline() -> None:
    (article,) = articles_from(ARTICLE, "a.pdf", TODAY).articles
    lines = article.text.split("\n")
    assert (article.title, lines[0]) == (HEADLINE, HEADLINE)
    assert (lines[2], lines[4], lines[5]) == (FIRST, "Kritik der Opposition", THIRD)
    assert len(lines) == 7
    assert (article.author, article.language) == ("Vreni Arnold", "de")
    assert (article.published_on, article.published_at) == (date(2026, 11, 22), None)


def test_two_columns_on_several_pages_without_running_heads() -> None:
    """Indented paragraphs that go on over columns and pages; the declared title is a file name."""
    (article,) = articles_from((FILES / "pages.pdf").read_bytes(), "a.pdf", TODAY).articles
    lines = article.text.split("\n")
    assert lines[:2] == [HEADLINE, FIRST]
    assert (lines.count(FIRST), lines.count(THIRD), len(lines)) == (3, 3, 15)
    assert lines[10] == "Was nun folgt"
    assert not any("Urner Tagblatt" in line or "Seite" in line for line in lines)


def test_words_parted_at_the_end_of_a_line() -> None:
    (article,) = articles_from((FILES / "hyphens.pdf").read_bytes(), "a.pdf", TODAY).articles
    assert article.text.split("\n")[2:] == [
        "Der Landrat hat am Montag den Bericht der Rechnungskontrolle zu den Schulen gelesen und die Klima- "
        "und Energiepolitik auf den Herbst verschoben.",
        "„Das geht so nicht“, sagte die Sprecherin der SVP-Fraktion in Altdorf. "
        "Sie will 2026 neu verhandeln.",
    ]


def test_a_day_in_the_name_counts_before_the_day_the_file_was_made() -> None:
    (article,) = articles_from(ARTICLE, "2025-09-04_haushalt.pdf", TODAY).articles
    assert (article.published_on, article.published_at_source) == (date(2025, 9, 4), "file")


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b"Der Rat hat entschieden.", BrokenFile, "no PDF document"),
        (b"%PDF-1.7\n" + b"\0" * 500, BrokenFile, "no readable PDF: it is damaged or cut off"),
        ((FILES / "scan.pdf").read_bytes(), NoArticle, "a PDF without text: a scan or pictures"),
        ((FILES / "locked.pdf").read_bytes(), BinaryFile, "an encrypted PDF"),
    ],
    ids=["empty", "no PDF", "damaged", "scan", "locked"],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        articles_from(raw, "a.pdf", TODAY)


@pytest.mark.parametrize(
    ("program", "kind", "reason"),
    [
        ("import os; os.abort()", BrokenFile, "or it breaks the PDF library"),
        ("import time; time.sleep(60)", TooLarge, "more than 1 seconds"),
    ],
)
def test_a_library_that_crashes_or_hangs_costs_one_file(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, program: str, kind: type[UnreadableFile], reason: str
) -> None:
    (tmp_path / "lines.py").write_text(program)
    monkeypatch.setattr("standpunkt.articles.readers.pdf_lines.__file__", str(tmp_path / "lines.py"))
    monkeypatch.setattr(pdf_document, "MAX_WALL_SECONDS", 1 if kind is TooLarge else 60)
    with pytest.raises(kind, match=reason):
        articles_from(ARTICLE, "a.pdf", TODAY)


def test_pages_beyond_the_limit_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pdf_document._lines_of(ARTICLE, "a.pdf") | {"page_count": 500}
    monkeypatch.setattr(pdf_document, "_lines_of", lambda raw, path: read)
    pages = len(read["pages"])
    assert read_raw(ARTICLE, "a.pdf").problems == (
        f"only the first {pages} pages are read, {500 - pages} are left out",
    )


def line(text: str, bottom: float, left: float = 50, right: float | None = None, size: float = 10) -> Line:
    return Line(text, left, left + 5 * len(text) if right is None else right, bottom, bottom + size)


def test_running_lines_are_dropped_only_at_the_edges_and_only_when_they_repeat() -> None:
    pages = [
        Page(800, (line("Urner Tagblatt 4.9.2025", 780), line("Der Rat tagt", 760), line("Schluss", 400)))
    ] + [
        Page(
            800, (line("Urner Tagblatt 5.9.2025", 780), line(f"Text {at} steht", 400), line(f"– {at} –", 20))
        )
        for at in "23"
    ]
    kept, dropped = without_running_lines(pages)
    assert [[one.text for one in page.lines] for page in kept] == [
        ["Der Rat tagt", "Schluss"],
        ["Text 2 steht"],
        ["Text 3 steht"],
    ]
    assert dropped[0] == "Urner Tagblatt 4.9.2025"


def test_a_browsers_foot_line_gives_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = [[FIRST, 50, 500, 400, 410, False]]
    foot = [["https://a.example/haushalt 1/2", 50, 300, 20, 30, False]]
    read = {"facts": {"Title": "Haushalt steht | A"}, "page_count": 2, "pages": []}
    read["pages"] = [{"height": 800, "lines": page + foot}] * 2
    monkeypatch.setattr(pdf_document, "_lines_of", lambda raw, path: read)
    (article,) = read_raw(ARTICLE, "a.pdf").articles
    assert (article.url, article.title) == ("https://a.example/haushalt", "Haushalt steht | A")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # The next word would have fitted: a paragraph ends although no gap shows it.
        (
            [line("Sagte er.", 100), line("Die Opposition lehnte das ab und ging.", 88)],
            ["Sagte er.", "Die Opposition lehnte das ab und ging."],
        ),
        (
            [line("Der Rat hat am", 100, right=200), line("Montag getagt.", 88, right=200)],
            ["Der Rat hat am Montag getagt."],
        ),
        # Over columns it goes on where no sentence ends.
        (
            [line("Der Rat hat am", 100), line("Montag getagt.", 300, left=300)],
            ["Der Rat hat am Montag getagt."],
        ),
        (
            [line("Der Rat hat getagt.", 100), line("Am Montag", 300, left=300)],
            ["Der Rat hat getagt.", "Am Montag"],
        ),
        (
            [line("Haushalt steht nach", 100, size=20), line("Debatte", 78, size=20), line("Der Rat", 60)],
            ["Haushalt steht nach Debatte", "Der Rat"],
        ),
        (
            [line("• Schulen und mehr", 100), line("• Brücken und mehr", 88)],
            ["• Schulen und mehr", "• Brücken und mehr"],
        ),
    ],
)
def test_where_paragraphs_end(lines: list[Line], expected: list[str]) -> None:
    body = tuple(line("Viele Zeilen in der Größe des Textes stehen hier.", 700 - 12 * at) for at in range(9))
    found = [one.text for one in paragraphs([Page(800, body), Page(800, tuple(lines))])]
    assert found[-len(expected) :] == expected


@settings(max_examples=25, deadline=None)
@given(raw=mutated((FILES / "scan.pdf").read_bytes()) | mutated(ARTICLE))
def test_damaged_documents_give_an_article_or_a_reason(raw: bytes) -> None:
    outcome(raw, "a.pdf")


PLACES = st.floats(-1e6, 1e6) | st.floats(0, 800)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.builds(Line, st.text(min_size=1, max_size=20), *[PLACES] * 4, st.booleans()))))
def test_lines_anywhere_lose_no_letter(written: list[list[Line]]) -> None:
    pages = [Page(800, tuple(lines)) for lines in written]
    letters = [char for page in pages for one in page.lines for char in one.text if char.isalpha()]
    assert [char for one in paragraphs(pages) for char in one.text if char.isalpha()] == letters
