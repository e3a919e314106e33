"""Contradictions between articles, and positions of groups: real runs over articles made for it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.conftest import SHARED

# Title, day, outlet, text. Each line begins with what it is there for.
ARTICLES = [
    (
        "Rutte A",
        "2025-09-04",
        "A-Blatt",
        "Der NATO-Generalsekretär Mark Rutte reiste mit seinen Beratern nach Rom.",
    ),
    ("Rutte B", "2025-09-05", "B-Blatt", "Mark Rutte, der Generalsekretär der NATO, lobte die Helfer."),
    (
        "Stoltenberg",
        "2025-09-05",
        "C-Blatt",
        "Am Freitag sprach der NATO-Generalsekretär Jens Stoltenberg mit Beratern.",
    ),
    (
        "Stoltenberg früher",
        "2025-09-05",
        "D-Blatt",
        "Der frühere NATO-Generalsekretär Jens Stoltenberg besuchte ein Museum.",
    ),
    (
        "Rückblick",
        "2025-09-05",
        "D-Blatt",
        "Im Jahr 2019 eröffnete NATO-Generalsekretär Jens Stoltenberg den neuen Bau.",
    ),
    ("Trump A", "2025-09-03", "A-Blatt", "Der ehemalige US-Präsident Donald Trump kam nach Alaska."),
    ("Trump B", "2025-09-06", "B-Blatt", "US-Präsident Donald Trump begrüßte die Gäste aus Europa."),
    ("Trump C", "2025-07-01", "B-Blatt", "US-Präsident Donald Trump begrüßte die Gäste aus Asien."),
    # Two presidents of two countries, two heads of two Länder, two chairs of one party.
    ("Macron", "2025-09-05", "A-Blatt", "Der französische Präsident Emmanuel Macron kam nach Berlin."),
    ("Selenskyj", "2025-09-05", "B-Blatt", "Der ukrainische Präsident Wolodymyr Selenskyj kam nach Berlin."),
    ("Söder", "2025-09-05", "A-Blatt", "Bayerns Ministerpräsident Markus Söder eröffnete die Messe."),
    ("Wüst", "2025-09-05", "B-Blatt", "NRW-Ministerpräsident Hendrik Wüst eröffnete die Brücke."),
    ("Klingbeil", "2025-09-05", "A-Blatt", "SPD-Chef Lars Klingbeil eröffnete die Tagung in Köln."),
    ("Bas", "2025-09-05", "B-Blatt", "SPD-Chefin Bärbel Bas eröffnete die Tagung in Kassel."),
    ("Klub A", "2025-09-05", "A-Blatt", "Präsident Anton Muster begrüßte die Ruderer am See."),
    ("Klub B", "2025-09-05", "B-Blatt", "Präsident Otto Beispiel begrüßte die Turner in der Halle."),
    # A change of office that the table knows.
    ("Scholz", "2025-05-05", "A-Blatt", "Der deutsche Bundeskanzler Olaf Scholz packte seine Akten."),
    ("Merz", "2025-05-07", "B-Blatt", "Der deutsche Bundeskanzler Friedrich Merz bezog sein Büro."),
    # Nobody contradicts it but the table.
    (
        "Sunak",
        "2025-03-10",
        "A-Blatt",
        "Der britische Premierminister Rishi Sunak besuchte am Montag eine Schule.",
    ),
    (
        "Für",
        "2025-10-01",
        "A-Blatt",
        "Der polnische Ministerpräsident Donald Tusk unterstützt ausländische Truppen in der Ukraine.",
    ),
    (
        "Wider",
        "2025-10-03",
        "B-Blatt",
        "Der polnische Ministerpräsident Donald Tusk lehnt ausländische Truppen in der Ukraine ab.",
    ),
    (
        "Merz dafür",
        "2025-10-03",
        "B-Blatt",
        "CDU-Chef Friedrich Merz unterstützt Sicherheitsgarantien für die Ukraine.",
    ),
    (
        "Söder dafür",
        "2025-10-03",
        "B-Blatt",
        "CSU-Chef Markus Söder unterstützt Sicherheitsgarantien für die Ukraine.",
    ),
    (
        "London",
        "2025-10-03",
        "B-Blatt",
        "Großbritannien lehnt Sicherheitsgarantien für die Ukraine ab.",
    ),
    (
        "Helsinki",
        "2022-03-03",
        "B-Blatt",
        "Finnland lehnt Sicherheitsgarantien für die Ukraine ab.",
    ),
]


@pytest.fixture(scope="module")
def reports(press_review: Callable, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("conflicts")
    inbox = folder / "inbox"
    inbox.mkdir()
    lines = [
        json.dumps(
            {
                "title": title,
                "date": day,
                "source": outlet,
                "url": f"https://{outlet.lower()}.example/{number}",
                "text": text,
            },
            ensure_ascii=False,
        )
        for number, (title, day, outlet, text) in enumerate(ARTICLES)
    ]
    (inbox / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    press_review(inbox, folder / "w.duckdb")
    with duckdb.connect(str(folder / "w.duckdb"), read_only=True) as connection:
        yield connection


def conflicts(connection: duckdb.DuckDBPyConnection, kind: str) -> list[tuple]:
    return connection.execute(
        "select actor_name, says, outlet_name, other_actor_name, other_says, days_apart, article_count, "
        "other_article_count from marts.conflicting_reports where kind = ? order by all",
        [kind],
    ).fetchall()


def test_two_holders_of_one_office_are_told_once_from_the_rarer_side(reports):
    assert conflicts(reports, "holders") == [
        ("Jens Stoltenberg", "holder", "C-Blatt", "Mark Rutte", "holder", 0, 1, 2)
    ]


def test_former_and_current_holders_within_a_month(reports):
    assert conflicts(reports, "former and current") == [
        ("Donald Trump", "former", "A-Blatt", "Donald Trump", "holder", 3, 1, 1),
        ("Jens Stoltenberg", "former", "D-Blatt", "Jens Stoltenberg", "holder", 0, 1, 1),
    ]


def test_what_the_table_of_offices_contradicts(reports):
    found = reports.execute(
        "select kind, actor_name, other_actor_name, other_valid_from from marts.conflicting_reports "
        "where kind in ('holder in table', 'former in table') order by all"
    ).fetchall()
    assert found == [
        ("former in table", "Donald Trump", "Donald Trump", date(2025, 1, 20)),
        ("holder in table", "Jens Stoltenberg", "Mark Rutte", date(2024, 10, 1)),
        ("holder in table", "Rishi Sunak", "Keir Starmer", date(2024, 7, 5)),
    ]


def test_opposite_stances_with_both_sentences(reports):
    [row] = reports.execute(
        "select actor_name, issue_id, days_apart, compared_by, says, sentence_text, other_says, "
        "other_sentence_text from marts.conflicting_reports where kind = 'stances'"
    ).fetchall()
    assert row[:4] == ("Donald Tusk", "auslaendische-truppen", 2, "date")
    assert dict([row[4:6], row[6:8]]) == {"support": ARTICLES[-6][3], "oppose": ARTICLES[-5][3]}


def test_every_offset_gives_the_sentence(reports):
    [(rows, wrong)] = reports.execute(
        """select count(*), count(*) filter (
            where span(a.text, c.start_char, c.end_char) != c.sentence_text
            or not contains(a.text, c.sentence_text)
            or span(b.text, c.other_start_char, c.other_end_char) is distinct from c.other_sentence_text)
        from marts.conflicting_reports c join articles a using (article_id)
        left join articles b on b.article_id = c.other_article_id"""
    ).fetchall()
    assert rows == 7
    assert wrong == 0


def position(connection: duckdb.DuckDBPyConnection, group: str, issue: str) -> list[tuple]:
    return connection.execute(
        "select relation, stance_count, net_support, own_count, actor_ids from marts.positions_by_group "
        "where group_actor_id = ? and issue_id = ?",
        [group, issue],
    ).fetchall()


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("party:de-cdu", ("party", 1, 1.0, 0, ["person:friedrich-merz"])),
        # A person stands for the party's alliance, and each stance counts once.
        ("group:de-union", ("alliance", 2, 1.0, 0, ["person:friedrich-merz", "person:markus-soeder"])),
        # Chancellor, so of the state, and of its alliances; a Land is not its state.
        ("state:de", ("government", 1, 1.0, 0, ["person:friedrich-merz"])),
        ("org:eu", ("alliance", 1, 1.0, 0, ["person:friedrich-merz"])),
        # Britain had left the EU, Finland had not joined.
        ("org:nato", ("alliance", 2, 0.0, 0, ["person:friedrich-merz", "state:gb"])),
        ("state:gb", ("government", 1, -1.0, 1, ["state:gb"])),
    ],
)
def test_positions_of_groups_on_the_day_of_the_article(reports, group, expected):
    found = position(reports, group, "sicherheitsgarantien")
    if group == "org:eu":
        # Finland's stance of 2022 is the EU's, but not NATO's.
        assert found == [("alliance", 2, 0.0, 0, ["person:friedrich-merz", "state:fi"])]
    else:
        assert found == [expected]


@pytest.mark.needs_shared
def test_the_articles_given_contradict_each_other_in_two_offices(press_review: Callable, tmp_path: Path):
    press_review(SHARED / "seeds", tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select kind, actor_name, other_actor_name, compared_by from marts.conflicting_reports "
            "order by all"
        ).fetchall()
    assert found == [
        ("former and current", "Donald Trump", "Donald Trump", "offices"),
        ("holders", "Jens Stoltenberg", "Mark Rutte", "offices"),
    ]
