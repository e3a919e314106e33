"""What language a text is taken for, on lines made for it: ``language_texts.csv``."""

import csv
from pathlib import Path

import pytest

from standpunkt.articles.language_guess import guess_language

with Path(__file__).with_name("language_texts.csv").open(encoding="utf-8", newline="") as file:
    LINES = list(csv.DictReader(file))
KEPT = ("de", "und")
MISSED = 4
"""Short lines in English that are kept: German names in them, or no verb."""

TEXTS = {
    "de": "Der Minister sagte am Montag, dass die Verhandlungen mit den Partnern noch nicht am Ende "
    "seien und er "
    "weiter auf eine Lösung hoffe.",
    "en": "The minister said on Monday that the talks with the partners were not over yet and that he "
    "would keep "
    "hoping for a solution to be found.",
    "fr": "Le ministre a déclaré lundi que les négociations avec les partenaires ne sont pas terminées "
    "et qu'il "
    "espère encore une solution pour la région.",
    "it": "Il ministro ha detto lunedì che i negoziati con i partner non sono ancora finiti e che spera "
    "ancora in "
    "una soluzione per la regione.",
    "es": "El ministro dijo el lunes que las negociaciones con los socios no han terminado y que "
    "todavía espera "
    "una solución para la región y sus habitantes.",
    "nl": "De minister zei maandag dat de onderhandelingen met de partners nog niet voorbij zijn en dat "
    "hij blijft "
    "hopen op een oplossing voor het land.",
    "pl": "Minister powiedział w poniedziałek, że rozmowy z partnerami nie są jeszcze zakończone i że "
    "nadal liczy "
    "na rozwiązanie, które będzie dobre dla regionu.",
    "sv": "Ministern sade på måndagen att samtalen med parterna inte är över och att han fortfarande "
    "hoppas på en "
    "lösning för regionen och dess folk.",
    "uk": "Міністр сказав у понеділок, що переговори з партнерами ще не завершені.",
    "ru": "Министр сказал в понедельник, что переговоры с партнерами еще не закончены.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_knows_the_language_of_running_text(code: str) -> None:
    assert guess_language(TEXTS[code]) == code


@pytest.mark.parametrize(
    "headline",
    [
        "Regierung beschließt Haushalt",
        "Kiew unter Beschuss",
        "Ukraine: Papst ruft zu Frieden auf",
        "Merz in Paris",
        "Scholz trifft Biden",
        "NATO-Gipfel in Den Haag",
        "Bundestag debattiert Rente",
        "Selenskyj fordert Garantien",
        "Trump",
    ],
)
def test_a_short_german_headline_is_never_called_foreign(headline: str) -> None:
    assert guess_language(headline) in ("de", "und")


@pytest.mark.parametrize("text", ["", "1234 5678", "+++", "Trump Biden Macron"])
def test_what_shows_no_language_is_undecided(text: str) -> None:
    assert guess_language(text) == "und"


def test_german_is_no_default_for_unknown_running_text() -> None:
    swahili = "Waziri alisema Jumatatu kwamba mazungumzo bado hayajaisha " * 4
    assert guess_language(swahili) != "de"


def test_the_claim_of_a_file_counts_only_where_the_text_is_undecided() -> None:
    assert guess_language("Trump Biden Macron", "de-DE") == "de"
    assert guess_language("Trump Biden Macron", "German") == "de"
    assert guess_language(TEXTS["en"], "de") == "en"
    assert guess_language(TEXTS["de"], "en") == "de"
    assert guess_language("Trump Biden Macron", "unbekannt") == "und"


def test_german_with_foreign_quotations_stays_german() -> None:
    mixed = TEXTS["de"] + " „We will not give up“, sagte er. " + TEXTS["de"]
    assert guess_language(mixed) == "de"


def test_there_are_enough_lines() -> None:
    assert len(LINES) >= 200


@pytest.mark.parametrize(
    "line", [line for line in LINES if line["language"] == "de"], ids=lambda line: line["kind"]
)
def test_german_of_every_kind_is_kept(line: dict[str, str]) -> None:
    assert guess_language(line["text"]) in KEPT


def test_other_languages_are_left_out() -> None:
    kept = [
        line["text"] for line in LINES if line["language"] != "de" and guess_language(line["text"]) in KEPT
    ]
    assert len(kept) <= MISSED
    assert all(len(text.split()) <= 10 for text in kept)


@pytest.mark.parametrize("language", ["yi", "nds", "lb", "af", "nl", "da"])
def test_languages_near_to_german_have_their_own_name(language: str) -> None:
    lines = [line["text"] for line in LINES if line["language"] == language]
    assert any(guess_language(text) == language for text in lines)


def test_a_page_in_two_languages_is_german_from_a_third_of_its_words_on() -> None:
    english = [TEXTS["en"]] * 6
    assert guess_language("\n".join([*english[:1], TEXTS["de"]])) == "de"
    assert guess_language("\n".join([*english[:2], TEXTS["de"], TEXTS["de"]])) == "de"
    assert guess_language("\n".join([*english, TEXTS["de"]])) == "en"


def test_a_text_that_is_all_quotation_is_read_as_a_whole() -> None:
    assert guess_language(f"“{TEXTS['en']}”") == "en"
    assert guess_language(f"„{TEXTS['de']}“") == "de"
