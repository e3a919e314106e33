"""Cleaning rules of users: per outlet, over the shipped ones, refused by line."""

from datetime import date
from pathlib import Path

import pytest

from standpunkt.articles import articles_from
from standpunkt.articles.clean import clean
from standpunkt.articles.fingerprint import cleaning_version
from standpunkt.articles.rules import boilerplate_rules, cleaning_rules, rules_for
from standpunkt.csv_tables import SeedTableError
from standpunkt.steps.extract import extractor_version

HEADER = "rule_id,domain,kind,pattern,until,action,note\n"
BODY = [
    "Der Rat der Stadt hat am Montag nach langer Sitzung den Haushalt beschlossen.",
    "Die Opposition stimmte gegen den Entwurf und sprach von einem schweren Fehler.",
    "Die Bürgermeisterin wies die Kritik zurück und erinnerte an die Rücklagen der Stadt.",
]


def table(folder: Path, *rows: str) -> Path:
    (folder / "cleaning.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def page(*, host: str, box: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f"<html><head><link rel='canonical' href='https://www.{host}/1'></head><body>"
        f"<h1>Haushalt steht fest</h1><div>{paragraphs}{box}"
        "<p>Am Dienstag beginnt die Arbeit an den Plänen für das nächste Jahr.</p></div>"
    ).encode()


def text_of(raw: bytes, folder: Path | None) -> str:
    (article,) = articles_from(raw, "a.html", date(2025, 9, 10), cleaning_rules(folder)).articles
    return article.text


def test_without_a_table_the_shipped_rules_hold(tmp_path: Path) -> None:
    assert cleaning_rules(tmp_path) == cleaning_rules() == boilerplate_rules()


def test_a_line_rule_holds_for_its_outlet_only(tmp_path: Path) -> None:
    rules = cleaning_rules(table(tmp_path, "x,alpenbote.example,line_starts,Der Alpenbote meint,,remove,"))
    line = "Der Alpenbote meint: gut so."
    for url, kept in (
        ("https://www.alpenbote.example/1", False),
        ("https://wien.alpenbote.example/1", False),
        ("https://neualpenbote.example/1", True),
        (None, True),
    ):
        assert (line in clean("\n".join([*BODY, line]), None, rules_for(rules, url)).text) is kept


def test_an_element_rule_drops_a_box_of_its_outlet(tmp_path: Path) -> None:
    folder = table(tmp_path, "x,alpenbote.example,element,zz-hint,,remove,")
    box = "<div class='zz-hint'>Dieser Text erschien zuerst in der Wochenendausgabe unserer Zeitung.</div>"
    assert "Wochenendausgabe" in text_of(page(host="alpenbote.example", box=box), None)
    assert "Wochenendausgabe" not in text_of(page(host="alpenbote.example", box=box), folder)
    assert "Wochenendausgabe" in text_of(page(host="hafenkurier.example", box=box), folder)


def test_an_exception_saves_what_a_shipped_rule_would_drop(tmp_path: Path) -> None:
    folder = table(tmp_path, "x,alpenbote.example,element,kasten,,keep,")
    sentence = "Der Landtag berät am Freitag über die Zuschüsse für kleine Gemeinden."
    box = f"<div class='kasten'><p>{sentence}</p></div>"
    assert "Landtag" not in text_of(page(host="alpenbote.example", box=box), None)
    assert "Landtag" in text_of(page(host="alpenbote.example", box=box), folder)


def test_a_rule_of_the_same_id_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    rules = cleaning_rules(table(tmp_path, "advertisement,,line_is,Reklame,,remove,"))
    lines = [BODY[0], "Anzeige", "Reklame"]
    assert clean("\n".join(lines), None, rules).text.split("\n") == lines[:2]


def test_a_block_goes_to_the_line_that_ends_it(tmp_path: Path) -> None:
    rules = cleaning_rules(table(tmp_path, "x,,line_is,Unsere Leser fragen,Ende der Fragen,remove_until,"))
    lines = [
        BODY[0],
        "Unsere Leser fragen",
        "Wann kommt der Bus endlich wieder pünktlich?",
        "Ende der Fragen",
    ]
    assert clean("\n".join([*lines, BODY[1]]), None, rules).text.split("\n") == [BODY[0], BODY[1]]
    assert clean("\n".join([*lines[:3], BODY[1]]), None, rules).text.split("\n") == [
        BODY[0],
        lines[2],
        BODY[1],
    ]


def test_the_rest_goes_only_behind_the_greater_part() -> None:
    notes = ["Notizblock", "Ansprechpartner ist die Redaktion in Kiel."]
    cleaned = clean("\n".join([*BODY, *notes]))
    assert cleaned.text.split("\n") == BODY
    assert [(one.line_no, one.line) for one in cleaned.removed] == [(3, notes[0]), (3, notes[1])]
    assert BODY[1] in clean("\n".join([notes[0], *BODY])).text


def test_a_part_of_a_line_is_cut_and_kept_beside() -> None:
    cleaned = clean(f"Kiel/Luxemburg (dpa) – {BODY[0]}\n{BODY[1]} (dpa/AFP)")
    assert cleaned.text.split("\n") == BODY[:2]
    assert [(one.line, one.rule_id) for one in cleaned.removed] == [
        ("Kiel/Luxemburg (dpa) –", "dateline_agency"),
        ("(dpa/AFP)", "end_mark"),
    ]


def test_a_changed_rule_changes_the_extractors_version(tmp_path: Path) -> None:
    before = extractor_version(None, tmp_path)
    table(tmp_path, "x,,line_is,Reklame,,remove,")
    after = extractor_version(None, tmp_path)
    table(tmp_path, "x,,line_is,Werbeblock,,remove,")
    assert len({before, after, extractor_version(None, tmp_path)}) == 3
    assert before == extractor_version()
    assert before.endswith(cleaning_version())


def test_mistakes_are_named_by_file_and_line_all_at_once(tmp_path: Path) -> None:
    table(tmp_path, "a,,line_is,x,,delete,", "b,,line_matches,(,,remove,")
    with pytest.raises(SeedTableError) as refused:
        extractor_version(None, tmp_path)
    assert [(one.file, one.line) for one in refused.value.problems] == [
        ("cleaning.csv", 2),
        ("cleaning.csv", 3),
    ]
