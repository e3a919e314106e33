"""Whom statements are said to and stances are about, without a name."""

import pytest


def test_a_target_by_pronoun(story):
    made = story("Anton Muster sprach. Karl Beispiel kritisierte ihn.").persons(
        "Anton Muster", "Karl Beispiel"
    )
    made.says("Anton Muster", "sprach").stance("Karl Beispiel", "ihn", "oppose")
    [stance] = made.link().stances
    names = {actor.actor_id: actor.name for actor in made.link().actors}
    assert names[stance["target_actor_id"]] == "Anton Muster"
    assert names[stance["holder_actor_id"]] == "Karl Beispiel"


def test_an_addressee_by_pronoun(story):
    made = story("Anton Muster zögerte. Karl Beispiel sagte ihm: Es eile.").persons(
        "Anton Muster", "Karl Beispiel"
    )
    made.stance("Anton Muster", "zögerte").says("Karl Beispiel", "Es eile", to="ihm")
    linked = made.link()
    names = {actor.actor_id: actor.name for actor in linked.actors}
    assert names[linked.statements[0]["addressee_actor_id"]] == "Anton Muster"


def test_a_target_by_office(story):
    made = story("Landrat Anton Muster zögert. Karl Beispiel kritisiert den Landrat.")
    made.persons("Anton Muster", "Karl Beispiel").role("Landrat", "Landrat", "Anton Muster")
    made.stance("Karl Beispiel", "den Landrat", "oppose")
    linked = made.link()
    names = {actor.actor_id: actor.name for actor in linked.actors}
    assert names[linked.stances[0]["target_actor_id"]] == "Anton Muster"


@pytest.mark.parametrize(
    "target", ["die Regeln", "den Plan des Rates", "den Rat auflösen", "seine Meinung", "das Gesetz"]
)
def test_what_is_no_actor_gets_none(story, target):
    made = story(f"Der Rat tagte. Karl Beispiel kritisiert {target}.").persons("Karl Beispiel")
    made.says("Der Rat", "tagte").stance("Karl Beispiel", target, "oppose")
    assert made.link().stances[0]["target_actor_id"] is None


def test_nobody_becomes_an_actor_by_being_a_target(story):
    made = story("Karl Beispiel kritisiert den Nachbarn.").persons("Karl Beispiel")
    made.stance("Karl Beispiel", "den Nachbarn", "oppose")
    linked = made.link()
    assert linked.stances[0]["target_actor_id"] is None
    assert [actor.name for actor in linked.actors] == ["Karl Beispiel"]


def test_nobody_is_against_himself_by_a_pronoun(story):
    made = story("Karl Beispiel kam. Er kritisierte ihn.").persons("Karl Beispiel")
    made.mention("Er", "other", "pronoun").stance("Er", "ihn", "oppose")
    linked = made.link()
    assert linked.stances[0]["holder_actor_id"] is not None
    assert linked.stances[0]["target_actor_id"] is None
