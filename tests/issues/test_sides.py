"""On which side of its issue a target is: whoever opposes what negates an issue supports the issue."""

import pytest

from standpunkt.actors.tables import Tables, load_tables
from standpunkt.issues.assign import assign_issue
from standpunkt.resources import resource_folder
from training.issues_check import tables_of


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(resource_folder("seeds"))


@pytest.fixture(scope="module")
def politics() -> Tables:
    return tables_of("politics")


TROOPS, SANCTIONS, LIMIT, TICKET = (
    "auslaendische-truppen",
    "sanktionen-russland",
    "tempolimit",
    "deutschlandticket",
)


@pytest.mark.parametrize(
    ("target", "issue_id", "flipped"),
    [
        # The opposite, by a noun before it.
        ("Ausschluss ausländischer Truppen", TROOPS, True),
        ("den Verzicht auf westliche Soldaten", TROOPS, True),
        ("das Ende der Sanktionen", SANCTIONS, True),
        ("ein baldiges Auslaufen der Sanktionen", SANCTIONS, True),
        ("die Abschaffung des Deutschlandtickets", TICKET, True),
        ("die Kürzung der Militärhilfe", "militaerhilfe", True),
        ("einen Stopp der Waffenlieferungen", "militaerhilfe", True),
        ("die Einstellung der Waffenlieferungen", "militaerhilfe", True),
        ("das Scheitern der Friedensverhandlungen", "friedensverhandlungen", True),
        ("der Abbruch der Friedensgespräche", "friedensverhandlungen", True),
        ("ein Bruch der Waffenruhe", "waffenstillstand", True),
        ("die Verletzung des Waffenstillstands", "waffenstillstand", True),
        ("Kritik am Tempolimit", LIMIT, True),
        ("die Kritik an den neuen Sanktionen", SANCTIONS, True),
        ("Zweifel an den Sicherheitsgarantien", "sicherheitsgarantien", True),
        ("Bedenken gegen einen NATO-Beitritt der Ukraine", "nato-beitritt", True),
        ("Vorbehalte gegenüber ausländischen Truppen", TROOPS, True),
        ("die Skepsis gegenüber dem Deutschlandticket", TICKET, True),
        ("eine Absage an das Tempolimit", LIMIT, True),
        ("die Warnung vor Gebietsabtretungen", "gebietsabtretungen", True),
        ("Schutz vor Gebietsverlusten", "gebietsabtretungen", True),
        ("das Veto gegen den EU-Beitritt der Ukraine", "eu-beitritt", True),
        ("die Verschiebung des EU-Beitritts der Ukraine", "eu-beitritt", True),
        ("die Abschwächung der Sanktionen", SANCTIONS, True),
        # By a word for less or none.
        ("weniger Waffenlieferungen", "militaerhilfe", True),
        ("nie wieder Waffenlieferungen", "militaerhilfe", True),
        ("niemals deutsche Soldaten in der Ukraine", TROOPS, True),
        ("nicht mehr Tempo 30", "tempo-30", True),
        # By a verb after it.
        ("die Sanktionen zu lockern", SANCTIONS, True),
        ("die Sanktionen auslaufen zu lassen", SANCTIONS, True),
        ("dass die Waffenlieferungen enden", "militaerhilfe", True),
        ("die Militärhilfe zu reduzieren", "militaerhilfe", True),
        ("das Tempolimit zu verhindern", LIMIT, True),
        ("das Heizungsgesetz rückgängig zu machen", "heizungsgesetz", True),
        ("Waffenlieferungen abzulehnen", "militaerhilfe", True),
        # Two cancel.
        ("keinen Verzicht auf ausländische Truppen", TROOPS, False),
        ("Nein zu einem Ende der Sanktionen", SANCTIONS, False),
        ("Kritik an der Aufhebung der Sanktionen", SANCTIONS, False),
        ("gegen eine Kürzung der Militärhilfe", "militaerhilfe", False),
        ("die Warnung vor einem Ende des Deutschlandtickets", TICKET, False),
        ("die Lockerung der Sanktionen zu verhindern", SANCTIONS, False),
        ("einen Stopp der Waffenlieferungen auszuschließen", "militaerhilfe", False),
        ("weder ein Ende der Sanktionen", SANCTIONS, False),
        ("ein Verzicht sowohl jetzt als auch später auf Sanktionen", SANCTIONS, True),
        # What only looks like a negation.
        ("Sanktionen gegen Russland", SANCTIONS, False),
        ("Kritik und neue Sanktionen", SANCTIONS, False),
        ("nicht nur Sanktionen", SANCTIONS, False),
        ("Sicherheitsgarantien nach Ende des Krieges", "sicherheitsgarantien", False),
        ("ohne Zögern Sanktionen zu verhängen", SANCTIONS, False),
        ("Waffenlieferungen, die nicht sofort wirken", "militaerhilfe", False),
        ("gegenüber Moskau neue Sanktionen zu fordern", SANCTIONS, False),
        ("mehr Waffenlieferungen", "militaerhilfe", False),
        ("ein Tempolimit trotz aller Kritik", LIMIT, False),
        ("Sanktionen statt Verhandlungen", SANCTIONS, False),
        ("den Widerstand gegen Russland durch Waffenlieferungen", "militaerhilfe", False),
        # Written after the rest, to see what was still missing.
        ("die Streichung der Finanzhilfe für die Ukraine", "finanzhilfe", True),
        ("Proteste gegen das Heizungsgesetz", "heizungsgesetz", True),
        ("den Widerruf der Sicherheitszusagen", "sicherheitsgarantien", True),
        ("das Aus für das Deutschlandticket", "deutschlandticket", True),
        ("Ablehnung eines Tempolimits", "tempolimit", True),
        ("die Waffenruhe zu brechen", "waffenstillstand", True),
        ("keine weiteren Sanktionen mehr", "sanktionen-russland", True),
        ("die Forderung nach einem Ende der Waffenlieferungen", "militaerhilfe", True),
        ("ein Einfrieren der Militärhilfe", "militaerhilfe", True),
        ("die Sanktionen nicht zu verlängern", "sanktionen-russland", True),
        ("die Rückkehr zum Tempolimit", "tempolimit", False),
        ("nichts gegen ein Tempolimit", "tempolimit", False),
        ("die Kritik am Verzicht auf Waffenlieferungen", "militaerhilfe", False),
        ("den Kampf für Sicherheitsgarantien", "sicherheitsgarantien", False),
        ("Friedensverhandlungen ohne die Ukraine", "friedensverhandlungen", False),
        ("den sofortigen Abzug ausländischer Truppen", "auslaendische-truppen", True),
        ("eine Welt ohne Sanktionen", "sanktionen-russland", True),
        ("die Sorge vor Gebietsabtretungen", "gebietsabtretungen", True),
        ("die Fortsetzung der Waffenlieferungen", "militaerhilfe", False),
        ("die Sanktionen beizubehalten", "sanktionen-russland", False),
        ("Tempo 30 zu verbieten", "tempo-30", True),
        ("die Blockade des EU-Beitritts der Ukraine", "eu-beitritt", True),
        ("dass niemand ausländische Truppen schickt", "auslaendische-truppen", True),
        ("eine Ausweitung der Sanktionen gegen die Schattenflotte", "sanktionen-russland", False),
        ("das gescheiterte Tempolimit", "tempolimit", False),
        ("die Friedensgespräche abzubrechen", "friedensverhandlungen", True),
        ("einen Aufschub des Verbrenner-Aus", "verbrenner-aus", True),
        ("kein Abbruch der Friedensgespräche", "friedensverhandlungen", False),
        ("die Entscheidung gegen Taurus", "weitreichende-waffen", True),
    ],
)
def test_sides_of_targets(tables: Tables, target: str, issue_id: str, flipped: bool):
    assert assign_issue(target, None, tables) == (issue_id, flipped)


@pytest.mark.parametrize(
    ("target", "issue_id", "flipped"),
    [
        # Two words for one and the same opposite do not cancel.
        ("die Laufzeitverlängerung für Kernkraftwerke", "atomausstieg", True),
        ("die Vorratsdatenspeicherung", "datenschutz", True),
        ("der Verzicht auf die Vorratsdatenspeicherung", "datenschutz", False),
        ("das Ende der Laufzeitverlängerung für Reaktoren", "atomausstieg", False),
        # A longer word of the issue explains a word for its opposite.
        ("der Emissionshandel", "klimaschutz", False),
        ("höhere Emissionen", "klimaschutz", True),
        ("ein besseres Gewaltschutzgesetz", "gewalt-gegen-frauen", False),
        ("häusliche Gewalt", "gewalt-gegen-frauen", True),
        ("Schutz vor häuslicher Gewalt", "gewalt-gegen-frauen", False),
        ("ein neues NPD-Verbotsverfahren", "rechtsextremismus", False),
        ("der Aufmarsch der Neonazis", "rechtsextremismus", True),
    ],
)
def test_sides_of_issues_that_are_against_something(
    politics: Tables, target: str, issue_id: str, flipped: bool
):
    assert assign_issue(target, None, politics) == (issue_id, flipped)
