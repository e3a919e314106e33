"""States that speak through their governments, and regions that are named again."""

import pytest


@pytest.mark.parametrize(
    "speaker",
    [
        "die Regierung Kanadas",
        "die Regierung von Kanada",
        "die Regierung in Ottawa",
        "die sozialdemokratische Regierung Kanadas",
        "die neue kanadische Regierung",
        "die kanadische Zentralregierung",
        "Kanadas Regierung",
        "Die Kanadische EU-Ratspräsidentschaft",
    ],
)
def test_a_government_is_its_state(story, speaker):
    made = story(f"Anders als Norwegen sagte {speaker}, es eile.").says(speaker, "es eile")
    assert made.speakers() == ["state:ca"]


@pytest.mark.parametrize(
    "speaker",
    [
        "die Exilregierung Kanadas",
        "die frühere Regierung Kanadas",
        "einige aus der kanadischen Führung",
        "die Regierung Musters",
    ],
)
def test_other_governments_are_not(story, speaker):
    made = story(f"Anders als Norwegen sagte {speaker}, es eile.").says(speaker, "es eile")
    assert "state:ca" not in made.speakers()


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("In Kanada wird gewählt. {} sagte, es eile.", "state:ca"),
        (
            "Kanada wählt. Kanadas Wähler, kanadische Farmer und Norwegen warten. {} sagte, es eile.",
            "state:ca",
        ),
        ("Kanada wählt, Norwegen nicht. {} sagte, es eile.", None),
        ("Kanada und Norwegen warten auf die norwegische Regierung. {} sagte, es eile.", "state:no"),
        ("Deutschland wählt. {} sagte, es eile.", None),
        ("Deutschland wartet auf die Bundesregierung. {} sagte, es eile.", "org:de-bundesregierung"),
        ("Deutschland und Hessen warten auf die Bundesregierung. {} sagte, es eile.", None),
    ],
)
def test_the_government_of_an_article(story, text, whose):
    made = story(text.format("Die Regierung")).says("Die Regierung", "es eile")
    (speaker,) = made.speakers()
    assert speaker == whose or (whose is None and speaker.startswith("organisation:local:"))


def test_the_government_of_a_head_of_government_is_that_of_the_articles_state(story):
    speaker = "die Regierung des Ministerpräsidenten Anton Muster"
    made = story(f"Kanada wählt. Bisher sagte {speaker}, es eile.").says(speaker, "es eile")
    assert made.mention("Anton Muster").speakers() == ["state:ca"]
    assert story(f"Bisher sagte {speaker}, es eile.").mention("Anton Muster").says(
        speaker, "es eile"
    ).speakers() != ["state:ca"]


@pytest.mark.parametrize(
    ("country", "linked"), [("Das Land", "state:ca"), ("Die Regierung", "state:ca"), ("Seine Führung", None)]
)
def test_a_state_is_named_again_in_passing(story, country, linked):
    made = story(f"Kanada wählt. {country} ist groß.").mention(country, "other", "office")
    assert made.linked(country) == linked


def test_a_new_government_is_that_of_the_only_state(story):
    text = (
        "Kanadas Wähler in Kanada, auch kanadische Farmer, und Norwegen warten. Die neue Regierung ist groß."
    )
    assert story(text).mention("Die neue Regierung", "other", "office").linked("Die neue Regierung") is None


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        (
            "Der Minister aus Hessen kam. Das Land Hessen zahlt. Hessen klagt.",
            [None, "land:de-he", "land:de-he"],
        ),
        ("Er wohnt in Hessen. Er wohnt im Land Hessen. Hessen klagt.", [None, None, "land:de-he"]),
    ],
)
def test_a_federal_state_that_acts_is_named_again(story, text, linked):
    made = story(text).stance("Hessen", "Das", "oppose", nth=2) if "Das" in text else story(text)
    if "Das" not in text:
        made.stance("Hessen", "klagt", "oppose", nth=2)
    for nth in range(3):
        made.mention("Hessen", "place", nth=nth)
    assert [row["actor_id"] for row in made.link().mentions] == linked


def test_a_federal_state_that_does_nothing_is_a_place(story):
    made = story("Der Regen in Hessen endet. Hessen ist grün. Hessen ist schön.")
    for nth in range(3):
        made.mention("Hessen", "place", nth=nth)
    assert {row["actor_id"] for row in made.link().mentions} == {None}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Aus Paris hieß es, es eile.", "state:fr"),
        ("Nach Angaben aus Paris verlangt man, es eile.", "state:fr"),
        ("Aus Paris wurde gemeldet, es eile.", None),
        ("In Paris hieß es, es eile.", None),
    ],
)
def test_a_city_speaks_from_afar(story, text, speaker):
    assert story(text).mention("Paris", "place").says("Paris", "es eile").speakers() == [speaker]


@pytest.mark.parametrize(
    ("speaker", "actor_id"),
    [
        ("Der Golfstaat Katar", "state:qa"),
        ("Die Stadt Singapur", "state:sg"),
        ("Die Stadt Hamburg", "land:de-hh"),
        ("Der Freistaat Sachsen", "land:de-sn"),
    ],
)
def test_a_region_named_with_what_it_is(story, speaker, actor_id):
    assert story(f"{speaker} sagte, es eile.").says(speaker, "es eile").speakers() == [actor_id]


def test_a_city_is_not_its_country(story):
    made = story("Die Stadt Paris sagte, es eile.").says("Die Stadt Paris", "es eile")
    assert made.mention("Stadt Paris", "place").speakers() != ["state:fr"]


def test_what_happens_in_a_city_is_not_the_city(story):
    made = story("In der Stadt Hamburg regnet es. Die Stadt Hamburg zahlt.")
    made.mention("Stadt Hamburg", "place").mention("Stadt Hamburg", "place", nth=1)
    assert [row["actor_id"] for row in made.link().mentions] == [None, "land:de-hh"]


@pytest.mark.parametrize(
    ("phrase", "linked"),
    [
        ("kanadische Regierung", "state:ca"),
        ("kanadischen Angaben", "state:ca"),
        ("kanadische Wälder", None),
    ],
)
def test_an_adjective_with_its_noun(story, phrase, linked):
    made = story(f"Man kennt die {phrase}.").mention(phrase, "country", "adjective")
    assert made.linked(phrase) == linked


def test_a_government_by_a_name_only_needs_an_article_about_one_state(story):
    speaker = "die Regierung von Anton Muster"
    made = story(f"Kanada und Norwegen warten. Dann sagte {speaker}, es eile.").says(speaker, "es eile")
    assert made.mention("Anton Muster").speakers()[0] not in ("state:ca", "state:no")
    made = story(f"Kanada wartet. Dann sagte {speaker}, es eile.").says(speaker, "es eile")
    assert made.mention("Anton Muster").speakers() == ["state:ca"]
    made = story(f"Deutschland und Hessen warten. Dann sagte {speaker}, es eile.").says(speaker, "es eile")
    assert made.mention("Anton Muster").speakers()[0] not in ("state:de", "land:de-he")


def test_the_land_in_austria_is_one_of_nine(story):
    made = story("Österreich wartet. Das Land zahlt.").mention("Das Land", "other", "office")
    assert made.linked("Das Land") is None
