"""Only people who act in public become actors: they speak, take a stance or hold an office in the text."""

import pytest


def actors(made) -> set[str]:
    return {actor.name for actor in made.link().actors}


def links(made) -> set[str | None]:
    rows = made.link()
    found = {row["actor_id"] for row in (*rows.mentions, *rows.roles)}
    found |= {row[key] for row in rows.statements for key in ("speaker_actor_id", "addressee_actor_id")}
    keys = ("holder_actor_id", "target_actor_id", "reporter_actor_id")
    return found | {row[key] for row in rows.stances for key in keys}


@pytest.mark.parametrize(
    "text",
    [
        "Das Opfer Berta Beispielmann wurde am Montag beerdigt.",
        "Der Angeklagte Berta Beispielmann steht seit Montag vor Gericht.",
        "Die Witwe des Ministers, Berta Beispielmann, saß in der ersten Reihe.",
        "Neben dem Brunnen stand Berta Beispielmann und sah zu.",
        "Die neunjährige Berta Beispielmann wurde in die Klinik gebracht. Berta Beispielmann geht es besser.",
    ],
    ids=["victim", "accused", "relative", "bystander", "child"],
)
def test_who_is_only_told_of_is_nobody(story, text):
    made = story(text).persons("Berta Beispielmann")
    assert actors(made) == set()
    assert links(made) == {None}


@pytest.mark.parametrize("polarity", ["support", "oppose"], ids=["praised", "blamed"])
def test_who_is_only_praised_or_blamed_is_nobody(story, polarity):
    made = story("Merz sprach über Berta Beispielmann in Falkenburg.").persons("Merz", "Berta Beispielmann")
    made.stance("Merz", "Berta Beispielmann", polarity)
    assert actors(made) == {"Friedrich Merz"}
    [stance] = made.link().stances
    assert stance["target_actor_id"] is None
    assert stance["target_text"] == "Berta Beispielmann"


def test_who_is_only_spoken_to_is_nobody(story):
    made = story("Merz sagte zu Berta Beispielmann, alles werde gut.").persons("Merz", "Berta Beispielmann")
    made.says("Merz", "alles werde gut", to="Berta Beispielmann")
    assert actors(made) == {"Friedrich Merz"}
    assert made.link().statements[0]["addressee_actor_id"] is None


def test_who_is_spoken_to_and_speaks_is_somebody(story):
    made = story(
        "Merz sagte zu Berta Beispielmann, alles werde gut. Das bezweifle sie, sagte Berta Beispielmann."
    )
    made.persons("Merz", "Berta Beispielmann").says("Merz", "alles werde gut", to="Berta Beispielmann")
    made.says("Berta Beispielmann", "Das bezweifle sie", nth=1)
    assert actors(made) == {"Friedrich Merz", "Berta Beispielmann"}
    assert made.link().statements[0]["addressee_actor_id"] == made.link().statements[1]["speaker_actor_id"]


def test_who_takes_a_stance_acts_in_public(story):
    made = story("Berta Beispielmann lehnt den Neubau ab.").persons("Berta Beispielmann")
    made.stance("Berta Beispielmann", "den Neubau", "oppose")
    assert actors(made) == {"Berta Beispielmann"}


def test_who_holds_an_office_acts_in_public(story):
    made = story("Die Bürgermeisterin Berta Beispielmann eröffnete das Bad.").persons("Berta Beispielmann")
    made.role("Bürgermeisterin", "Bürgermeisterin", "Berta Beispielmann")
    assert actors(made) == {"Berta Beispielmann"}


@pytest.mark.parametrize(
    "noun",
    ["Fahrzeugführer", "Fahrzeugführerin", "Lkw-Führer", "Wohnungsinhaber", "Fahrzeughalter-Inhaberin"],
)
def test_a_noun_that_only_ends_like_an_office_is_none(story, noun):
    made = story(f"Der {noun} Berta Beispielmann wurde verletzt.").persons("Berta Beispielmann")
    made.role(noun, noun, "Berta Beispielmann")
    assert made.link().roles == ()
    assert actors(made) == set()


@pytest.mark.parametrize("noun", ["Amtsinhaberin", "Parteiführer", "Oppositionsführerin"])
def test_real_offices_of_such_endings_stay(story, noun):
    made = story(f"Die {noun} Berta Beispielmann kam spät.").persons("Berta Beispielmann")
    made.role(noun, noun, "Berta Beispielmann")
    assert len(made.link().roles) == 1


def test_speaking_in_one_article_links_nothing_in_another(story):
    speaks = story("Das sei falsch, sagte Berta Beispielmann.").persons("Berta Beispielmann")
    speaks.says("Berta Beispielmann", "Das sei falsch")
    mentioned = story("Unter den Verletzten war Berta Beispielmann.").persons("Berta Beispielmann")
    assert actors(speaks) == {"Berta Beispielmann"}
    assert links(mentioned) == {None}
