"""Forgotten people are known again by hashes alone."""

import pytest

from standpunkt.actors.forgotten import (
    ForgottenActors,
    forgotten_sha256,
    hidden_rows,
    hide,
    is_full,
    name_key,
    shown,
    without_forgotten,
)


def named(*names: str) -> ForgottenActors:
    return ForgottenActors(names=frozenset(forgotten_sha256("name", name_key(name)) for name in names))


@pytest.mark.parametrize(
    "spelling",
    [
        "Hans-Jörg Müller",
        "hans jörg müller",
        "Dr. Hans-Jörg Müller",
        "Hans-Jörg Müllers",
        "Hans-Joerg Mueller",
        "Hans-Jörg F. Müller",
        "Minister Hans-Jörg Müller",
        "Hans‑Jörg Müller",
    ],
)
def test_a_name_is_known_in_other_spellings(spelling):
    assert named("Hans-Jörg Müller").is_named(spelling)


def test_a_name_leaves_the_names_of_others():
    forgotten = named("Hans-Jörg Müller")
    told = "eine Sprecherin von Minister Hans-Jörg Müller"
    assert "Müller" not in forgotten.without_names(told)
    assert forgotten.without_names(told).startswith("eine Sprecherin von")
    assert forgotten.without_names("Verein der Freunde Hans Müllers") == "Verein der Freunde Hans Müllers"


@pytest.mark.parametrize(
    "other", ["Müller", "Hans Müller", "Hans-Jörg Möller", "Hans-Jörg", "Jörg Müller", ""]
)
def test_another_name_is_another(other):
    assert not named("Hans-Jörg Müller").is_named(other)


def test_transliterations_are_one():
    assert named("Sergej Beispielow").is_named("Sergei Beispielov")


def test_hashes_hold_no_name():
    assert all(len(one) == 64 and set(one) <= set("0123456789abcdef") for one in named("Anna Muster").names)


def test_surnames_tell_nobody_apart():
    assert not is_full("Ministerin Muster")
    assert is_full("Ministerin Anna Muster")


@pytest.fixture
def talk(story):
    text = (
        "Anna Muster kritisiert Karl Probe. „Ich bin dagegen“, sagte Muster zu Karl Probe. "
        "Karl Probe sagte Anna Muster, er sei dafür. Laut Anna Muster lehnt Karl Probe den Plan ab."
    )
    made = story(text).persons("Anna Muster", "Karl Probe")
    made.says("Muster", "Ich bin dagegen", kind="direct", nth=1, to="Karl Probe")
    made.says("Karl Probe", "er sei dafür", nth=2, to="Anna Muster")
    made.stance("Anna Muster", "Karl Probe", "oppose")
    made.stance("Karl Probe", "Anna Muster", "oppose", nth=2)
    made.stance("Karl Probe", "den Plan", "oppose", nth=3, reporter="Anna Muster")
    return made


def test_rows_of_the_forgotten_go_and_others_lose_the_reference(talk):
    linked = talk.link()
    anna = next(actor.actor_id for actor in linked.actors if actor.name == "Anna Muster")
    forgotten = ForgottenActors(ids=frozenset({forgotten_sha256("actor", anna)}))
    left, leaving = without_forgotten(linked, forgotten)
    assert [actor.name for actor in left.actors] == ["Karl Probe"]
    assert {row["actor_id"] for row in left.mentions} == {left.actors[0].actor_id}
    [statement] = left.statements
    assert (statement["text"], statement["addressee_actor_id"]) == ("er sei dafür", None)
    [stance] = left.stances
    assert (stance["target_text"], stance["reporter_actor_id"]) == ("den Plan", None)
    assert len(leaving) == len(linked.mentions) - len(left.mentions) + 1 + 2
    assert anna not in repr(left)


def test_nobody_forgotten_changes_nothing(talk):
    linked = talk.link()
    assert without_forgotten(linked, ForgottenActors()) == (linked, frozenset())


def test_hidden_rows_have_no_words_and_get_them_back_from_the_text(talk):
    rows = {
        "mentions": talk.mentions,
        "roles": [],
        "statements": talk.statements,
        "stances": talk.stances,
    }
    assert hidden_rows(rows) == frozenset()
    for table, own in rows.items():
        for row in own:
            bare = hide(table, row)
            assert not {"Anna Muster", "oppose"} & set(map(str, bare.values()))
            assert hidden_rows({key: [bare] if key == table else [] for key in rows})
            again = shown(table, bare, talk.text)
            assert {k: v for k, v in again.items() if k != "polarity"} == {
                k: v for k, v in row.items() if k != "polarity"
            }
