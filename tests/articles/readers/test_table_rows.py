import csv
import io
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import ReadFile, articles_from
from standpunkt.articles.readers.raw import RawFile
from standpunkt.articles.readers.table_rows import read_table
from standpunkt.articles.unreadable import NoArticle, UnreadableFile

TODAY = date(2025, 9, 10)
BODY = 'Der Rat hat am Montag den Haushalt beschlossen; „das ist gut“, sagte sie.\nEr sagte: "Nein, nie".'
ROW = {
    "Überschrift": "Haushalt steht",
    "Volltext": BODY,
    "Erscheinungsdatum": "04.09.2025 06:15",
    "Zeitung": "Urner Tagblatt",
    "Autorin": "Vreni Arnold",
    "Webadresse": "https://a.example/1",
    "Seite": "5",
}
ENGLISH = ("headline", "text", "publish_date", "Publication", "author", "URL", "page")


def read(written: str | bytes, name: str = "a.csv") -> ReadFile:
    return articles_from(written if isinstance(written, bytes) else written.encode(), name, TODAY)


def outcome(raw: bytes) -> RawFile | UnreadableFile:
    try:
        return read_table(raw, "a.csv")
    except UnreadableFile as error:
        return error


def written(rows: list[dict[str, str]], **how: str) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), **how)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("row", [ROW, dict(zip(ENGLISH, ROW.values(), strict=True))], ids=["de", "en"])
def test_one_article_a_row(delimiter: str, encoding: str, row: dict[str, str]) -> None:
    raw = written([row, row], delimiter=delimiter).encode(encoding)
    result = read(raw, "a.tsv" if delimiter == "\t" else "a.csv")
    assert result.problems == ()
    first, second = result.articles
    assert first.text == f"Haushalt steht\n{BODY}"
    assert (first.outlet_name, first.author, first.url) == (
        "Urner Tagblatt",
        "Vreni Arnold",
        "https://a.example/1",
    )
    assert first.published_at == datetime(2025, 9, 4, 4, 15)
    assert (first.item_no, second.item_no) == (0, 1)


def test_a_table_of_pandas_with_its_index_and_missing_values() -> None:
    frame = pd.DataFrame({"title": ["Eins", None], "text": [BODY, BODY], "date": ["2025-09-04", None]})
    one, two = read(frame.to_csv()).articles
    assert (one.title, one.published_on) == ("Eins", date(2025, 9, 4))
    assert two.published_on is None


def test_the_first_line_may_tell_excel_the_delimiter() -> None:
    (article,) = read("sep=;\r\nTitel;Text\r\nEins;Der Rat, der Kreis und das Land sind da\r\n").articles
    assert article.text == "Eins\nDer Rat, der Kreis und das Land sind da"


def test_a_single_column_has_no_delimiter() -> None:
    (article,) = read("Text\nDer Rat, so heißt es, tagt; heute\n").articles
    assert article.text == "Der Rat, so heißt es, tagt; heute"


def test_text_without_quotation_marks_in_the_last_column() -> None:
    (article,) = read("title,text\nEins,Der Rat, so heißt es, tagt\n").articles
    assert article.text == "Eins\nDer Rat, so heißt es, tagt"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.tsv", 'title\ttext\nEins\t"Nein", sagte der Rat.\\nEr ging.\n'),
        ("a.csv", 'title,text\nEins,"\\"Nein\\", sagte der Rat.\nEr ging."\n'),
        ("a.csv", 'title;text\nEins;"""Nein"", sagte der Rat.\nEr ging."\n'),
    ],
    ids=["unquoted", "escaped", "doubled"],
)
def test_quotations_keep_their_marks(name: str, table: str) -> None:
    (article,) = read(table, name).articles
    assert article.text == 'Eins\n"Nein", sagte der Rat.\nEr ging.'


def test_markup_in_a_cell() -> None:
    (article,) = read("title;content_html\nEins;<p>Der Rat</p><p>tagt &amp; berät heute</p>\n").articles
    assert article.text == "Eins\nDer Rat\ntagt & berät heute"


def test_broken_rows_are_named_and_the_others_arrive() -> None:
    table = (
        "Titel;Text;Datum\n"
        'Eins;"Der Rat hat\nentschieden, sagt er";04.09.2025\n'
        'Zwei;"Diese Anführung bleibt offen;04.09.2025\n'
        "Drei;Der Rat hat vertagt;04.09.2025\n"
        "Vier;Der Rat;hat;zu viele;Zellen\n"
        "\n"
        "Fünf;;04.09.2025\n"
        'Sechs;"Der Rat hat geschwiegen, sagt er";04.09.2025\n'
    )
    result = read(table)
    assert [(one.title, one.item_no) for one in result.articles] == [("Eins", 0), ("Drei", 2), ("Sechs", 5)]
    assert result.problems == (
        "line 4: a quotation mark that is never closed",
        "line 6: 5 cells for 3 columns; a cell that holds the delimiter needs quotation marks",
        "line 8: no article text (only a title)",
    )


def test_a_cell_too_long_costs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standpunkt.articles.readers.table_rows.MAX_CELL", 10_000)
    table = "title,text\nEins," + "Wort " * 2_001 + "\nZwei,Der Rat hat vertagt\n"
    result = read(table)
    assert [one.title for one in result.articles] == ["Zwei"]
    assert result.problems == ("line 2: a cell of more than 10,000 characters",)


@pytest.mark.parametrize(
    "table", ["a,b\n1,2\n", "Sport;'Der Rat hat vertagt'\n", "Nur ein Satz ohne Tabelle."]
)
def test_without_a_header_there_is_a_reason(table: str) -> None:
    with pytest.raises(NoArticle, match="no header row with a column for the text"):
        read(table)


def test_quotation_marks_that_never_close_cost_no_more_than_the_file() -> None:
    table = "title;text\n" + ('x;"""\n' * 3 + 'x;"a"b\n') * 500
    assert read_table(table.encode(), "a.csv").holds_many


@settings(max_examples=50, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(['"', '""', ";", ",", "\t", "\n", "\r\n", "\r", "\\", "Text", "Titel", "x y z", "\0"])
        | st.text(max_size=5),
        max_size=40,
    )
)
def test_any_table_gives_rows_or_a_reason(parts: list[str]) -> None:
    found = outcome(("Titel;Text\n" + "".join(parts)).encode("utf-8", "ignore"))
    assert found.reason if isinstance(found, UnreadableFile) else "\n" not in "".join(found.problems)


@settings(max_examples=50, deadline=None)
@given(
    cells=st.lists(
        st.tuples(
            st.text("ab\"\n;,' \t", min_size=1, max_size=30).map(lambda cell: f"a{cell}a"),
            st.text("xy", min_size=1, max_size=5),
        ),
        min_size=1,
        max_size=10,
    ),
    delimiter=st.sampled_from([",", ";"]),
)
def test_what_a_program_writes_comes_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    table = written([{"text": text, "title": title} for text, title in cells], delimiter=delimiter)
    found = read_table(table.encode(), "a.csv")
    assert [(one.text, one.title) for one in found.articles] == cells
