import pytest

from standpunkt.actors.groups import cue_is_plural, group_named
from standpunkt.actors.names import fold, genitive_stems, organisation_name, surname
from standpunkt.actors.office_titles import office_key
from standpunkt.actors.offices import parse_office
from standpunkt.actors.persons import PersonNames, bare_name
from standpunkt.actors.titles import person_in, role_gender, strip_titles


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("Selenskyjs", "person:wolodymyr-selenskyj"),
        ("Merz’", "person:friedrich-merz"),
        ("des Kremls", "state:ru"),
        ("der Vereinigten Staaten", "state:us"),
        ("den Vereinigten Staaten von Amerika", "state:us"),
        ("USA", "state:us"),
        ("der Niederlande", "state:nl"),
        ("der Tschechischen Republik", "state:cz"),
        ("des Vereinigten Königreichs", "state:gb"),
        ("des Weißen Hauses", "state:us"),
        ("dem Auswärtigen Amt", "org:de-aussenministerium"),
        ("des Auswärtigen Amtes", "org:de-aussenministerium"),
        ("des Europäischen Rates", "org:eu-rat"),
        ("Die Linke", "party:de-linke"),
        ("„Koalition der Willigen“", "org:koalition-der-willigen"),
        ("das ukrainische Außenministerium", "org:ua-aussenministerium"),
        ("ukrainischen", "state:ua"),
    ],
)
def test_inflected_aliases(tables, text, actor_id):
    assert [match.actor_id for match in tables.index.find(text)] == [actor_id]


@pytest.mark.parametrize(
    "text", ["eu", "us", "nato-gegner", "Niger-Delta", "Polin-Mädchen", "kremlin", "Chin", "Ukra"]
)
def test_what_only_looks_like_an_alias(tables, text):
    assert tables.index.find(text) == ()


def test_states_whose_names_begin_alike(tables):
    found = {
        text: tables.index.find(text)[0].actor_id
        for text in ("Niger", "Nigeria", "nigrisch", "nigerianische")
    }
    assert found == {
        "Niger": "state:ne",
        "Nigeria": "state:ng",
        "nigrisch": "state:ne",
        "nigerianische": "state:ng",
    }


def test_pieces_of_names():
    assert surname("Ursula von der Leyen") == "von der leyen"
    assert surname("Emmanuel Macron") == "macron"
    assert strip_titles("der Präsident Dr. Emmanuel Macron") == "Emmanuel Macron"
    assert genitive_stems("Paris") == ("Pari",)
    assert genitive_stems("Putin") == ()
    assert fold("Sa’ar  Müller") == "sa'ar müller"


def test_organisation_names():
    assert organisation_name("der Fahrgastverband Pro Schiene Küste") == "Fahrgastverband Pro Schiene Küste"
    assert organisation_name("des Städtebunds Niedermark") == "Städtebund Niedermark"
    for text in ("der Verband", "Ruben Achterberg", "der Verband deutscher Städte"):
        assert organisation_name(text) is None


def test_given_name_and_surname_combine_in_any_spelling(tables):
    persons = PersonNames.of(["Volodymyr Selenskij", "Olena Selenska", "Eric Trump"], tables, None, "a1")
    ids = {name: reference.actor.actor_id for name, reference in persons.by_full_name.items()}
    assert ids["volodymyr selenskij"] == "person:wolodymyr-selenskyj"
    assert ids["olena selenska"].startswith("person:new:")
    assert ids["eric trump"].startswith("person:new:")


def test_new_person_is_named_in_the_nominative(tables):
    persons = PersonNames.of(["Ruben Achterbergs", "Ruben Achterberg"], tables, None, "a1")
    assert {actor.name for actor in persons.actors.values()} == {"Ruben Achterberg"}
    alone = PersonNames.of(["Hans Peters"], tables, None, "a1")
    assert {actor.name for actor in alone.actors.values()} == {"Hans Peters"}


def test_gender_of_new_persons_from_given_names_of_the_tables(tables):
    persons = PersonNames.of(["Angela Beispiel", "Quirla Beispiel"], tables, None, "a1")
    assert {actor.name: actor.gender for actor in persons.actors.values()} == {
        "Angela Beispiel": "f",
        "Quirla Beispiel": None,
    }


def test_initials_do_not_make_another_person(tables):
    persons = PersonNames.of(["George W. Bush", "George Bush"], tables, None, "a1")
    assert {actor.name for actor in persons.actors.values()} == {"George W. Bush"}


@pytest.mark.parametrize(
    ("office", "key"),
    [
        ("US-Präsidenten", "präsident"),
        ("Ministerpräsidentin", "ministerpräsident"),
        ("Generalsekretärs", "generalsekretär"),
        ("Staatschefs", "staatschef"),
        ("Kanzler", "kanzler"),
    ],
)
def test_office_key(office, key):
    assert office_key(office) == key


def test_parse_office(tables):
    phrase = parse_office("der französische Präsident", tables, None)
    assert (phrase.office, phrase.of_actor_id, phrase.is_feminine) == ("präsident", "state:fr", False)
    assert parse_office("die Präsidentin der Ukraine", tables, None).of_actor_id == "state:ua"
    assert parse_office("seine Sprecherin", tables, None) is None
    assert parse_office("der frühere Präsident", tables, None) is None
    assert parse_office("der Bürgermeister von Kiew", tables, None) is None


@pytest.mark.parametrize(
    ("text", "cue", "is_group"),
    [
        ("Die Führer der fünf Länder", "betonten", True),
        ("die europäischen Partner", "", True),
        ("Alle Beteiligten", "", True),
        ("mehrere Abgeordnete", "", True),
        ("Diplomaten", "", True),
        ("die Grünen-Abgeordneten", "fordern", True),
        ("26 Länder", "", True),
        ("Die Behörden", "", True),
        ("die Behörde", "warnte", False),
        ("Die Regierung", "warnte", False),
        ("die Sprecherin", "sagen", False),
        ("der Minister", "", False),
        ("Minister", "sagte", False),
        ("die Mutter", "sagte", False),
        ("eine Gruppe", "", False),
        ("sie", "sagten", False),
    ],
)
def test_groups(tables, text, cue, is_group):
    group = group_named(text, False, cue_is_plural(cue), "a1", tables, None)
    assert (group is not None) == is_group


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IOPA-Vertreter Anton Muster", "Anton Muster"),
        ("Obfrau Grete Beispiel", "Grete Beispiel"),
        ("Staatssekretärin Grete Beispiel", "Grete Beispiel"),
        ("der Klimaforscher Anton Muster", "Anton Muster"),
        ("Generalmajor a. D. Anton Muster", "Anton Muster"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Anton van der Beispiel", "Anton van der Beispiel"),
        ("Konrad Walter", "Konrad Walter"),
    ],
)
def test_titles_are_no_part_of_a_name(text, name):
    assert strip_titles(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anton Muster von der Lehrergewerkschaft", "Anton Muster"),
        ("Anton Muster vom Institut für Wetter", "Anton Muster"),
        ("Anton Muster von Greenpeace", "Anton Muster"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Anton Maria von Beispiel", "Anton Maria von Beispiel"),
    ],
)
def test_where_somebody_works_is_no_part_of_a_name(tables, text, name):
    assert bare_name(text, tables) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Landrätin Grete Beispiel", "Grete Beispiel"),
        ("EU-Kommissionspräsidentin Ursula von der Leyen", "Ursula von der Leyen"),
        ("Die Gouverneurin des Nachbarstaates Nordland, Grete Beispiel", "Grete Beispiel"),
        ("der Aufsichtsratschef Anton Muster", "Anton Muster"),
        ("Anton Muster, Leiter der Sternwarte", "Anton Muster"),
        ("Grete Beispiel vom Bündnis Grüner Weg", "Grete Beispiel"),
        ("die Staatsanwaltschaft Musterstadt", None),
        ("das Nachrichtenmagazin Der Globus", None),
        ("Sprecher Deutsche Musterbank", None),
        ("ein Sprecher", None),
    ],
)
def test_a_name_no_mention_marks(text, name):
    assert person_in(text) == name


@pytest.mark.parametrize(
    ("noun", "before", "gender"),
    [
        ("Abgeordnete", "die", "f"),
        ("Nationalratsabgeordnete", "Die", "f"),
        ("Abgeordnete", "der", "m"),
        ("Abgeordneter", "", "m"),
        ("Abgeordneten", "der", None),
        ("Vorsitzende", "", "f"),
        ("Obfrau", "", "f"),
        ("UNO-Botschafterin", "der", "f"),
        ("Landrat", "dem", "m"),
    ],
)
def test_roles_tell_gender(noun, before, gender):
    assert role_gender(noun, before) == gender


def test_a_surname_and_a_noun_are_no_new_person(tables):
    persons = PersonNames.of(["Grete Beispiel", "Beispiel Wortbruch"], tables, None, "a1")
    assert list(persons.by_full_name) == ["grete beispiel"]
    # Who is called like another's surname keeps the name if the tables know it as a given one.
    persons = PersonNames.of(["Bruno Walter", "Walter Muster", "Grete Muster"], tables, None, "a1")
    assert len(persons.by_full_name) == 3
    # So does whom the article names again by the last word.
    persons = PersonNames.of(["Gnamo Beispiel", "Mbu Gnamo", "Beispiels"], tables, None, "a1")
    assert len(persons.by_full_name) == 2


@pytest.mark.parametrize(
    "text",
    [
        "ersten Meldungen",
        "ihren Informationen",
        "noch unbestätigten Berichten",
        "Polizeiangaben",
        "Personen",
        "vorläufigen Ergebnissen",
        "neuesten Studien",
        "präzise Beschuldigungen",
        "schwere Vorwürfe",
        "die Rostocker Hafenbehörde",
    ],
)
def test_what_is_said_or_written_is_no_group(tables, text):
    assert group_named(text, False, False, "a1", tables, None) is None
