import pytest

from standpunkt.articles.agencies import agencies_in, agencies_of_text, agency_of, known_agencies
from standpunkt.articles.authors import Authorship, authorship
from standpunkt.articles.bylines import names_in_byline


@pytest.mark.parametrize(
    ("written", "author", "agencies"),
    [
        ("Von Max Muster, dpa", "Max Muster", ("dpa",)),
        ("von Vreni Arnold und Beat Gisler", "Vreni Arnold; Beat Gisler", ()),
        ("VON VRENI ARNOLD", "Vreni Arnold", ()),
        ("Vreni Arnold, Altdorf", "Vreni Arnold", ()),
        ("Jana Reinfeld, Hauptstadtstudio von Rundschau Eins", "Jana Reinfeld", ()),
        ("Eine Reportage von Leonore Kessel", "Leonore Kessel", ()),
        ("Dr. Heinz-Peter von der Lippe (heinz@example.org)", "Heinz-Peter von der Lippe", ()),
        ("Annika Vollrath, Cem Aydemir (Fotos)", "Annika Vollrath", ()),
        ("dpa/AFP", None, ("dpa", "AFP")),
        ("Deutsche Presse-Agentur", None, ("dpa",)),
        ("Swantje Behrens, Nordmark Presse-Agentur (npa)", "Swantje Behrens", ("npa",)),
        ("Redaktion", None, ()),
        ("Urner Tagblatt", None, ()),
        ("rundschau-eins.example", None, ()),
        ("https://example.org/autor/1", None, ()),
        ("Loriot", "Loriot", ()),
        ("", None, ()),
        (None, None, ()),
    ],
)
def test_names_and_agencies(written: str | None, author: str | None, agencies: tuple[str, ...]) -> None:
    assert authorship(written, "Urner Tagblatt") == Authorship(author, agencies)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Max Muster, dpa", "Max Muster, dpa"),
        ("Von Thea Lindhorst und Oda Marquardt Stand: 04.06.24", "Thea Lindhorst und Oda Marquardt"),
        ("Von unserem Redakteur Horst-Günter Biele", "Horst-Günter Biele"),
        ("Von Berlin nach Moskau fahren wieder Züge", None),
        ("Von Anfang an war klar, dass der Rat ablehnt.", None),
        ("Von Angela Merkel kam keine Antwort.", None),
        ("Von 2029 an sollen wieder Züge fahren.", None),
        ("Von der Leyen lehnt ab", None),
    ],
)
def test_bylines_are_told_from_sentences(line: str, names: str | None) -> None:
    assert names_in_byline(line) == names


@pytest.mark.parametrize(
    ("lines", "removed", "agencies"),
    [
        (["Berlin (dpa) - Der Rat hat entschieden."], [], ["dpa"]),
        (["BERLIN (Reuters) – Der Rat hat entschieden."], [], ["Reuters"]),
        (["Der Rat hat entschieden. (dpa/AFP)"], [], ["dpa", "AFP"]),
        (["Der Rat hat entschieden."], ["dpa/mkl"], ["dpa"]),
        (["Der Rat hat entschieden."], ["Quelle: ntv.de, ino/AFP"], ["AFP"]),
        (["Der Rat hat entschieden."], ["Foto: Max Muster/dpa"], []),
        (["Der Rat (AP) hat entschieden."], [], []),
        (["Die Partei (Idea) hat entschieden."], [], []),
        (["Der Rat meldet Reuters gegenüber Zweifel an."], [], []),
    ],
)
def test_marks_of_agencies(lines: list[str], removed: list[str], agencies: list[str]) -> None:
    assert agencies_of_text(lines, removed) == agencies


def test_an_unknown_agency_counts_where_two_places_name_it() -> None:
    lines = ["Kiel (npa) – Die Fischer fürchten um ihre Existenz."]
    assert agencies_of_text(lines, [], ["Konrad Wohlers, npa"]) == ["npa"]
    assert agencies_of_text(lines, []) == []


def test_the_agencies_of_the_table_are_found_by_every_mark() -> None:
    for mark, agency in known_agencies().items():
        assert agency_of(mark) == agency
    assert agencies_in("KNA, epd und SID") == ["KNA", "epd", "SID"]
