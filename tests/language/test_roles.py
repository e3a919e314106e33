"""Which offices a sentence gives to whom: office, organisation, holder, former or not."""

import pytest

NATO = ("Generalsekretär", "NATO", "Mark Rutte", False)
LAGARDE = ("Präsidentin", "Europäischen Zentralbank", "Christine Lagarde", False)


@pytest.fixture(scope="module")
def roles_of(nlp):
    def find(sentence: str) -> list[tuple[str, str | None, str, bool]]:
        doc = nlp(sentence)
        return [
            (
                role.office,
                role.organisation and sentence[slice(*role.organisation)],
                sentence[slice(*role.holder)],
                role.is_former,
            )
            for role in doc._.roles
        ]

    return find


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("NATO-Generalsekretär Mark Rutte warnte am Mittwoch vor Zögern.", [NATO]),
        ("Laut Mark Rutte, dem Generalsekretär der NATO, ist das falsch.", [NATO]),
        (
            "Der US-Sondergesandte Steve Witkoff reiste nach Moskau.",
            [("Sondergesandte", "US", "Steve Witkoff", False)],
        ),
        (
            "Steve Witkoff, Sondergesandter der USA, traf Putin.",
            [("Sondergesandter", "USA", "Steve Witkoff", False)],
        ),
        (
            "Der ehemalige US-Präsident Donald Trump widersprach.",
            [("Präsident", "US", "Donald Trump", True)],
        ),
        ("Ex-US-Präsident Barack Obama kritisierte den Plan.", [("Präsident", "US", "Barack Obama", True)]),
        ("Ex-Kanzler Olaf Scholz nahm an dem Treffen teil.", [("Kanzler", None, "Olaf Scholz", True)]),
        (
            "Altkanzlerin Angela Merkel lehnte eine Stellungnahme ab.",
            [("Altkanzlerin", None, "Angela Merkel", True)],
        ),
        (
            "Der ukrainische Ex-Präsident Petro Poroschenko fordert mehr Geld.",
            [("Präsident", "ukrainische", "Petro Poroschenko", True)],
        ),
        (
            "Jens Stoltenberg, bis 2024 NATO-Generalsekretär, stimmte zu.",
            [("Generalsekretär", "NATO", "Jens Stoltenberg", True)],
        ),
        (
            "Donald Trump, ehemaliger Präsident der USA, fordert mehr Geld.",
            [("Präsident", "USA", "Donald Trump", True)],
        ),
        (
            "Die dänische Ministerpräsidentin Mette Frederiksen betonte die Bedeutung.",
            [("Ministerpräsidentin", "dänische", "Mette Frederiksen", False)],
        ),
        ("US-Vizepräsident JD Vance drohte mit Rückzug.", [("Vizepräsident", "US", "JD Vance", False)]),
        ("Christine Lagarde, Präsidentin der Europäischen Zentralbank, warnte vor Inflation.", [LAGARDE]),
        ("Die Präsidentin der Europäischen Zentralbank, Christine Lagarde, warnte davor.", [LAGARDE]),
        ("Die Präsidentin der Europäischen Zentralbank Christine Lagarde warnte davor.", [LAGARDE]),
        (
            "Wladimir Putin, der Präsident Russlands, lehnte das ab.",
            [("Präsident", "Russlands", "Wladimir Putin", False)],
        ),
        (
            "Der französische Präsident, Emmanuel Macron, stimmte zu.",
            [("Präsident", "französische", "Emmanuel Macron", False)],
        ),
        (
            "Der SPD-Chef und Vizekanzler Lars Klingbeil lehnt das ab.",
            [("Vizekanzler", None, "Lars Klingbeil", False), ("Chef", "SPD", "Lars Klingbeil", False)],
        ),
        (
            "Außenminister und Vizekanzler Anton Muster sprach von Erfolg.",
            [("Vizekanzler", None, "Anton Muster", False), ("Außenminister", None, "Anton Muster", False)],
        ),
        (
            "Die Co-Vorsitzenden Franziska Brantner und Felix Banaszak forderten mehr Tempo.",
            [
                ("Vorsitzende", None, "Franziska Brantner", False),
                ("Vorsitzende", None, "Felix Banaszak", False),
            ],
        ),
        (
            "Die SPD-Vorsitzenden Lars Klingbeil und Bärbel Bas forderten mehr Tempo.",
            [("Vorsitzende", "SPD", "Lars Klingbeil", False), ("Vorsitzende", "SPD", "Bärbel Bas", False)],
        ),
        (
            "Die Regierungschefs Giorgia Meloni, Pedro Sánchez und Donald Tusk stimmten zu.",
            [
                ("Regierungschef", None, "Giorgia Meloni", False),
                ("Regierungschef", None, "Pedro Sánchez", False),
                ("Regierungschef", None, "Donald Tusk", False),
            ],
        ),
        (
            "Anna Muster (CDU), Innenministerin von Hessen, und Anton Beispiel trafen sich.",
            [("Innenministerin", "Hessen", "Anna Muster", False)],
        ),
        (
            "Der Chef der Wagner-Gruppe, Jewgeni Prigoschin, stimmte zu.",
            [("Chef", "Wagner-Gruppe", "Jewgeni Prigoschin", False)],
        ),
    ],
)
def test_who_holds_what(roles_of, sentence, expected):
    assert roles_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "holders"),
    [
        ("Er nannte Emmanuel Macron, Bundeskanzler Friedrich Merz und Premier Keir Starmer.", 2),
        ("Nach dem Treffen von Wladimir Putin, dem Präsidenten der Ukraine und Donald Trump war Stille.", 0),
        ("Wie sagte Putin, Präsident Selenskyj sei nicht legitim.", 1),
        ("Anwesend waren der Präsident, Anton Muster und Anna Beispiel.", 0),
        ("Die Parteivorsitzende Ines Schwerdtner und Jan van Aken trafen sich.", 1),
        ("Kanzler Scholz sprach mit dem Präsidenten und Außenminister Lawrow.", 2),
        ("Der Rat ernannte anstelle des zurückgetretenen Parteichefs Anton Muster, Anna Beispiel.", 1),
    ],
)
def test_an_office_is_not_given_to_the_neighbour(roles_of, sentence, holders):
    assert len(roles_of(sentence)) == holders


def test_the_sentence_that_says_so_is_kept(nlp):
    text = "Es regnete. NATO-Generalsekretär Mark Rutte warnte davor. Danach schien die Sonne."
    [role] = nlp(text)._.roles
    assert text[slice(*role.sentence)] == "NATO-Generalsekretär Mark Rutte warnte davor."
