import pytest

from standpunkt.articles.language_guess import function_words, guess_language

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


def test_shared_words_weigh_less() -> None:
    weights = function_words()
    assert weights["wurde"] == {"de": 1.0}
    assert 0 < weights["in"]["de"] < 0.5
