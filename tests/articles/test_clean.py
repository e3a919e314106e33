import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.articles.boilerplate import without_boilerplate
from standpunkt.articles.clean import clean, is_same_headline
from standpunkt.articles.rules import BrokenRuleTable, Rule, boilerplate_rules

SENTENCES = [
    "Die Regierung hat am Montag ein neues Gesetz beschlossen.",
    "Die Opposition lehnt das Vorhaben ab und kündigt eine Klage an.",
    "„Bleiben Sie informiert“, sagte der Minister den Bürgern im Radio.",
    "Teilen Sie diese Sorge, fragte die Abgeordnete, oder nicht?",
    "Auf Facebook, Twitter und WhatsApp schrieb der Präsident, er bleibe im Amt.",
    "Die Anzeige gegen den Minister wurde am Freitag zurückgezogen.",
    "Jetzt schrieb Selenskyj auf seinem Telegram-Kanal, er werde nach Paris reisen.",
    "Der Newsletter der Partei kam bei den Mitgliedern gut an.",
    "Das Foto zeigt nach Angaben der Polizei den Täter.",
    "Er zeigte ein Foto: das Haus seiner Eltern in Kiew.",
    "Mehr dazu will der Kanzler am Donnerstag im Bundestag sagen.",
    "Die Bild-Zeitung hatte zuerst über die Pläne berichtet.",
    "Kommentare zu dem Vorfall lehnte der Sprecher ab.",
    "»Lesen Sie auch: das Kleingedruckte«, riet die Ministerin.",
    "Weitere Artikel des Vertrags bleiben unverändert in Kraft.",
    "Die Werbung um Stimmen hat begonnen.",
    "BILD: Herr Präsident, wie geht es Ihnen?",
    "Bild: Haben Sie damit gerechnet?",
    "Die Bürger sollen die neue App bis Montag herunterladen.",
    "Cookies und Kekse gehören zu jedem Fest, meint der Bäcker.",
    "Folgen Sie mir nicht, warnte der Bergführer die Gruppe.",
]
BOILERPLATE = [
    "Teilen Sie dies:",
    "Diesen Artikel teilen",
    "Facebook Twitter WhatsApp E-Mail",
    "Facebook | Twitter | X | LinkedIn",
    "Auf WhatsApp teilen",
    "Link kopieren",
    "Bleiben Sie informiert – Relevantes. Jeden Tag. Lesen Sie, worum es heute wirklich geht: Ein "
    "Modeschöpfer ist "
    "gestorben – die ganze Branche trauert in diesen Tagen um einen ihrer Größten und seine Entwürfe",
    "Bleiben Sie informiert",
    "Folgen Sie uns auf Instagram!",
    "Folgen Sie unserem WhatsApp-Kanal für die wichtigsten Nachrichten des Tages.",
    "Jetzt Newsletter abonnieren!",
    "Melden Sie sich hier für unseren täglichen Newsletter an.",
    "Jetzt abonnieren",
    "Jetzt kostenlos anmelden",
    "Lesen Sie auch: „Wir schaffen das“ – der Kanzler im Gespräch über die Lage im Land",
    "Lesen Sie mehr zum Thema",
    "Mehr zum Thema: Streit um den Haushalt",
    "Siehe auch: Streit um den Haushalt",
    "Das könnte Sie auch interessieren: „Ich war es nicht“",
    "Mehr zum Thema",
    "» Weiterlesen",
    "Anzeige",
    "- ANZEIGE -",
    "Foto: Max Muster/dpa",
    "Bild: IMAGO / Chris Emil Janßen",
    "Symbolbild: Ein Panzer auf einer Straße im Osten des Landes.",
    "Der Kanzler bei seiner Rede. Foto: Michael Kappeler/dpa",
    "Der Kanzler bei seiner Rede (Foto: dpa)",
    "© dpa",
    "© dpa-infocom, dpa:250904-99-12345/2",
    "Der Kanzler bei seiner Rede © AFP",
    "Quelle: dpa",
    "Foto: Am Zaun – die Nachbarn mit ihrem Hund «Minister».",
    "Artikel teilen | Merken | Drucken",
    "➤ Lesen Sie auch: Diese Liftkarten werden teurer",
    "Mehr zum Thema auf Seite 4",
    "Newsletter: Der Tag in fünf Minuten – hier kostenlos bestellen",
    "+++ Alle Nachrichten auch in unserer App: jetzt herunterladen +++",
    "Zur Autorin: Clara Muster beobachtet Brüssel seit 2009.",
    "dpa/mkl/ths",
    "12 Kommentare",
    "Kommentare (3)",
    "Kommentar schreiben",
    "Wir verwenden Cookies, um Ihnen das beste Erlebnis auf unserer Seite zu bieten, und bitten um "
    "Zustimmung. Mehr "
    "dazu steht in unserer Erklärung zum Datenschutz, die Sie jederzeit am Ende jeder Seite aufrufen können.",
    "An dieser Stelle finden Sie einen externen Inhalt von X, der den Artikel ergänzt.",
    "Dieser Artikel ist nur für Abonnenten.",
    "Lesezeit: 3 Min.",
    "4 Minuten Lesezeit",
    "Artikel anhören",
    "Alle Rechte vorbehalten.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_stay(sentence: str) -> None:
    assert clean(f"Ein Satz davor steht hier.\n{sentence}\nEin Satz danach steht hier.").removed == ()


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_goes(line: str) -> None:
    cleaned = clean(f"Ein Satz davor steht hier.\n\n{line}\n\nEin Satz danach steht hier.")
    assert cleaned.text == "Ein Satz davor steht hier.\nEin Satz danach steht hier."
    assert [removed.line for removed in cleaned.removed] == [line]


def test_lone_network_names_go_only_beside_other_boilerplate() -> None:
    bar = ["Teilen", "", "Facebook", "", "WhatsApp", "", "Drucken"]
    text = [
        "Der Rat hat entschieden.",
        *bar,
        "Twitter",
        "Die Plattform wehrt sich.",
        "Facebook",
        "Auch sie klagt.",
    ]
    kept, removed = without_boilerplate(text)
    assert [line.line for line in removed] == ["Teilen", "Facebook", "WhatsApp", "Drucken", "Twitter"]
    assert [line for line in kept if line] == [
        text[0],
        "Die Plattform wehrt sich.",
        "Facebook",
        "Auch sie klagt.",
    ]


def test_links_below_the_article_go_with_their_heading() -> None:
    links = ["Mehr zum Thema", "", "Streit um den Haushalt", "Was der Sommer bringt", "Anzeige"]
    kept, removed = without_boilerplate(["Der Rat hat entschieden.", *links])
    assert [line for line in kept if line] == ["Der Rat hat entschieden."]
    assert [line.line for line in removed] == [line for line in links if line]


@pytest.mark.parametrize("teaser", ["Streit um Geld", "Neuer Kran „Wilma“ hebt 900 Tonnen"])
def test_a_heading_amid_the_text_takes_one_teaser_along(teaser: str) -> None:
    text = ["Der Rat tagt.", "Lesen Sie auch", teaser, "Kritik am Rat", "Der Rat hat entschieden."]
    assert without_boilerplate(text)[0] == ["Der Rat tagt.", "Kritik am Rat", "Der Rat hat entschieden."]


@pytest.mark.parametrize("line", ["„Das ist ein Fehler“", "Der Rat hat entschieden."])
def test_a_heading_takes_no_quotation_and_no_sentence_along(line: str) -> None:
    text = ["Der Rat tagt.", "Mehr zum Thema", line, "Er tagt."]
    assert without_boilerplate(text)[0] == ["Der Rat tagt.", line, "Er tagt."]


def test_a_short_rule_does_not_hit_long_or_quoting_lines() -> None:
    rule = Rule("r", "line_starts", "Jetzt abonnieren", "remove")
    lines = [
        "Jetzt abonnieren " + "wort " * 30,
        "Jetzt abonnieren „Nein“",
        "Jetzt abonnierende Leser",
        "Jetzt abonnieren!",
    ]
    assert without_boilerplate(lines, [rule])[0] == lines[:3]


def test_a_text_of_nothing_but_hit_sentences_stays() -> None:
    line = "Folgen Sie uns auf diesem Weg in die Freiheit."
    assert clean(line).text == line
    assert clean("Anzeige\n\nTeilen Sie dies:").text == ""


@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.lists(st.sampled_from(BOILERPLATE), max_size=3)), min_size=1
    ),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_no_mixture_of_boilerplate_costs_a_sentence(parts: list[tuple[str, list[str]]], gap: str) -> None:
    lines = [line for sentence, around in parts for line in (sentence, *around)]
    assert clean(gap.join(lines)).text.split("\n") == [sentence for sentence, _ in parts]


@given(st.text(), st.none() | st.text(max_size=80))
def test_any_text_becomes_nfc_lines_without_gaps(text: str, title: str | None) -> None:
    cleaned = clean(text, title)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    assert all(line and line == line.strip(" ") for line in cleaned.text.split("\n")) or cleaned.text == ""
    assert cleaned.title is None or cleaned.text.split("\n")[0] == cleaned.title


def test_paragraphs_stand_on_lines_of_their_own() -> None:
    assert (
        clean("Eins ist hier.\r\n\r\n\r\nZwei ist da.  \r\nDrei.").text
        == "Eins ist hier.\nZwei ist da.\nDrei."
    )


def test_a_headline_above_an_empty_line_or_a_longer_paragraph_is_the_title() -> None:
    for gap in ("\n\n", "\n"):
        cleaned = clean(f"Rat beschließt Haushalt{gap}Der Rat hat am Montag den Haushalt beschlossen.")
        assert cleaned.title == "Rat beschließt Haushalt"
        assert cleaned.text == "Rat beschließt Haushalt\nDer Rat hat am Montag den Haushalt beschlossen."


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat entschieden.\n\nNun beginnt der Bau der Brücke.",
        "Der Rat\nhat es",
        "Rat beschließt Haushalt",
        "wort " * 26 + "\n\nDer Rat hat am Montag den Haushalt beschlossen.",
        "Der Rat hat Folgendes entschieden:\n\nDer Haushalt gilt für zwei Jahre.",
    ],
)
def test_what_does_not_look_like_a_headline_is_none(text: str) -> None:
    assert clean(text).title is None


def test_a_dateline_above_the_headline_goes_below_it() -> None:
    cleaned = clean(
        "Berlin, 4. September 2025\n\nRat beschließt Haushalt\n\nDer Rat hat ihn am Montag beschlossen."
    )
    assert cleaned.text.split("\n")[:2] == ["Rat beschließt Haushalt", "Berlin, 4. September 2025"]


def test_a_title_from_metadata_is_put_in_front_once() -> None:
    body = "Der Rat hat am Montag den Haushalt beschlossen."
    expected = f"Rat beschließt „großen“ Haushalt\n{body}"
    for text in (
        body,
        f"Rat beschließt „großen“ Haushalt\n{body}",
        f'Rat beschließt "großen" Haushalt!\n\n{body}',
    ):
        assert clean(text, "Rat beschließt „großen“ Haushalt").text == expected


def test_a_kicker_above_the_repeated_headline_stays() -> None:
    cleaned = clean("Uri\nRat beschließt Haushalt\nDer Rat hat entschieden.", "Rat beschließt Haushalt")
    assert cleaned.text == "Rat beschließt Haushalt\nUri\nDer Rat hat entschieden."


@pytest.mark.parametrize(
    ("line", "title", "same"),
    [
        ("Selenskyj fordert mehr Garantien", "Selenskyj fordert mehr Garantien", True),
        ("SELENSKYJ FORDERT: mehr Garantien!", "Selenskyj fordert mehr Garantien", True),
        ("Selenskij fordert mehr Garantien", "Selenskyj fordert mehr Garantien", True),
        ("26 Länder stellen Truppen für die Ukraine", "16 Länder stellen Truppen für die Ukraine", False),
        ("Selenskyj fordert mehr Garantien für sein Land.", "Selenskyj fordert mehr Garantien", False),
        ("Merz sagt ja", "Merz sagt nein", False),
    ],
)
def test_knows_the_same_headline(line: str, title: str, same: bool) -> None:
    assert is_same_headline(line, title) is same


def test_lines_broken_at_a_fixed_width_become_paragraphs() -> None:
    wrapped = (
        "Rat beschließt Haushalt\n\n"
        "Der Rat der Stadt hat am Montagabend nach einer langen Sitzung den Haus-\n"
        "halt für das kommende Jahr beschlossen. Die Opposition stimmte gegen den\n"
        "Entwurf und sprach von einem Fehler, den die Bürger am Ende mit höheren\n"
        "Gebühren bezahlen müssten.\n\n"
        "Die Bürgermeisterin wies die Kritik zurück. Sie erinnerte an die Vor- und\n"
        "Nachteile der Alternativen, die der Rat schon im Frühjahr auf der letzten\n"
        "Sitzung geprüft habe.\n"
    )
    assert clean(wrapped).text == (
        "Rat beschließt Haushalt\n"
        "Der Rat der Stadt hat am Montagabend nach einer langen Sitzung den Haushalt für das kommende Jahr "
        "beschlossen. Die Opposition stimmte gegen den Entwurf und sprach von einem Fehler, den die "
        "Bürger am Ende "
        "mit höheren Gebühren bezahlen müssten.\n"
        "Die Bürgermeisterin wies die Kritik zurück. Sie erinnerte an die Vor- und Nachteile der "
        "Alternativen, die "
        "der Rat schon im Frühjahr auf der letzten Sitzung geprüft habe."
    )


def test_the_table_has_a_rule_once() -> None:
    ids = [rule.rule_id for rule in boilerplate_rules()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,,line_ends,x,,remove,", "kind 'line_ends' is not one of"),
        ("a,,line_is,x,,delete,", "action 'delete' is not one of"),
        ("a,,part_matches,x,,remove,", "action 'remove' is not one of cut"),
        ("a,,line_is,,,remove,", "pattern is empty"),
        ("a,,line_matches,(,,remove,", "pattern is no regular expression"),
        ("a,,line_matches,x*,,remove,", "pattern matches an empty line"),
        ("a,,line_is,x,,remove_until,", "until is filled exactly where"),
        ("a,,line_is,x,y,remove,", "until is filled exactly where"),
        ("a,kein Name,line_is,x,,remove,", "is no domain"),
        ("ok,,line_is,x,,remove,", "rule_id 'ok' already stands in line 2"),
        ("a,,line_is,x,,remove,note,more", "has 8 fields, the header 7"),
    ],
)
def test_a_broken_table_names_its_line(tmp_path: Path, row: str, problem: str) -> None:
    table = tmp_path / "rules.csv"
    table.write_text(
        f"rule_id,domain,kind,pattern,until,action,note\nok,,line_is,Anzeige,,remove,\n{row}\n",
        encoding="utf-8",
    )
    with pytest.raises(BrokenRuleTable, match=f"rules.csv:3: .*{problem}"):
        boilerplate_rules(table)


def test_a_paragraph_of_very_many_lines() -> None:
    lines = [
        "Der Rat hat am Montag nach langer Debatte den Haus-",
        "halt für das kommende Jahr beschlossen und wieder",
    ] * 40_000
    text = clean("Haushalt\n\n" + "\n".join(lines)).text
    assert text == "Haushalt\n" + " ".join([lines[0][:-1] + lines[1]] * 40_000)
