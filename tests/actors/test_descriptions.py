"""Whom a text only describes, what leads to a source, and pronouns for more than persons."""

import pytest

from standpunkt.actors.descriptions import describe
from standpunkt.actors.sources import owner_in_compound, possessive_pronoun, source_itself


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("Ein Polizeisprecher", "person", "m"),
        ("die Anwältin der Frau", "person", "f"),
        ("Der 39-Jährige", "person", "m"),
        ("der 39-Jährigen", "person", "f"),
        ("Eine Reporterin von Funk Nord", "person", "f"),
        ("das isländische Fischereiministerium", "organisation", None),
        ("Die Kölner Polizei", "organisation", None),
        ("die parlamentarische Opposition", "group", None),
    ],
)
def test_descriptions_of_somebody(text, kind, gender):
    found = describe(text)
    assert found is not None
    assert (found.actor_kind, found.gender) == (kind, gender)


@pytest.mark.parametrize(
    "text", ["seine Fraktion", "die Anwälte", "Das Gesetz", "der Bund", "die Lage", "ihr Sprecher", "", "„“"]
)
def test_nobody_is_described(text):
    assert describe(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Angaben der Polizei", "der Polizei"),
        ("nach Angaben von Grete Beispiel", "Grete Beispiel"),
        ("einem Positionspapier des Innenministeriums", "des Innenministeriums"),
        ("Beispiels Angaben", "Beispiels"),
        ("der Präsident laut BBC News", "der Präsident"),
        ("Aus Militärkreisen", "Militärkreisen"),
        ("die Polizei", "die Polizei"),
        ("Berichte", "Berichte"),
    ],
)
def test_what_leads_to_the_source_is_left_out(text, rest):
    start_char, end_char = source_itself(text, 0, len(text))
    assert text[start_char:end_char] == rest


def test_sources_within_one_word():
    assert owner_in_compound("NASA-Angaben") == "NASA"
    assert owner_in_compound("Polizeiangaben") == "Polizei"
    assert owner_in_compound("Ausgaben") is None
    assert possessive_pronoun("ihrer Meinung") == "sie"
    assert possessive_pronoun("seinen Angaben") == "er"
    assert possessive_pronoun("seine Partei") is None


def test_one_described_person_chains_and_stays_in_the_article(story):
    def made(article_id):
        one = story(
            "Ein Polizeisprecher sagte, es eile. Der Sprecher sagte, es daure. Er fügte an, man warte.",
            article_id=article_id,
        )
        one.says("Ein Polizeisprecher", "es eile").says("Der Sprecher", "es daure").says("Er", "man warte")
        return one

    (first,) = set(made("a1").speakers())
    (second,) = set(made("a2").speakers())
    assert first is not None
    assert first != second
    (actor,) = made("a1").link().actors
    assert (actor.actor_kind, actor.scope_article_id, actor.known) == ("person", "a1", False)


def test_long_descriptions_make_short_names():
    text = "der Leiter " + "der Abteilung " * 20
    found = describe(text)
    assert found is not None
    assert len(found.actor(text, "a1").name) <= 120


def test_two_of_one_age_are_two(story):
    made = story("Der 39-Jährige sagte, es eile. Die 39-Jährige sagte, es daure.")
    made.says("Der 39-Jährige", "es eile").says("Die 39-Jährige", "es daure")
    assert len(set(made.speakers())) == 2


def test_two_spokesmen_leave_the_spokesman_open(story):
    made = story(
        "Polizeisprecher Anton Muster kam. Parteisprecher Karl Probe kam. Der Sprecher sagte, es eile."
    )
    made.persons("Anton Muster", "Karl Probe").says("Der Sprecher", "es eile")
    assert made.speakers() == [None]


def test_the_noun_of_an_apposition_means_the_person(story):
    made = story(
        "Die Anwältin der Frau sagte, es eile. Grete Beispiel, die Anwältin der Frau, ging. "
        "Laut der Anwältin daure es."
    )
    made.persons("Grete Beispiel").says("Die Anwältin der Frau", "es eile").says("der Anwältin", "daure es")
    assert made.speaker_names() == ["Grete Beispiel"] * 2


def test_short_names_in_brackets(story):
    made = story("Der Bund der Reisenden (BdR) lehnt Preise ab. Der BdR warnt. BdR-Chef Muster schweigt.")
    made.mention("Bund der Reisenden", "organisation").mention("BdR", "organisation")
    made.mention("BdR", "organisation", nth=1).stance("Der BdR", "warnt", "oppose")
    assert len({row["actor_id"] for row in made.link().mentions}) == 1
    assert made.linked("BdR", 1) is not None


def test_a_daughter_company_is_another(story):
    made = story("Die Kranich Energie lehnt ab. Kranich lobt das.")
    made.mention("Kranich Energie", "organisation").mention("Kranich", "organisation", nth=1)
    made.stance("Kranich Energie", "ab", "oppose").stance("Kranich", "das", nth=1)
    first, second = (row["actor_id"] for row in made.link().mentions)
    assert first != second


def test_she_is_the_union_that_spoke(story):
    made = story("Die Gewerkschaft der Bäcker lehnt das ab. Sie sagte, es eile. Er sagte, es daure.")
    made.mention("Gewerkschaft der Bäcker", "organisation").stance(
        "Die Gewerkschaft der Bäcker", "das", "oppose"
    )
    made.says("Sie", "es eile").says("Er", "es daure")
    first, second = made.speaker_names()
    assert first == "Gewerkschaft der Bäcker"
    assert second is None


def test_they_are_the_group_that_spoke(story):
    made = story("Die Gewerkschafter forderten Lohn. Sie wollen warten, hieß es.")
    made.stance("Die Gewerkschafter", "Lohn").says("Sie", "warten", cue="wollen")
    (group,) = (a for a in made.link().actors if a.actor_kind == "group")
    assert made.speakers() == [group.actor_id]


def test_pronouns_in_passing_follow_who_speaks(story):
    made = story("Ministerin Ida Probe sagte, es eile. Vor ihrer Reise traf sie Gäste.")
    made.persons("Ida Probe").mention("ihrer", "other", "pronoun").mention("sie", "other", "pronoun")
    made.says("Ida Probe", "es eile")
    assert made.linked("ihrer") == made.linked("sie") == made.speakers()[0]


def test_a_surname_without_its_particle(story):
    made = story("Anton zu Musterberg sagte, es eile. Musterberg sagte, es daure.")
    made.mention("Anton zu Musterberg").mention("Musterberg", nth=1)
    made.says("Anton zu Musterberg", "es eile").says("Musterberg", "es daure", nth=1)
    assert made.speaker_names() == ["Anton zu Musterberg"] * 2


def test_passing_pronouns_make_nobody_an_actor(story):
    made = story("Karl Beispielmann sah zu. Er ging.").persons("Karl Beispielmann")
    made.mention("Er", "other", "pronoun")
    assert made.linked("Er") is None
    assert made.link().actors == ()
