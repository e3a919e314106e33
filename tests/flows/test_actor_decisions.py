"""Decisions about actors in a real warehouse: taken, applied, kept, undone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standpunkt.actors.decision_file import DecisionFile
from standpunkt.report.actor import explain_actor
from standpunkt.resources import resource_folder
from standpunkt.settings import Settings
from standpunkt.steps.check import check
from standpunkt.steps.decide import NoSuchActor, NothingToDecide, open_desk
from standpunkt.steps.review import review
from tests.flows.test_press_review import content, select

ONE = (
    "Streit um den Hafen\n\n"
    "Die Hafenmeisterin Petra Quellberg hat den Ausbau des Hafens gefordert. "
    "„Wir brauchen den Ausbau des Hafens“, sagte Petra Quellberg am Dienstag. "
    "Bernd Achterholt lehnt den Ausbau ab. „Das ist ein Fehler“, sagte Bernd Achterholt.\n"
)
TWO = (
    "Noch ein Hafen\n\n"
    "Auch die Unternehmerin Petra Quelberg fordert den Ausbau des Hafens. "
    "„Der Hafen muss wachsen“, sagte Petra Quelberg am Mittwoch in Emden.\n"
)
THREE = (
    "Der Hafen bleibt klein\n\n"
    "Petra Quellberg ist jetzt gegen den Ausbau des Hafens. "
    "„Der Hafen ist groß genug“, sagte Petra Quellberg am Freitag.\n"
)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables of the user's own, in use."""
    folder = shutil.copytree(
        resource_folder("seeds"), tmp_path / "tables", ignore=lambda *_: {"articles", "subjects"}
    )
    monkeypatch.setenv("STANDPUNKT_TABLES", str(folder))
    return folder


@pytest.fixture
def relink(prefect_server: str) -> Iterator[Callable]:
    from prefect.settings import PREFECT_API_URL, temporary_settings
    from standpunkt_flows.press_review import relink as flow

    def run(warehouse: Path):
        with temporary_settings({PREFECT_API_URL: prefect_server}):
            return flow(warehouse=str(warehouse))

    return run


@pytest.fixture
def filled(press_review: Callable, tables: Path, tmp_path: Path) -> Path:
    """A warehouse with the first two articles."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "one.txt").write_text(ONE, encoding="utf-8")
    (inbox / "two.txt").write_text(TWO, encoding="utf-8")
    press_review(inbox, tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def all_rows(warehouse: Path) -> dict[str, list[tuple]]:
    redirects = select(warehouse, "select * from actor_redirects order by all")
    memberships = select(warehouse, "select * from memberships order by all")
    return content(warehouse) | {"actor_redirects": redirects, "memberships": memberships}


def id_of(warehouse: Path, name: str) -> str:
    [(actor_id,)] = select(warehouse, f"select actor_id from actors where name = '{name}'")
    return actor_id


def redirects(warehouse: Path) -> dict[str, str]:
    found = dict(select(warehouse, "select old_actor_id, actor_id from actor_redirects"))
    current = {actor_id for (actor_id,) in select(warehouse, "select actor_id from actors")}
    assert not current & set(found)
    assert set(found.values()) <= current
    return found


def speakers(warehouse: Path) -> set[str]:
    rows = select(
        warehouse,
        "select distinct n.name from statements s join actors n on s.speaker_actor_id = n.actor_id",
    )
    return {name for (name,) in rows}


def test_merged_actors_are_one_and_two_again_when_that_is_undone(
    filled: Path, relink: Callable, press_review: Callable, tmp_path: Path, tables: Path
):
    before = all_rows(filled)
    right, slip = id_of(filled, "Petra Quellberg"), id_of(filled, "Petra Quelberg")
    proposed = review(filled, Settings())
    pairs = {(row[3], row[9]): row for row in proposed.rows}
    line = dict(zip(proposed.columns, pairs[slip, right], strict=True))
    assert line["reason"] == "near spelling"
    assert "Quelberg" in line["example"]
    assert "Quellberg" in line["other_example"]
    assert line["command"].startswith(f"standpunkt actors merge {slip} {right}")

    with open_desk(filled, Settings()) as desk:
        [decision] = desk.merge([slip], right, "ein Tippfehler")
    relink(filled)
    assert redirects(filled)[slip] == right
    assert "Petra Quelberg" not in speakers(filled)
    assert select(filled, f"select count(*) from mentions where actor_id = '{slip}'") == [(0,)]
    assert select(filled, f"select current_actor_id('{slip}'), current_actor_id('{right}')") == [
        (right, right)
    ]
    explained = explain_actor(filled, slip)
    assert explained.redirected_from == slip
    assert dict(explained.facts)["id"] == right
    assert {"Petra Quellberg", "Petra Quelberg"} <= {one.text for one in explained.spellings}
    assert all("Petra" in sentence for _, sentence in explained.examples)
    assert slip not in {row[3] for row in review(filled, Settings()).rows}
    assert not [one for one in check(tables, filled) if one.problem.file == "actor_decisions.csv"]

    # Later runs know the decision, and it is the same whatever came first.
    (tmp_path / "inbox" / "four.txt").write_text(TWO.replace("Emden", "Husum und Emden"), encoding="utf-8")
    press_review(tmp_path / "inbox", filled)
    press_review(tmp_path / "inbox", tmp_path / "again.duckdb")
    assert all_rows(filled) == all_rows(tmp_path / "again.duckdb")
    assert select(filled, f"select count(*) from mentions where actor_id = '{slip}'") == [(0,)]
    (tmp_path / "inbox" / "four.txt").unlink()

    DecisionFile(tables).undo(decision.number)
    relink(filled)
    after = {
        table: [row for row in rows if "four.txt" not in row]
        for table, rows in all_rows(filled).items()
        if table in ("actors", "actor_redirects", "memberships")
    }
    assert after == {table: before[table] for table in after}
    assert redirects(filled).get(slip) is None


def test_undoing_leaves_the_rows_as_they_were(filled: Path, relink: Callable, tables: Path):
    before = all_rows(filled)
    petra = id_of(filled, "Petra Quellberg")
    with open_desk(filled, Settings()) as desk:
        merged = desk.merge([petra, "org:nato"], "org:eu", "")
        renamed = desk.rename("state:fr", "Die Französische Republik", "")
    relink(filled)
    changed = all_rows(filled)
    assert changed["actors"] != before["actors"]
    assert redirects(filled)[petra] == redirects(filled)["org:nato"] == "org:eu"
    assert ("state:fr", "Die Französische Republik", "state", True) in changed["actors"]
    members = {row[0] for row in changed["memberships"] if row[1] == "org:eu"}
    assert {"state:us", "state:fr"} <= members
    assert not [row for row in changed["memberships"] if "org:nato" in row]
    for one in (*merged, *renamed):
        DecisionFile(tables).undo(one.number)
    relink(filled)
    assert all_rows(filled) == before


def test_a_split_actor_is_two_and_its_new_id_leads_back_when_undone(
    filled: Path, relink: Callable, press_review: Callable, tmp_path: Path, tables: Path
):
    (tmp_path / "inbox" / "three.txt").write_text(THREE, encoding="utf-8")
    press_review(tmp_path / "inbox", filled)
    before = all_rows(filled)
    petra = id_of(filled, "Petra Quellberg")
    [(article,)] = select(filled, "select article_id from articles where path = 'three.txt'")
    with open_desk(filled, Settings()) as desk:
        [decision] = desk.split(petra, [article], [], [], None, "Petra Quellberg (Reederin)", "")
        with pytest.raises(NothingToDecide, match="by spelling 'Paula Quellberg'"):
            desk.split(petra, [], [], ["Paula Quellberg"], None, "Paula", "")
        with pytest.raises(NoSuchActor, match="has an actor 'person:nobody'"):
            desk.merge(["person:nobody"], petra, "")
    relink(filled)
    new = id_of(filled, "Petra Quellberg (Reederin)")
    rows = select(
        filled,
        f"select distinct article_id = '{article}', actor_id = '{new}' from mentions "
        "where text = 'Petra Quellberg' order by all",
    )
    assert rows == [(False, False), (True, True)]
    DecisionFile(tables).undo(decision.number)
    relink(filled)
    after = all_rows(filled)
    assert redirects(filled)[new] == petra
    after["actor_redirects"].remove((new, petra))
    assert after == before


def test_who_was_new_and_is_in_a_table_now_is_found_under_both_ids(
    filled: Path, relink: Callable, press_review: Callable, tmp_path: Path, tables: Path
):
    before = all_rows(filled)
    old = id_of(filled, "Petra Quellberg")
    shipped = (tables / "actors.csv").read_text(encoding="utf-8")
    (tables / "actors.csv").write_text(
        shipped + "person:petra-quellberg,Petra Quellberg,person,DE,f,\n", encoding="utf-8"
    )
    relink(filled)
    assert redirects(filled)[old] == "person:petra-quellberg"
    press_review(tmp_path / "inbox", tmp_path / "again.duckdb")
    assert all_rows(filled) == all_rows(tmp_path / "again.duckdb")

    # Merged further, the chain is one step; without the line and the merge everything is as before.
    with open_desk(filled, Settings()) as desk:
        [decision] = desk.merge(["person:petra-quellberg"], "state:fr", "")
    relink(filled)
    assert redirects(filled)[old] == redirects(filled)["person:petra-quellberg"] == "state:fr"
    DecisionFile(tables).undo(decision.number)
    relink(filled)
    assert redirects(filled)[old] == "person:petra-quellberg"
    (tables / "actors.csv").write_text(shipped, encoding="utf-8")
    relink(filled)
    after = all_rows(filled)
    assert redirects(filled)["person:petra-quellberg"] == old
    after["actor_redirects"].remove(("person:petra-quellberg", old))
    assert after == before


def test_a_run_between_decision_and_relink_leaves_no_row_without_its_actor(
    filled: Path, relink: Callable, press_review: Callable, tmp_path: Path, tables: Path
):
    petra = id_of(filled, "Petra Quellberg")
    (tables / "actor_decisions.csv").write_text(
        f"number,decision,actor_id,into_actor_id\n1,merge,{petra},org:nato\n2,merge,org:nato,org:eu\n",
        encoding="utf-8",
    )
    (tmp_path / "inbox" / "three.txt").write_text(THREE, encoding="utf-8")
    press_review(tmp_path / "inbox", filled)
    lost = "select count(*) from mentions where actor_id not in (select actor_id from actors)"
    assert select(filled, lost) == [(0,)]
    # Some rows still mean her, so her id is today's.
    assert petra not in redirects(filled)
    relink(filled)
    assert redirects(filled)[petra] == "org:eu"
    (tables / "actor_decisions.csv").write_text(
        "number,decision,actor_id,into_actor_id\n9,merge,person:typo,org:nato\n", encoding="utf-8"
    )
    [idle] = [str(one) for one in check(tables, filled) if one.problem.file == "actor_decisions.csv"]
    assert idle.startswith("actor_decisions.csv:2: warning: decision 9 matches nothing in ")
