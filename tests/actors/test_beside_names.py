"""Words around a name that make it somebody else, and parts of a name that are enough."""

import pytest

from standpunkt.actors.organisations import meant_by_noun
from standpunkt.actors.rows import ActorRow


@pytest.mark.parametrize(
    "speaker",
    ["Das Muster-Lager", "Die Muster-Anhänger", "Das Team um Anna Muster", "der Sprecher von Anna Muster"],
)
def test_not_the_person_in_it(story, speaker):
    made = story(f"Anna Muster sagte, es eile. Laut {speaker} dauere es.")
    made.mention("Anna Muster").says("Anna Muster", "es eile").says(speaker, "dauere es")
    made.mention("Muster", nth=1)
    anna, other = made.speakers()
    assert anna is not None
    assert other != anna


def test_the_group_around_a_station_is_not_the_station(story):
    made = story("Die Sendergruppe um RTL sagte, es eile.").says("Die Sendergruppe um RTL", "es eile")
    assert made.mention("RTL", "organisation").speakers() != ["org:outlet:rtl"]


@pytest.mark.parametrize(
    ("text", "phrase", "is_anna"),
    [
        (
            "Ihn hat der neue Sprecher des Vereins, Anton Muster, erkannt.",
            "der neue Sprecher des Vereins",
            True,
        ),
        ("Laut Anna Beispiel wurde der neue Sprecher, Anton Muster, krank.", "der neue Sprecher", True),
        ("Das wurde von den Ermittlern Anton Muster zugeordnet.", "den Ermittlern", False),
        ("Die Vorsitzenden Anton Muster und Anna Beispiel kamen.", "Die Vorsitzenden", False),
        ("Die beiden Mitglieder Anton Muster und Anna Beispiel kamen.", "Die beiden Mitglieder", False),
    ],
)
def test_beside_a_name(story, text, phrase, is_anna):
    made = story(f"{text} Muster sagte, es eile.").persons("Anton Muster").mention("Muster", nth=1)
    for name in ("Anna Beispiel",):
        if name in text:
            made.mention(name)
    made.says("Muster", "es eile", nth=1).mention(phrase, "other", "office")
    assert (made.linked(phrase) == made.linked("Anton Muster")) is is_anna


def test_who_had_the_office_then_has_it_no_more(story):
    made = story("Der damalige Landrat Muster zögerte. Der Landrat sagte, es eile.").mention("Muster")
    made.says("Der Landrat", "es eile")
    assert made.speakers() != [made.linked("Muster")] or made.linked("Muster") is None


def test_the_police_is_not_its_union():
    union = ActorRow("org:de-gdp", "Gewerkschaft der Polizei", "organisation")
    assert meant_by_noun("polizei", [union]) is None
    assert meant_by_noun("gewerkschaft", [union]) == union


@pytest.mark.parametrize(
    ("text", "name", "is_company"),
    [
        ("Eine Boeing stürzte ab.", "Boeing", False),
        ("Die Maschine des Typs „Boeing 747“ fiel.", "Boeing", False),
        ("Ein Boeing-Sprecher schwieg.", "Boeing", True),
        ("Laut Boeing eilt es.", "Boeing", True),
    ],
)
def test_what_a_company_makes(story, text, name, is_company):
    found = story(text).mention(name, "organisation").linked(name)
    assert (found == "org:boeing") is is_company


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Anton al-Musteri", "Musteri"),
        ("Adolfo Mustérez Esquivel", "Mustérez"),
    ],
)
def test_part_of_a_surname(story, full, short):
    made = story(f"{full} kam. Dann sagte {short}, es eile.").mention(full).mention(short, nth=1)
    made.says(short, "es eile", nth=1)
    assert made.speaker_names() == [full]


def test_a_second_given_name_is_no_surname(story):
    made = story("Anton Josef Muster kam. Dann sagte Josef, es eile.").mention("Anton Josef Muster")
    made.mention("Josef", nth=1).says("Josef", "es eile", nth=1)
    assert made.speaker_names() != ["Anton Josef Muster"]
