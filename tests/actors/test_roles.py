"""In what way somebody has an office, and which titles are the same one."""

from datetime import date

import pytest

from standpunkt.actors.records import Actor
from standpunkt.actors.role_kinds import role_kind

DAY = date(2025, 9, 5)


@pytest.mark.parametrize(
    ("before", "role", "after", "kind"),
    [
        ("Der ", "designierte Bundeskanzler", " Anton Muster kam.", "designated"),
        ("Der ", "künftige Außenminister", " Anton Muster kam.", "designated"),
        ("Der neu ", "gewählte Präsident", " Anton Muster kam.", "designated"),
        ("Der ", "wiedergewählte Präsident", " Anton Muster kam.", "holder"),
        ("Der ", "amtierende Präsident", " Anton Muster kam.", "holder"),
        ("Der ", "geschäftsführende Kanzler", " Anton Muster kam.", "acting"),
        ("Der ", "kommissarische Parteivorsitzende", " Anton Muster kam.", "acting"),
        ("Die ", "stellvertretende Regierungssprecherin", " Anna Muster kam.", "deputy"),
        ("", "US-Vizepräsident", " Anton Muster kam.", "deputy"),
        ("Der ", "scheidende Kanzler", " Anton Muster kam.", "outgoing"),
        ("Der ", "selbsternannte Präsident", " Anton Muster kam.", "claimed"),
        ("Die ", "Co-Vorsitzenden", " Anna Muster und Anton Beispiel kamen.", "joint"),
        ("Im Jahr 1987 kam ", "US-Präsident", " Anton Muster nach Berlin.", "recalled"),
        ("Damals kam ", "US-Präsident", " Anton Muster nach Berlin.", "recalled"),
        ("Sein Vorgänger, ", "US-Präsident", " Anton Muster, kam nach Berlin.", "recalled"),
        ("Das Gesetz entstand unter ", "US-Präsident", " Anton Muster.", "recalled"),
        ("Bis 2030 will ", "US-Präsident", " Anton Muster bleiben.", "holder"),
        ("Wie ", "US-Präsident", " Anton Muster 2025 sagte, gilt das.", "holder"),
        ("Für 2.000 Euro flog ", "US-Präsident", " Anton Muster nach Berlin.", "holder"),
    ],
)
def test_in_what_way_the_office_is_held(before, role, after, kind):
    assert role_kind(role, before, before + role + after, False, DAY) == kind


def test_then_is_not_formerly():
    assert role_kind("damalige Kanzler", "Der ", "Der damalige Kanzler kam.", True, DAY) == "recalled"
    assert role_kind("frühere Kanzler", "Der ", "Der frühere Kanzler kam.", True, DAY) == "former"


@pytest.mark.parametrize(
    ("title", "of", "expected"),
    [
        ("Präsident", "state:us", ("Staatsoberhaupt", True)),
        ("Staatschef", "state:fr", ("Staatsoberhaupt", True)),
        ("Premierministerin", "state:dk", ("Regierungschef", True)),
        ("Ministerpräsidentin", "land:de-mv", ("Regierungschef", True)),
        ("Bundesaußenministerin", "state:de", ("Außenminister", True)),
        ("Außenminister", "state:de", ("Außenminister", True)),
        ("Generalsekretär", "org:nato", ("Generalsekretär", True)),
        ("Chef", "org:nato", ("Generalsekretär", True)),
        ("Chef", "party:de-cdu", ("Vorsitz", True)),
        ("Parteivorsitzende", "party:de-cdu", ("Vorsitz", True)),
        ("Vorsitzende", "party:de-spd", ("Vorsitz", False)),
        ("Minister", "state:de", ("Minister", False)),
        ("Staatsminister", "state:de", ("Staatsminister", False)),
        ("Vizeaußenminister", "state:ru", None),
        ("Vizepräsident", "state:us", None),
        ("Sprecher", "state:us", None),
        ("Senator", "state:us", None),
        ("Sondergesandter", "state:us", None),
        ("Botschafter", "state:us", None),
        ("Abgeordneter", "state:us", None),
        ("Chef", "state:us", None),
    ],
)
def test_which_titles_are_one_office(tables, title, of, expected):
    found = tables.titles.find(title, tables.actors[of])
    assert (found and (found.name, found.has_one_holder)) == expected


def test_an_office_of_nobody_known_is_none(tables):
    assert tables.titles.find("Präsident", None) is None
    club = Actor("org:club", "Ruderklub", "organisation")
    assert tables.titles.find("Präsident", club).name == "Präsident"


@pytest.mark.parametrize(
    ("sentence", "role", "office", "of", "kind", "of_actor_id"),
    [
        ("Der {} Anton Muster kam.", "sächsische CDU-Chef", "Chef", "CDU", "branch", "party:de-cdu"),
        ("{} Anton Muster kam.", "CDU-Chef", "Chef", "CDU", "holder", "party:de-cdu"),
        ("Der {} Anton Muster kam.", "russische Tennis-Präsident", "Präsident", None, "branch", "state:ru"),
        (
            "Der {} Anton Muster kam.",
            "bayerische Ministerpräsident",
            "Ministerpräsident",
            None,
            "holder",
            "land:de-by",
        ),
        ("{} Anton Muster kam.", "NRW-Ministerpräsident", "Ministerpräsident", None, "holder", "land:de-nw"),
        ("{} Anton Muster kam.", "Ministerpräsident", "Ministerpräsident", None, "holder", None),
        (
            "Der {}, Anton Muster, kam.",
            "Vorsitzende des Bundestags-Innenausschusses",
            "Vorsitzende",
            "Bundestags-Innenausschusses",
            "branch",
            "org:de-bundestag",
        ),
    ],
)
def test_whose_office_it_is(story, sentence, role, office, of, kind, of_actor_id):
    made = story(sentence.format(role)).persons("Anton Muster").role(role, office, "Anton Muster", of)
    [linked] = made.link().roles
    assert (linked["role_kind"], linked["of_actor_id"]) == (kind, of_actor_id)


@pytest.mark.parametrize(
    "text", ["Der Präsident Anna Muster schwieg.", "Anna Muster, Gouverneurin von Falkenburg, schwieg."]
)
def test_an_office_beside_the_name_makes_an_actor(story, text):
    assert story(text).mention("Anna Muster").linked("Anna Muster") is not None
