from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.articles.dates import Published, is_dateline, published, read_moment, zone_of

TODAY = date(2025, 9, 10)
DAY = date(2025, 9, 4)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2025-09-04T14:30:00+02:00", datetime(2025, 9, 4, 12, 30)),
        ("2025-09-04T14:30:00.000Z", datetime(2025, 9, 4, 14, 30)),
        ("2025-09-04 14:30:00 +0200", datetime(2025, 9, 4, 12, 30)),
        ("2025-09-04 14:30:00 UTC", datetime(2025, 9, 4, 14, 30)),
        ("2025-09-04T14:30:00+02:00[Europe/Berlin]", datetime(2025, 9, 4, 12, 30)),
        ("20250904T143000Z", datetime(2025, 9, 4, 14, 30)),
        ("Thu, 04 Sep 2025 14:30:00 +0200", datetime(2025, 9, 4, 12, 30)),
        ("1756989000", datetime(2025, 9, 4, 12, 30)),
        ("1756989000000", datetime(2025, 9, 4, 12, 30)),
        ("04.09.2025, 14:30 Uhr", datetime(2025, 9, 4, 12, 30)),
        ("Donnerstag, 4. Sept. 2025 um 14.30 Uhr", datetime(2025, 9, 4, 12, 30)),
        ("Sep 4, 2025 2:30 PM", datetime(2025, 9, 4, 12, 30)),
        ("2025-09-04 00:00:00", None),
        ("2025-09-04T00:00:00Z", None),
        ("2025-09-04", None),
        ("20250904", None),
        ("4. September 2025", None),
        ("04.09.25", None),
        ("04/09/2025", None),
        ("September 4, 2025", None),
    ],
)
def test_reads_the_notations_of_metadata(written: str, at: datetime | None) -> None:
    assert read_moment(written) == (at, DAY)


def test_a_time_without_zone_is_local_in_summer_and_winter() -> None:
    assert read_moment("2025-07-01 12:00") == (datetime(2025, 7, 1, 10), date(2025, 7, 1))
    assert read_moment("2025-12-01 12:00") == (datetime(2025, 12, 1, 11), date(2025, 12, 1))


def test_the_day_is_the_local_one() -> None:
    assert read_moment("2025-09-03T22:30:00Z") == (datetime(2025, 9, 3, 22, 30), DAY)
    assert read_moment("2025-09-04T00:00:00+02:00") == (datetime(2025, 9, 3, 22), DAY)


@pytest.mark.parametrize(
    "written",
    [None, "", "None", "gestern", "vor 2 Stunden", "2025", "12:30", "4.9. 14:30", "2025-13-45", "9" * 20],
)
def test_incomplete_and_relative_dates_are_none(written: str | None) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize(
    "text",
    [
        "Schlagzeile\nBerlin, 4. September 2025 – Die Regierung hat entschieden.",
        "Schlagzeile\n(Berlin, 4. September 2025) Die Regierung hat entschieden.",
        "BERLIN, 4. September 2025 (dpa) – Die Regierung hat entschieden.",
        "Berlin, 4. September 2025 (bpa) – Die Regierung hat entschieden.",
        "Paris (AFP), 4. September 2025. Der Präsident sprach.",
        "Kiew/Berlin, den 4. September 2025\nDer Präsident sprach.",
        "Schlagzeile\nDonnerstag, 4. September 2025\nDer Präsident sprach.",
        "Schlagzeile\nVon Max Muster | 04.09.2025\nDer Präsident sprach.",
        "Schlagzeile\nDer Präsident sprach.\nStand: 4.9.2025",
        "Schlagzeile\nVeröffentlicht am 4.9.2025 | Aktualisiert am 5.9.2025\nDer Präsident sprach.",
        "Schlagzeile\nAktualisiert am 5.9.2025\nErschienen am 4. September 2025\nDer Präsident sprach.",
    ],
)
def test_finds_the_dateline_of_a_text(text: str) -> None:
    assert published(None, text, "a.txt", TODAY) == Published(None, DAY, "text")


def test_finds_the_time_of_a_dateline() -> None:
    found = published(None, "Schlagzeile\nText.\nStand: 04.09.2025, 14:30 Uhr", "a.txt", TODAY)
    assert found == Published(datetime(2025, 9, 4, 12, 30), DAY, "text")


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. September 2025 traf sich der Rat in Brüssel.",
        "Berlin, 3. September 2025 war ein guter Tag für beide.",
        "Der 11. September 2001 und seine Folgen\nEin Rückblick.",
        "Schlagzeile\nDie Rede vom 3. Oktober 1990\nEr sprach lange.",
        "(Berlin, 3. September) Die Regierung hat entschieden.",
        "Schlagzeile\n(03.09.2025)\nDie Regierung hat entschieden.",
        "Schlagzeile\nSamstag, 3. September 2025:\nUri gegen Schwyz 2 : 1",
        "Bis Stand 3. September 2025 zählte die Behörde nach eigenen Angaben mehr als hundert Fälle in "
        "ganz Bayern.",
        "Der Vertrag, veröffentlicht 2019, gilt seit dem 1.1.2020 auch für die Länder im Süden, sagte "
        "der Minister.",
    ],
)
def test_takes_no_date_that_a_sentence_mentions(text: str) -> None:
    assert published(None, text, "a.txt", TODAY) == Published()


@pytest.mark.parametrize(
    "path",
    [
        "2025-09-04_kiew.txt",
        "20250904.txt",
        "x_20250904_1430.json",
        "archiv/2025/09/04/kiew.html",
        "04.09.2025 kiew.txt",
    ],
)
def test_finds_the_date_in_a_file_name(path: str) -> None:
    assert published(None, "Text.", path, TODAY) == Published(None, DAY, "file")


@pytest.mark.parametrize(
    "path", ["000_4eae0b9053bf3015.txt", "12345678.txt", "2099-01-01.txt", "a20250904b.txt", "2025-02-30.txt"]
)
def test_numbers_in_a_file_name_that_are_no_date(path: str) -> None:
    assert published(None, "Text.", path, TODAY).on is None


def test_metadata_come_before_text_and_text_before_file_name() -> None:
    text, path = "Schlagzeile\nStand: 03.09.2025\nText.", "2025-09-02.txt"
    assert published("2025-09-04", text, path, TODAY) == Published(None, DAY, "metadata")
    assert published(None, text, path, TODAY).on == date(2025, 9, 3)
    assert published(None, "Text.", path, TODAY).on == date(2025, 9, 2)


@pytest.mark.parametrize("nonsense", ["1970-01-01T00:00:00Z", "1900-01-01", "2025-09-12", "2125-09-04", "0"])
def test_nonsense_gives_way_to_the_next_source(nonsense: str) -> None:
    found = published(nonsense, "Text.", "2025-09-04.txt", TODAY)
    assert (found.at, found.on, found.source) == (None, DAY, "file")
    assert published(nonsense, "Text.", "a.txt", TODAY).on is None


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("1970-01-01T00:00:00Z", "metadata says 1970-01-01: an unset clock"),
        ("1965-03-01", "metadata says 1965-03-01: before 1980"),
        ("2125-09-04", "metadata says 2125-09-04: in the future"),
    ],
)
def test_a_date_that_is_not_taken_is_noted_with_the_reason(written: str, note: str) -> None:
    assert published(written, "Text.", "a.txt", TODAY).note == note


def test_the_day_of_import_gives_way_to_a_dateline_in_the_text() -> None:
    text = "Schlagzeile\nVeröffentlicht am 04.09.2025, 14:30 Uhr\nText."
    found = published(TODAY.isoformat(), text, "a.txt", TODAY)
    assert (found.on, found.source) == (DAY, "text")
    assert found.note == f"metadata says {TODAY}: the day of import, and the text names another"
    assert published(TODAY.isoformat(), "Text.", "2025-09-02.txt", TODAY).on == TODAY


@pytest.mark.parametrize(
    ("url", "hour"),
    [
        ("https://www.alpenbote.example/1", 8),
        ("https://example.at/1", 8),
        ("https://www.ukrinform.de/1", 7),
        ("https://example.ru/1", 7),
        (None, 8),
    ],
)
def test_times_without_zone_are_local_to_the_outlet(url: str | None, hour: int) -> None:
    found = published("2025-09-04T10:00:00", "Text.", "a.txt", TODAY, zone_of(url))
    assert found.at == datetime(2025, 9, 4, hour)


def test_tomorrow_is_allowed_since_zones_differ() -> None:
    assert published("2025-09-11", "", "", TODAY).on == date(2025, 9, 11)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Berlin, 4. September 2025", True),
        ("04.09.2025, 14:30 Uhr", True),
        ("Stand: 4.9.2025", True),
        ("Der 4. September 2025 wird ein Feiertag", False),
        ("Berlin plant neue Brücke", False),
    ],
)
def test_knows_lines_that_are_only_datelines(line: str, expected: bool) -> None:
    assert is_dateline(line) is expected


@given(st.text(alphabet="0123456789.-/: TZ+UhrAprilMai,", max_size=40))
def test_never_fails_on_what_looks_like_a_date(written: str) -> None:
    published(written, written, written, TODAY)
