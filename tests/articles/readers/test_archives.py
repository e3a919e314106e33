"""Exports of press archives under the name ``.txt``; all texts are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import Article, ReadFile, articles_from
from standpunkt.articles.readers.plain_text import read_plain_text
from standpunkt.articles.unreadable import ReaderFailed, TooLarge, UnreadableFile

TODAY = date(2025, 9, 10)
BODY = """Der Rat hat am Montag den Haushalt für das kommende Jahr beschlossen, nachdem
die Fraktionen zwei Tage lang über die Ausgaben des Kantons gestritten haben
und mehrere Anträge auf Kürzung gescheitert sind. „Das ist gut“, sagte die
Bürgermeisterin am Abend.

SPIEGEL: Herr Minister, was nun? Die Opposition lehnt den Haushalt ab, weil er
nach ihrer Ansicht zu hohe Schulden macht und die Gemeinden belastet."""
JOINED = (
    "Der Rat hat am Montag den Haushalt für das kommende Jahr beschlossen, nachdem die Fraktionen zwei Tage "
    "lang über die Ausgaben des Kantons gestritten haben und mehrere Anträge auf Kürzung gescheitert sind. "
    "„Das ist gut“, sagte die Bürgermeisterin am Abend.\n"
    "SPIEGEL: Herr Minister, was nun? Die Opposition lehnt den Haushalt ab, weil er nach ihrer Ansicht zu "
    "hohe Schulden macht und die Gemeinden belastet."
)
COVER = "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday\nTerms: Haushalt\n\n\n"
GERMAN = f"""                               Dokument 1 von 2


                              Urner Tagblatt

                       Donnerstag 4. September 2025
                              Hauptausgabe

Haushalt steht;
Streit im Rat

AUTOR: Von Vreni Arnold, Altdorf

RUBRIK: POLITIK; S. 5

LÄNGE: 70 Wörter


{BODY}

THEMA: HAUSHALT (90%)

UPDATE: 5. September 2025

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung


                    Copyright 2025 Urner Tagblatt AG
                        Alle Rechte vorbehalten

"""
ENGLISH = """                               2 of 2 DOCUMENTS


                        Copyright 2025 Harbour Press Ltd
                              All Rights Reserved

                              The Harbour Courier

                            September 5, 2025 Friday
                                  Edition 1;
                                   National

Council passes the
budget after long debate

BYLINE: Jane Miller

SECTION: NEWS; Pg. 3

LENGTH: 21 words

HIGHLIGHT: A long night ends.

The council passed the budget on Monday. "This is good," the mayor said.

UPDATE: The opposition wants to go to court over it.

LOAD-DATE: September 5, 2025

LANGUAGE: ENGLISH

GRAPHIC: The mayor

She smiles in the picture.
"""
OLD = """1 of 1 DOCUMENT

The Harbour Courier

September 5, 2025

SECTION: NEWS
HEADLINE: Council passes the budget
BYLINE: Jane Miller
LENGTH: 12 words
BODY:
The council passed the budget on Monday.
LOAD-DATE: September 5, 2025
"""
UNI = f"""User Name: jm
Date and Time: Friday, September 5, 2025
Documents (2)
1. Haushalt steht

Haushalt steht
Urner Tagblatt
4. September 2025 Donnerstag

Copyright 2025 Urner Tagblatt AG Alle Rechte vorbehalten

Section: POLITIK; S. 5
Length: 70 words
Byline: Vreni Arnold

Body

{BODY}

Classification

Language: GERMAN; DEUTSCH

Load-Date: September 5, 2025

End of Document

Council passes the budget
The Harbour Courier
September 5, 2025 Friday

Copyright 2025 Harbour Press Ltd All Rights Reserved

Length: 7 words

Body
The council passed the budget on Monday.

Load-Date: September 5, 2025

End of Document
"""
GENIOS_BELOW = f"""                                Inhaltsverzeichnis
Haushalt steht ........................ 2
                                Seite 1 von 2
Haushalt steht
Streit im Rat

Quelle:             Urner Tagblatt vom 04.09.2025, Nr. 203, S. 5
Ressort:            Politik
Autor:              Vreni Arnold
Dokumentnummer:     A20250904-1

{BODY}
Datum: steht noch nicht fest.

Dauerhafte Adresse des Dokuments: https://archiv.example/document/UT__A20250904-1
Alle Rechte vorbehalten: (c) Urner Tagblatt AG
                                Seite 2 von 2
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

Quelle:
"Der Bergbote" vom 5.9.2025   Seite: 40
Ressort: Kultur
Dokumentnummer: B2

Ein Fest für alle

Die Stadt feiert am Wochenende ein großes Fest.

Dauerhafte Adresse des Dokuments:
https://archiv.example/document/BB__B2

Alle Rechte vorbehalten: Bergbote GmbH
Alle Rechte vorbehalten: Bergbote GmbH

Vertagt

Der Rat hat die Entscheidung am Dienstag vertagt.

Quelle: Hafenkurier, 06. September 2025
Dokumentnummer: C3
Alle Rechte vorbehalten: Hafenkurier
"""


def read(text: str, encoding: str = "utf-8") -> ReadFile:
    return articles_from(text.encode(encoding), "a.txt", TODAY)


def outcome(text: str) -> ReadFile | UnreadableFile:
    try:
        return articles_from(text.encode("utf-8", "ignore"), "a.txt", TODAY)
    except UnreadableFile as error:
        return error


def facts(article: Article) -> tuple[str | date | None, ...]:
    return article.title, article.author, article.outlet_name, article.published_on, article.language


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_lexis_nexis(encoding: str, line_break: str) -> None:
    result = read((COVER + GERMAN + ENGLISH).replace("\n", line_break), encoding)
    german, english = result.articles
    assert result.problems == ()
    assert german.text == f"Haushalt steht\nStreit im Rat\n{JOINED}"
    assert facts(german) == (
        "Haushalt steht",
        "Vreni Arnold",
        "Urner Tagblatt",
        date(2025, 9, 4),
        "de",
    )
    assert english.text == (
        "Council passes the budget after long debate\nA long night ends.\n"
        'The council passed the budget on Monday. "This is good," the mayor said.\n'
        "UPDATE: The opposition wants to go to court over it."
    )
    assert facts(english)[1:] == ("Jane Miller", "The Harbour Courier", date(2025, 9, 5), "en")
    assert (english.item_no, english.published_at_source) == (1, "metadata")


def test_lexis_nexis_with_labelled_headline_and_text() -> None:
    (article,) = read(OLD.replace("Monday.\n", "Monday.\n\n")).articles
    assert article.text == "Council passes the budget\nThe council passed the budget on Monday."
    assert facts(article)[1:4] == ("Jane Miller", "The Harbour Courier", date(2025, 9, 5))


def test_a_document_without_text_is_a_problem_and_the_others_arrive() -> None:
    empty = GERMAN.replace(BODY, "").replace("von 2", "von 3")
    result = read(GERMAN + empty + ENGLISH)
    assert len(result.articles) == 2
    assert result.problems == ("document 2: no article text (only a title)",)


def test_nexis_uni() -> None:
    german, english = read(UNI).articles
    assert german.text == f"Haushalt steht\n{JOINED}"
    assert facts(german) == ("Haushalt steht", "Vreni Arnold", "Urner Tagblatt", date(2025, 9, 4), "de")
    assert english.text == "Council passes the budget\nThe council passed the budget on Monday."
    assert facts(english)[2:4] == ("The Harbour Courier", date(2025, 9, 5))


def test_genios() -> None:
    result = read(GENIOS_BELOW)
    assert result.problems == ()
    first, second, third = result.articles
    assert first.text.startswith("Haushalt steht\nStreit im Rat\nDer Rat hat am Montag")
    assert first.text.endswith("Datum: steht noch nicht fest.")
    assert facts(first)[:4] == ("Haushalt steht", "Vreni Arnold", "Urner Tagblatt", date(2025, 9, 4))
    assert first.url == "https://archiv.example/document/UT__A20250904-1"
    assert second.text == "Ein Fest für alle\nDie Stadt feiert am Wochenende ein großes Fest."
    assert facts(second)[:4] == ("Ein Fest für alle", None, "Der Bergbote", date(2025, 9, 5))
    assert second.url == "https://archiv.example/document/BB__B2"
    assert third.text == "Vertagt\nDer Rat hat die Entscheidung am Dienstag vertagt."
    assert facts(third)[2:4] == ("Hafenkurier", date(2025, 9, 6))


def test_an_export_of_one_article_is_known_by_its_number() -> None:
    one = GERMAN.replace("1 von 2", "1 von 1")
    both = read(GERMAN + ENGLISH).articles
    assert read(one).articles[0].article_id == both[0].article_id


def test_an_export_of_a_whole_archive_is_too_large() -> None:
    with pytest.raises(TooLarge, match="20,000,000 characters; export fewer articles"):
        read(GERMAN + "\n" * 20_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "Haushalt steht\n\nDies ist Dokument 1 von 20, sagte die Bürgermeisterin am Montag.",
        "Dokument 1 von 20\n\nDer Rat hat sie alle gelesen.",
        "Haushalt steht\n\nDer Rat hat entschieden.\n\nQuelle: Tagblatt\n\nAlle Rechte vorbehalten: wer?",
        "End of Document\n\nSo heißt der Film, den alle sehen wollen.",
        "LENGTH: so heißt das Stück, das am Abend Premiere hat.",
    ],
)
def test_plain_text_stays_one_article(text: str) -> None:
    (article,) = read_plain_text(text.encode(), "a.txt").articles
    assert article.text == text


@settings(max_examples=50, deadline=None)
@given(
    export=st.sampled_from([GERMAN + ENGLISH, UNI, GENIOS_BELOW, OLD]),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 200), st.text(max_size=6)), min_size=1, max_size=6
    ),
)
def test_a_mutated_export_gives_articles_or_a_reason(export: str, cuts: list[tuple[float, int, str]]) -> None:
    for share, length, inserted in cuts:
        at = int(share * len(export))
        export = export[:at] + inserted + export[at + length :]
    found = outcome(export)
    if isinstance(found, UnreadableFile):
        assert not isinstance(found, ReaderFailed)
        assert "\n" not in found.reason
    else:
        assert found.articles
