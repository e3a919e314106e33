"""How a reporter's words stand to what is reported."""

import re

import pytest

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan
from standpunkt.language.distance import distance_of

SENTENCES = [
    ("neutral", "Die Bürgermeisterin [sagte], der Steg sei gesperrt."),
    ("neutral", "Der Verband [teilte] gestern [mit], dass die Preise steigen."),
    ("neutral", "[Laut] dem Institut wächst die Wirtschaft."),
    ("neutral", "Wie das Amt [erklärte], fällt der Markt aus."),
    ("doubting", "Der Händler [behauptet], nichts gewusst zu haben."),
    ("doubting", "Sie soll [angeblich] im Ausland leben."),
    ("doubting", "Der Zeuge [will den Täter gesehen haben]."),
    ("doubting", "Die Fraktion [unterstellte] dem Rat Untätigkeit."),
    ("doubting", "Das Blatt [spekulierte], der Trainer gehe."),
    ("doubting", "Er [leugnete], die Akte zu kennen."),
    ("endorsing", "Die Firma [räumte] am Abend [ein], dass Öl ausläuft."),
    ("endorsing", "[Der Minister gab den Fehler zu], es tue ihm leid."),
    ("endorsing", "Ein Sprecher [bestätigte], dass der Zug entgleist ist."),
    ("endorsing", "Der Kassierer [gab] sofort [zu], das Geld zu haben."),
    ("endorsing", "Die Studie [belegt], dass die Arten schwinden."),
    ("endorsing", "Die Behörde [wies darauf hin], dass Proben fehlen."),
    ("endorsing", "Das Gericht [stellte fest], dass der Vertrag gilt."),
    ("endorsing", "Sie [gestand], den Brief geschrieben zu haben."),
]


@pytest.mark.parametrize(("distance", "sentence"), SENTENCES)
def test_cue_words_show_the_distance(distance: str, sentence: str) -> None:
    spans, text = [], ""
    for number, part in enumerate(re.split(r"[\[\]]", sentence)):
        if number % 2:
            spans.append(CharSpan(len(text), len(text) + len(part)))
        text += part
    assert distance_of(text, spans) == distance


def test_words_outside_the_cue_do_not_count() -> None:
    text = "Sie sagte, er behaupte das Gegenteil."
    assert distance_of(text, [CharSpan(4, 9)]) == "neutral"


def test_without_cue_the_distance_is_neutral() -> None:
    assert distance_of("Er behauptet das.", []) == "neutral"


def test_every_pattern_of_the_table_can_match() -> None:
    for row in tables.rows("distance.csv"):
        assert row["distance"] in ("doubting", "endorsing")
        assert re.compile(row["pattern"], re.IGNORECASE)
