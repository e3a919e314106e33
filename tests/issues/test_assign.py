from dataclasses import replace

import pytest

from standpunkt.actors.records import Issue
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.issues.assign import assign_issue
from standpunkt.resources import resource_folder


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(resource_folder("seeds"))


@pytest.mark.parametrize(
    ("target", "issue_id", "flipped"),
    [
        ("Sicherheitsgarantien für die Ukraine", "sicherheitsgarantien", False),
        (
            "die Bemühungen zur Bereitstellung von Sicherheitsgarantien zu beschleunigen",
            "sicherheitsgarantien",
            False,
        ),
        ("ein Militärkontingent in die Ukraine zu entsenden", "auslaendische-truppen", False),
        ("den Ausschluss ausländischer Truppen", "auslaendische-truppen", True),
        ("Verzicht auf die Entsendung ausländischer Truppen", "auslaendische-truppen", True),
        ("dass keine US-Truppen entsandt würden", "us-truppen", True),
        ("den Einsatz amerikanischer Bodentruppen in der Ukraine", "us-truppen", False),
        ("einen Rückzug der russischen Truppen", "russischer-rueckzug", False),
        ("die Lieferung von Patriot-Luftabwehrsystemen", "luftverteidigung", False),
        ("Taurus-Marschflugkörper", "weitreichende-waffen", False),
        ("keinerlei Beschränkungen für die Größe der ukrainischen Streitkräfte", "armee-groesse", True),
        ("Einschränkungen hinsichtlich der Größe der ukrainischen Armee", "armee-groesse", False),
        ("neue Sanktionen", "sanktionen-russland", False),
        ("die Lockerung der Sanktionen", "sanktionen-russland", True),
        ("die Sanktionen aufzuheben", "sanktionen-russland", True),
        ("keine Aufhebung der Sanktionen", "sanktionen-russland", False),
        ("einen Sanktionsstopp", "sanktionen-russland", True),
        ("Sanktionen beim Bürgergeld", None, False),
        ("ein Ende des Krieges und Sicherheitsgarantien", "sicherheitsgarantien", False),
        ("Sicherheitsgarantien nach Ende des Krieges", "sicherheitsgarantien", False),
        ("ein Ende des Krieges in der Ukraine", "waffenstillstand", False),
        ("NATO-Beitritt der Ukraine", "nato-beitritt", False),
        ("den EU-Beitritt der Ukraine", "eu-beitritt", False),
        ("den Euro-Beitritt Bulgariens", None, False),
        ("die eingefrorenen russischen Vermögen", "eingefrorene-vermoegen", False),
        ("den Donbass abzutreten", "gebietsabtretungen", False),
        ("ein allgemeines Tempolimit", "tempolimit", False),
        ("ein Verbot des Tempolimits", "tempolimit", True),
        ("Tempo 130 auf der A 17", "tempolimit", False),
        ("Tempo 30 innerorts", "tempo-30", False),
        ("Tempo 300", None, False),
        ("das Deutschlandticket", "deutschlandticket", False),
        ("das Deutschlandticket abzuschaffen", "deutschlandticket", True),
        ("einer weiteren Verteuerung des Deutschlandtickets", "deutschlandticket-preis", False),
        ("die Abschaffung des Heizungsgesetzes", "heizungsgesetz", True),
        ("das Verbrenner-Verbot", "verbrenner-aus", False),
        ("die Tagesordnung der Friedensgespräche", None, False),
        ("über die Bedingungen von Friedensverhandlungen selbst zu entscheiden", None, False),
        ("Friedensverhandlungen ohne Vorbedingungen", "friedensverhandlungen", False),
        ("bedingungslose Friedensverhandlungen", "friedensverhandlungen", False),
        ("Hilfe für die ukrainische Rüstungsindustrie", "militaerhilfe", False),
        ("den Ausbau der ukrainischen Armee", "starke-armee", False),
        ("ein Moratorium für Waffenlieferungen", "militaerhilfe", True),
        ("die Gespräche der Unterstützerstaaten über militärische Fragen", None, False),
        ("dass andere die Hauptlast der Sicherheitsgarantien tragen", None, False),
        ("das Ticket", None, False),
        ("einen Rückschlag", None, False),
    ],
)
def test_targets(tables, target, issue_id, flipped):
    assert assign_issue(target, None, tables) == (issue_id, flipped)


def test_further_words_may_stand_in_the_sentence(tables):
    sentence = "Die Ministerin unterstützt eine Erhöhung des Deutschlandtickets um fünf Euro."
    assert assign_issue("eine Erhöhung", sentence, tables) == ("deutschlandticket-preis", False)
    assert assign_issue("eine Erhöhung", "Die Ministerin unterstützt eine Erhöhung.", tables) == (None, False)


def with_issues(tables: Tables, *issues: Issue) -> Tables:
    return replace(tables, issues={issue.issue_id: issue for issue in issues})


def test_a_part_comes_before_the_whole_and_a_tie_gives_none(tables):
    whole = Issue("ganzes", "Ganzes", "", None, ("*haushalt",))
    part = Issue("teil", "Teil", "", "ganzes", ("defizit",))
    equal = Issue("anderes", "Anderes", "", None, ("defekte",))
    assert assign_issue("das Defizit im Bundeshaushalt", None, with_issues(tables, whole, part)) == (
        "teil",
        False,
    )
    assert assign_issue("Defizit und Defekte", None, with_issues(tables, part, whole, equal)) == (None, False)


def test_own_counter_words_and_exclusions(tables):
    issue = Issue("maut", "Maut", "", None, ("maut",), ("fahrrad",), ("gratis",))
    one = with_issues(tables, issue)
    assert assign_issue("eine Maut", None, one) == ("maut", False)
    assert assign_issue("gratis statt Maut", None, one) == ("maut", True)
    assert assign_issue("eine Maut fürs Fahrrad", None, one) == (None, False)


def test_every_issue_of_the_table_can_be_reached(tables):
    for issue in tables.issues.values():
        found = {
            assign_issue(" ".join(word.strip("*") for word in words.split("+")), None, tables)[0]
            for words in issue.words
        }
        assert issue.issue_id in found, issue.issue_id


def test_issues_stand_in_two_unrelated_subjects(tables):
    roots = {issue.issue_id for issue in tables.issues.values() if issue.parent_issue_id is None}
    assert {"sicherheitsgarantien", "sanktionen-russland", "verkehrspolitik", "heizungsgesetz"} <= roots
