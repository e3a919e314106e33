"""Pairs of names that may be one actor, and actors that may be two."""

import pytest

from standpunkt.actors.alike import LARGE_BLOCK, NamedActor, alike_actors
from standpunkt.actors.homonyms import AssertedOffice, homonyms


def person(number: int, *names: str, known: bool = False, local: bool = False) -> NamedActor:
    kind = "local" if local else "new"
    return NamedActor(f"person:{kind}:{number}", names, "person", known, local)


def body(number: int, *names: str, known: bool = False) -> NamedActor:
    return NamedActor(f"org:new:{number}", names, "organisation", known)


def reason(one: NamedActor, other: NamedActor, *others: NamedActor) -> str | None:
    wanted = {one.actor_id, other.actor_id}
    found = alike_actors([one, other, *others])
    assert found == alike_actors([*others, other, one])
    return next((pair.reason for pair in found if {pair.one_id, pair.other_id} == wanted), None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Petra Quellberg", "Petra Quelberg", "near spelling"),
        ("Petra Quellberg", "Peter Quellberg", "near spelling"),
        ("Petra Quellberg", "P. Quellberg", "surname and given name"),
        ("Alexander Quellberg", "Alex Quellberg", "surname and given name"),
        ("George Quellberg", "George W. Quellberg", "surname and given name"),
        ("Sergei Iwanow", "Sergej Ivanov", "surname and given name"),
        ("Jia Hu", "Hu Jia", "same name"),
        ("Jörg Müller", "Joerg Mueller", "same name"),
        ("Petra Quellberg", "Anna Quellberg", None),
        ("Petra Quellberg", "Petra Steinhoff", None),
        ("Petra Meier", "Klaus Meyer", None),
        ("Jan Quell", "Jana Quell", None),
    ],
)
def test_persons(one: str, other: str, expected: str | None):
    assert reason(person(1, one), person(2, other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Rotes Kreuz", "Rote Kreuz", "near spelling"),
        ("Pro-Bahn Niedermark", "Pro Bahn Niedermark", "same name"),
        ("Städtebund", "Städtebund Niedermark", "short form"),
        ("Fahrgastverband Mitte", "Fahrgastverbant Mitte", "near spelling"),
        ("GdP", "Gewerkschaft der Polizei", "acronym"),
        ("BFR", "Bund freier Reisender", "acronym"),
        ("Liste 1 Niedermark", "Liste 2 Niedermark", None),
        ("Verband", "Verband Niedermark", None),
        ("Institut für Weltwirtschaft", "Institut für Menschenrechte", None),
        ("Niedermark", "Städtebund Niedermark", None),
    ],
)
def test_organisations(one: str, other: str, expected: str | None):
    assert reason(body(1, one), body(2, other)) == expected


def test_actors_of_the_tables_meet_new_ones_under_any_alias_but_not_each_other():
    known = body(1, "Gewerkschaft der Polizei", "GdP", known=True)
    assert reason(known, body(2, "GdP")) == "same name"
    assert reason(known, body(2, "Gewerkschaft der Polizei", known=True)) is None


def test_a_surname_alone_is_somebody_only_if_one_person_has_it():
    local, petra, paul = (
        person(1, "Quellberg", local=True),
        person(2, "Petra Quellberg"),
        person(3, "Paul Quellberg"),
    )
    assert reason(local, petra) == "surname alone"
    assert reason(local, petra, paul) is None


def test_a_person_is_no_organisation_unless_the_name_is_the_same():
    assert reason(person(1, "Petra Quellberg"), body(2, "Petra Quellberg")) == "same name"
    assert reason(person(1, "Petra Quellberg"), body(2, "Petra Quelberg")) is None


def test_crowded_names_still_meet_their_neighbours():
    crowd = [person(10 + number, f"Anna{number:03}x Müller") for number in range(LARGE_BLOCK * 3)]
    assert reason(person(1, "Annalena Müller"), person(2, "Annalene Müller"), *crowd) == "near spelling"


def office(article: str, noun: str, country: str = "", before: str = "", **more: bool) -> AssertedOffice:
    return AssertedOffice(
        "person:new:1", article, noun, noun, before, None, more.get("former", False), country
    )


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        (
            [office("a", "Ministerin"), office("b", "Ministerin"), office("c", "Minister")],
            ("gender: f, m", ("c",)),
        ),
        ([office("a", "Minister", "AT"), office("b", "Minister", "DE")], ("country: AT, DE", ("b",))),
        ([office("a", "Minister"), office("b", "Trainer")], ("office: minister / trainer", ("b",))),
        ([office("a", "Vorsitzende", before="sagte der "), office("b", "Präsident")], None),
        ([office("a", "Minister", "AT"), office("b", "Minister", "DE", former=True)], None),
        ([office("a", "Minister"), office("b", "Trainer", former=True)], None),
        ([office("a", "Minister"), office("a", "Trainer"), office("b", "Trainer")], None),
    ],
)
def test_homonyms(offices: list[AssertedOffice], expected: tuple[str, tuple[str, ...]] | None):
    found = homonyms(offices, {})
    assert [(one.reason, one.other_articles) for one in found] == ([expected] if expected else [])


def test_of_the_known_only_a_contradicted_gender_counts():
    offices = [office("a", "Ministerin", "AT"), office("b", "Ministerin", "DE")]
    assert homonyms(offices, {"person:new:1": "f"}) == []
    [found] = homonyms(offices, {"person:new:1": "m"})
    assert (found.reason, found.other_articles) == ("gender: m, f", ("a", "b"))
