"""Names, adjectives of states, and the offices texts give."""

import pytest
from spacy.language import Language

from standpunkt.language import load

ENTITIES = [
    ("Die Ukraine und Polen tagten in Warschau.",
     {"Ukraine": "country", "Polen": "country", "Warschau": "place"}),
    ("Emmanuel Macron sprach. Macron lächelte.", {"Emmanuel Macron": "person", "Macron": "person"}),
    ("Karl-Theodor zu Guttenberg (CSU) trat zurück.",
     {"Karl-Theodor zu Guttenberg": "person", "CSU": "organisation"}),
    ("Ministerin Baerbock reiste nach Kiew.", {"Baerbock": "person", "Kiew": "place"}),
    ("Die Staatschefs der Vereinigten Staaten kamen.", {"Vereinigten Staaten": "country"}),
    ("Russlands Vorgehen und Deutschlands Antwort", {"Russlands": "country", "Deutschlands": "country"}),
    ("Die Zeitung „Iswestija“ schrieb darüber.", {"Iswestija": "organisation"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENTITIES)
def test_entities(nlp: Language, text: str, expected: dict[str, str]) -> None:
    assert {entity.text: entity.label_ for entity in nlp(text).ents} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung plant neue Gesetze zur Sicherheit der Bürger.",
        "Während die Verhandlungen liefen, stieg der Preis für Weizen.",
        "Außerdem sagte niemand, dass Vertrauen wächst.",
        "Zudem forderten Überschwemmungen Todesopfer.",
    ],
)
def test_common_nouns_are_no_names(nlp: Language, text: str) -> None:
    assert [entity.text for entity in nlp(text).ents] == []


ROLES = [
    ("NATO-Generalsekretär Mark Rutte kam.",
     ("NATO-Generalsekretär", "Generalsekretär", "Mark Rutte", "NATO", False)),
    ("Der ukrainische Präsident Wolodymyr Selenskyj kam.",
     ("ukrainische Präsident", "Präsident", "Wolodymyr Selenskyj", "ukrainische", False)),
    ("Der ehemalige US-Präsident Donald Trump kam.",
     ("ehemalige US-Präsident", "Präsident", "Donald Trump", "US", True)),
    ("Russlands Präsident Wladimir Putin kam.",
     ("Russlands Präsident", "Präsident", "Wladimir Putin", "Russlands", False)),
    ("Der Sprecher des Präsidialamtes, Dmitri Peskow, kam.",
     ("Sprecher des Präsidialamtes", "Sprecher", "Dmitri Peskow", "Präsidialamtes", False)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(nlp: Language, text: str, expected: tuple[str, str, str, str | None, bool]) -> None:
    doc = nlp(text)
    (role,) = doc._.roles
    organisation = doc.text[slice(*role.organisation)] if role.organisation else None
    found = (role.role_text, role.office, doc.text[slice(*role.holder)], organisation, role.is_former)
    assert found == expected
    assert doc.text[slice(*role.span)] == role.role_text


def test_mention_forms(nlp: Language) -> None:
    doc = nlp("Der französische Präsident sagte, er sei bereit. Das Ministerium bestätigte, dass er reist.")
    forms = {doc.text[slice(*m.span)]: (m.entity_kind, m.mention_form) for m in doc._.mentions}
    assert forms["französische"] == ("country", "adjective")
    assert forms["Der französische Präsident"] == ("person", "office")
    assert forms["Das Ministerium"] == ("organisation", "office")


def test_source_phrase_gives_the_source_as_mention(nlp: Language) -> None:
    doc = nlp("Nach ersten Angaben der Polizei ist die Straße frei. Ersten Angaben zufolge lebt er.")
    mentions = [doc.text[slice(*m.span)] for m in doc._.mentions if m.mention_form == "office"]
    assert mentions == ["der Polizei"]


def test_further_names_can_be_given() -> None:
    doc = load(names={"Wagenknecht-Rat": "organisation"})("Der Wagenknecht-Rat tagte.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Wagenknecht-Rat", "organisation")]
