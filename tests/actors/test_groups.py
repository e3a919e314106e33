"""Groups: who is several, who is part of whom, and which group is another."""

import pytest


def name_of(made) -> str | None:
    (name,) = made.speaker_names()
    return name


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Die Soldaten", "die Soldaten"),
        ("Über 50 linke Gruppierungen", "50 linke Gruppierungen"),
        ("300.000 Haushalte", "300.000 Haushalte"),
        ("Ein Teil der SPD", "ein Teil der SPD"),
        ("Eine Reihe von Forschern", "eine Reihe von Forschern"),
        ("Fans des Vereins", "Fans des Vereins"),
        ("EU-Kreise", "EU-Kreise"),
        ("Rettungskräfte", "Rettungskräfte"),
        ("Die Daten", None),
        ("Nach Ansicht seines Mandanten", None),
    ],
)
def test_who_is_several(story, speaker, name):
    made = story(f"{speaker} sagen, es eile.").says(speaker, "es eile")
    for party in ("SPD", "EU"):
        if party in speaker:
            made.mention(party, "organisation")
    assert name_of(made) == name


@pytest.mark.parametrize("speaker", ["die Muster-Anhänger", "einige Anhänger Musters"])
def test_supporters_named_after_somebody_are_not_him(story, speaker):
    made = story(f"Anton Muster sprach. Dann riefen {speaker}, es eile.").says(
        speaker, "es eile", cue="riefen"
    )
    made.mention("Anton Muster").mention(
        "Musters" if "Musters" in speaker else "Muster", nth=0 if "Musters" in speaker else 1
    )
    assert name_of(made) == speaker


def test_whose_camp_speaks_is_an_actor(story):
    made = story("Anton Muster reist. Das Muster-Lager sagte, es eile.").mention("Anton Muster")
    made.mention("Muster", nth=1).says("Das Muster-Lager", "es eile")
    assert name_of(made) == "das Muster-Lager"
    assert made.linked("Anton Muster") == made.linked("Muster", 1) is not None


def test_offices_after_a_noun_are_several(story):
    made = story("Laut einer Forderung der Außenminister eilt es.").says("der Außenminister", "eilt es")
    assert name_of(made) == "die Außenminister"


def test_a_group_the_article_comes_back_to(story):
    text = "Man sah die Rebellen. Sie schossen. Niemand mag Rebellen. Man sah die Plünderer."
    made = (
        story(text).mention("die Rebellen", "other", "office").mention("Rebellen", "other", "office", nth=1)
    )
    made.mention("die Plünderer", "other", "office")
    assert made.linked("die Rebellen") == made.linked("Rebellen", 1) is not None
    assert made.linked("die Plünderer") is None


def test_supporters_of_something_else_are_others(story):
    made = story("Gegner des Baus sagen, es eile. Gegner der Straße sagen, man warte.")
    made.says("Gegner des Baus", "es eile").says("Gegner der Straße", "man warte")
    first, second = made.speaker_names()
    assert (first, second) == ("Gegner des Baus", "Gegner der Straße")


def test_members_of_parliament_are_not_one_of_them(story):
    made = story("Anna Muster, Abgeordnete, kam. Der Brief nennt die Bezüge der Abgeordneten.")
    made.mention("Anna Muster").mention("der Abgeordneten", "other", "office")
    assert made.linked("der Abgeordneten") is None
