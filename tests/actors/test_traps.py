"""Spans that hold a name of somebody else, of nobody, or of somebody only the article introduces."""

import pytest


@pytest.mark.parametrize(
    ("speaker", "mentions"),
    [
        ("Die Botschaft der USA", [("USA", "country")]),
        ("Die Anwälte", []),
        ("Die Anwälte Macrons", [("Macrons", "person")]),
        ("Grete und Anton Muster", [("Anton Muster", "person")]),
        ("Angaben der Verteidigung", []),
        ("Das Gesetz", []),
    ],
)
def test_the_name_in_it_does_not_speak(story, speaker, mentions):
    made = story(f"{speaker} sagte, es eile.").says(speaker, "es eile")
    for piece, kind in mentions:
        made.mention(piece, kind)
    assert made.speakers() == [None]


@pytest.mark.parametrize(
    ("speaker", "inside"),
    [("Der Gesundheitsminister Kanadas", "Kanadas"), ("Der Sprecher der Bewegung Freier Nil Sudan", "Sudan")],
)
def test_who_has_an_office_of_somebody_is_another(story, speaker, inside):
    made = story(f"{speaker} sagte, es eile.").says(speaker, "es eile").mention(inside, "country")
    (actor,) = (one for one in made.link().actors if one.actor_kind == "person")
    assert made.speakers() == [actor.actor_id]
    assert actor.scope_article_id == "a1"


def test_a_country_that_ends_a_longer_name_is_not_meant(story):
    made = story("Die Stiftung lobt Kinder in Not Deutschland und wirft Deutschland Zögern vor.")
    made.mention("Kinder in Not", "organisation").mention("Deutschland", "country")
    made.mention("Deutschland", "country", nth=1)
    assert made.linked("Deutschland") is None
    assert made.linked("Deutschland", 1) == "state:de"


def test_half_of_a_place_name_is_no_group(story):
    made = story("Die Leipziger Konvention verbietet Gift.").stance("Die Leipziger", "Gift", "oppose")
    assert made.link().stances[0]["holder_actor_id"] is None


def test_half_a_name_is_nobody(story):
    made = story("Anton O’Beispiel kam. Dann sprach O’Beispiel.").mention("Anton O’Beispiel")
    made.mention("Beispiel", nth=1).says("Beispiel", "Dann sprach", nth=1)
    assert made.speakers() == [None]


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Angaben des Umweltbundesamtes", "Umweltbundesamt"),
        ("Einschätzung Kanadas", "Kanada"),
        ("Angaben von Grete Beispiel, einer Leiterin der Firma", "Grete Beispiel"),
        ("der Chef des Verwaltungsrats Anton Muster", "Anton Muster"),
        ("die Gewerkschaft der Polizei (GdP)", "Gewerkschaft der Polizei"),
        ("das kanadische Parlament", "kanadisches Parlament"),
        ("die norwegische Zentralbank", "norwegische Zentralbank"),
        ("EU-Kommissionspräsidentin Ursula von der Leyen", "Ursula von der Leyen"),
        ("Die Fluggesellschaft Kranich", "Kranich"),
        ("das Wall Street Journal", "Wall Street Journal"),
        ("seine Fraktion", None),
    ],
)
def test_who_speaks(story, speaker, name):
    made = story(f"Laut {speaker} ist alles ruhig.").says(speaker, "alles ruhig")
    for person in ("Grete Beispiel", "Anton Muster"):
        if person in speaker:
            made.mention(person)
    if "Kanadas" in speaker:
        made.mention("Kanadas", "country")
    assert made.speaker_names() == [name]


def test_an_organisation_again_in_short(story):
    made = story(
        "Der Fahrradclub Musterstadt warnt vor Tempo. „Es reicht“, teilte der Club mit. Der Bund "
        "fordert, man müsse warten. Der Reiseverband Süd lobt das. Der Verband sagte, es sei gut."
    )
    made.mention("Fahrradclub Musterstadt").mention("Reiseverband Süd", "organisation")
    made.stance("Der Fahrradclub Musterstadt", "Tempo", "oppose")
    made.says("der Club", "„Es reicht“").says("Der Bund", "man müsse warten").says(
        "Der Verband", "es sei gut"
    )
    assert made.speaker_names() == ["Fahrradclub Musterstadt", None, "Reiseverband Süd"]


def test_two_clubs_leave_the_club_open(story):
    made = story("Der Fahrradclub Nord und der Autoclub Süd warten. Der Club sagte, es eile.")
    made.mention("Fahrradclub Nord", "organisation").mention("Autoclub Süd", "organisation")
    assert made.says("Der Club", "es eile").speakers() == [None]


def test_a_network_taken_for_a_person(story):
    made = story("Das Bündnis Sonnenwende Musterland lehnt Lärm ab.").mention("Sonnenwende Musterland")
    made.stance("Das Bündnis Sonnenwende Musterland", "Lärm", "oppose")
    assert [actor.name for actor in made.link().actors] == ["Bündnis Sonnenwende Musterland"]


def test_titles_do_not_make_two_actors(story):
    made = story(
        "Obfrau Grete Beispiel sagte, es eile. Grete Beispiel von Greenpeace sagte, es daure. "
        "Beispiel sagte, es reiche."
    )
    made.mention("Obfrau Grete Beispiel").mention("Grete Beispiel von Greenpeace", "organisation")
    made.mention("Beispiel", nth=2)
    made.says("Obfrau Grete Beispiel", "es eile").says("Grete Beispiel von Greenpeace", "es daure")
    made.says("Beispiel", "es reiche", nth=2)
    assert made.speaker_names() == ["Grete Beispiel"] * 3


def test_the_politician_is_the_only_one_with_such_an_office(story):
    text = (
        "Die Abgeordnete Grete Beispiel und Landrat Anton Muster stritten. Die Politikerin sagte, es eile. "
        "Der Abgeordnete der Liste Mitte sagte, es daure."
    )
    made = story(text).persons("Grete Beispiel", "Anton Muster")
    made.says("Die Politikerin", "es eile").says("Der Abgeordnete der Liste Mitte", "es daure")
    assert made.speaker_names() == ["Grete Beispiel", "Anton Muster"]
    second = story(text.replace("stritten", "und Ministerin Ida Probe stritten"))
    second.persons("Grete Beispiel", "Anton Muster", "Ida Probe").says("Die Politikerin", "es eile")
    assert second.speakers() == [None]


def test_an_office_before_the_name_counts_without_a_role(story):
    made = story("Landrat Anton Muster kam. Der Landrat sagte, es eile.").persons("Anton Muster")
    made.says("Der Landrat", "es eile")
    assert made.speaker_names() == ["Anton Muster"]


def test_pronoun_means_the_subject_of_the_sentence_before(story):
    made = story(
        "Rutte sagte, es eile.\nKritik kam von der Abgeordneten Grete Beispiel. „Nein“, rief sie.\n"
        "Ministerin Ida Probe zögert. Sie sagte, es daure."
    )
    made.persons("Rutte", "Grete Beispiel", "Ida Probe").says("Rutte", "es eile")
    made.says("sie", "„Nein“", "direct").says("Sie", "es daure")
    # "der Abgeordneten" can be a man or a woman; the given name tells.
    assert made.speaker_names() == ["Mark Rutte", "Grete Beispiel", "Ida Probe"]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Landrat Anton Muster zögert.\n", "Anton Muster"),
        ("Man sprach mit Landrat Anton Muster. ", "Anton Muster"),
        ("Landrat Anton Muster traf Landrat Karl Beispiel. ", None),
        ("Muster antwortete. Landrat Anton Muster: ", None),
        ("Landrat Anton Muster kam. Der Rat tagte. Der Regen fiel. ", None),
    ],
)
def test_pronoun_after_the_sentence_before(story, before, meant):
    made = story(f"Die Partei rief, es reiche. {before}Er sagte, es eile.")
    made.persons("Anton Muster")
    if "Karl" in before:
        made.persons("Karl Beispiel")
    made.says("Die Partei", "es reiche").says("Er", "es eile")
    assert made.speaker_names()[1] == meant
