"""Decisions about actors, on the rows of single articles and as lines of a table."""

import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from standpunkt.actors.deciding import spellings
from standpunkt.actors.decision_file import DecisionFile, DecisionImpossible, NoSuchDecision
from standpunkt.actors.decisions import COLUMNS, Decision
from standpunkt.actors.seed_files import SeedTableError
from standpunkt.actors.tables import load_tables
from standpunkt.resources import resource_folder

TEXT = (
    "Anna Muster sagte, der Plan sei gut. Muster will bleiben, sagte sie. "
    "Anna Mustermann sagte, der Weg sei lang. Mustermann lobte Macron."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(resource_folder("seeds"), tmp_path / "seeds", ignore=lambda *_: {"articles"})


@pytest.fixture
def told(story):
    """A story with two persons no table has, told by their ids."""
    built = story(TEXT)
    built.persons("Anna Mustermann")
    built.mention("Anna Muster").mention("Muster", nth=1).mention("Mustermann", nth=1).mention("Macron")
    built.says("Anna Muster", "der Plan sei gut").says("sie", "Muster will bleiben")
    built.says("Anna Mustermann", "der Weg sei lang")
    built.stance("Mustermann", "Macron", nth=1)
    return built


def decided(told, *decisions: Decision):
    told.tables = replace(told.tables, decisions=decisions)
    return told


def ids(told) -> tuple[str, str]:
    return told.linked("Anna Muster"), told.linked("Anna Mustermann")


def test_a_merge_moves_every_reference_and_names_the_number(told):
    muster, mustermann = ids(told)
    assert muster != mustermann
    linked = decided(told, Decision(4, "merge", mustermann, muster, "Anna Muster")).link()
    assert {row["actor_id"] for row in linked.mentions} == {muster, "person:emmanuel-macron"}
    assert [row["speaker_actor_id"] for row in linked.statements] == [muster, muster, muster]
    assert linked.stances[0]["holder_actor_id"] == muster
    assert {actor.actor_id for actor in linked.actors} == {muster, "person:emmanuel-macron"}
    methods = {row["text"]: row["link_method"] for row in linked.mentions}
    assert methods["Anna Mustermann"] == "decision 4"
    assert methods["Anna Muster"] == "new"


def test_merges_follow_each_other_and_order_means_nothing(told):
    muster, mustermann = ids(told)
    decisions = (
        Decision(1, "merge", mustermann, muster, "Anna Muster"),
        Decision(2, "merge", muster, "person:friedrich-merz"),
        Decision(3, "rename", "person:friedrich-merz", name="Wer auch immer"),
    )
    linked = decided(told, *decisions).link()
    assert linked == decided(told, *reversed(decisions)).link()
    assert {row["speaker_actor_id"] for row in linked.statements} == {"person:friedrich-merz"}
    names = {actor.actor_id: actor.name for actor in linked.actors}
    assert names["person:friedrich-merz"] == "Wer auch immer"


def test_whom_a_merge_makes_one_has_no_stance_towards_another(told):
    _, mustermann = ids(told)
    linked = decided(told, Decision(1, "merge", mustermann, "person:emmanuel-macron")).link()
    assert linked.stances[0]["holder_actor_id"] == "person:emmanuel-macron"
    assert linked.stances[0]["target_actor_id"] is None


def test_undone_and_dismissed_decide_nothing(told):
    before = told.link()
    muster, mustermann = ids(told)
    undone = Decision(1, "merge", mustermann, muster, "Anna Muster", undone_on="2025-01-01")
    assert decided(told, undone, Decision(2, "dismiss", muster, mustermann)).link() == before


def test_a_split_by_article_moves_all_of_it_and_only_there(told):
    muster, _ = ids(told)
    new = "person:split:1"
    split = Decision(1, "split", muster, new, "Anna Muster (2)", article_id="a1")
    linked = decided(told, split).link()
    assert [row["speaker_actor_id"] for row in linked.statements][:2] == [new, new]
    assert {row["text"] for row in linked.mentions if row["actor_id"] == new} == {"Anna Muster", "Muster"}
    assert next(actor for actor in linked.actors if actor.actor_id == new).name == "Anna Muster (2)"
    elsewhere = decided(told, replace(split, article_id="a2"))
    assert new not in {row["actor_id"] for row in elsewhere.link().mentions}


def test_a_split_by_spelling_takes_along_what_follows_the_name(told):
    muster, mustermann = ids(told)
    both = Decision(1, "merge", mustermann, muster, "Anna Muster")
    split = Decision(2, "split", muster, "person:split:1", "Mustermann", spelling="Anna Mustermann")
    linked = decided(told, both, split).link()
    assert [row["speaker_actor_id"] for row in linked.statements] == [muster, muster, "person:split:1"]
    # The surname alone goes with the full name before it.
    assert linked.stances[0]["holder_actor_id"] == "person:split:1"
    methods = {row["text"]: row["link_method"] for row in linked.mentions}
    assert methods["Anna Mustermann"] == "decision 1, 2"


def test_the_most_particular_split_counts(told):
    muster, _ = ids(told)
    linked = decided(
        told,
        Decision(1, "split", muster, "person:split:name", "Eins", spelling="Anna Muster"),
        Decision(2, "split", muster, "person:split:article", "Zwei", article_id="a1"),
        Decision(3, "split", muster, "person:split:both", "Drei", article_id="a1", spelling="Anna Muster"),
    ).link()
    assert linked.statements[0]["speaker_actor_id"] == "person:split:both"


@pytest.mark.parametrize("text", ["Anna Musters", "Dr. Anna Muster", "Ministerin Anna Muster", "ANNA MUSTER"])
def test_spellings_do_not_count_titles_cases_and_capitals(text: str):
    assert spellings("Anna Muster")[0] in spellings(text)


def lines(folder: Path, *rows: str) -> list[str]:
    path = folder / "actor_decisions.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    try:
        load_tables(folder)
    except SeedTableError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,,merge,person:a,state:fr,,,,,,,", "number 'x' is not a whole number from 1 on"),
        ("1,gestern,merge,person:a,state:fr,,,,,,,", "decided_on 'gestern' is not a date"),
        ("1,,join,person:a,state:fr,,,,,,,", "decision 'join' is not one of merge, split, rename, dismiss"),
        ("1,,merge,,state:fr,,,,,,,", "actor_id is empty"),
        ("1,,merge,person:a,,,,,,,,", "into_actor_id is empty"),
        ("1,,merge,person:a,person:a,,,,,,,", "'person:a' cannot become itself"),
        ("1,,merge,person:a,person:b,,,,,,,", "so name must say who it is"),
        ("1,,merge,person:a,haus:b,Haus,,,,,,", "begins with none of person:"),
        ("1,,merge,person:a,state:fr,,,a1,,,,", "article_id says nothing in a merge"),
        (
            "1,,split,person:a,state:fr,,,,,,,",
            "needs at least one of article_id, outlet_id and spelling",
        ),
        ("1,,split,person:a,state:fr,,,,nirgends,,,", "outlet_id 'nirgends' does not stand in outlets.csv"),
        ("1,,rename,person:a,,,,,,,,", "name is empty"),
        ("1,,rename,person:a,,X,,,,,,", "name has 1 characters, not 2 to 120"),
    ],
)
def test_a_bad_line_is_told_with_file_and_line(folder: Path, row: str, said: str):
    found = lines(folder, "9,,rename,person:z,,Zett,,,,,,", row)
    assert any(one.startswith("actor_decisions.csv:3: ") and said in one for one in found), found


def test_lines_that_contradict_each_other(folder: Path):
    found = lines(
        folder,
        "1,,merge,person:a,state:fr,,,,,,,",
        "2,,merge,person:a,state:de,,,,,,,",
        "2,,rename,person:b,,Eins,,,,,,",
        "4,,rename,person:b,,Zwei,,,,,,",
        "5,,merge,person:c,person:d,Dora,,,,,,",
        "6,,merge,person:d,person:c,Carl,,,,,,",
        "7,,merge,person:e,person:d,Doris,,,,,,",
    )
    assert "actor_decisions.csv:3: contradicts decision 1 in line 2" in found
    assert "actor_decisions.csv:4: number 2 already stands in line 3; 8 is free" in found
    assert "actor_decisions.csv:5: contradicts decision 2 in line 4" not in found
    assert any(one.startswith("actor_decisions.csv:6: 'person:d' becomes 'person:c' again") for one in found)
    assert "actor_decisions.csv:8: contradicts decision 5 in line 6" in found


def test_the_version_follows_what_counts(folder: Path):
    version = load_tables(folder).version
    assert lines(folder) == []
    assert load_tables(folder).version == version
    file = DecisionFile(folder)
    file.append([{"decision": "merge", "actor_id": "person:a", "into_actor_id": "state:fr"}])
    merged = load_tables(folder).version
    assert merged != version
    file.append([{"decision": "dismiss", "actor_id": "person:a", "into_actor_id": "state:de"}])
    assert load_tables(folder).version == merged
    file.undo(1)
    assert load_tables(folder).version == version


def test_commands_append_to_a_table_kept_by_hand(folder: Path):
    path = folder / "actor_decisions.csv"
    by_hand = "﻿number;decision;actor_id;name;reason\r\n7;rename;person:a;Anna, die Erste;von Hand\r\n"
    path.write_text(by_hand, encoding="utf-8", newline="")
    file = DecisionFile(folder)
    [decision] = file.append(
        [{"decision": "merge", "actor_id": "person:b", "into_actor_id": "state:fr", "note": "a;\nb"}]
    )
    assert decision.number == 8
    text = path.read_bytes().decode()
    first, second, third = text.splitlines()
    assert first.startswith("﻿number;decision;actor_id;name;reason;")
    assert second == "7;rename;person:a;Anna, die Erste;von Hand"
    assert text.count("\r\n") == 3
    assert re.search(r'"a; b"', third)
    file.undo(7)
    assert [one.is_standing for one in file.decisions()] == [False, True]
    assert path.read_bytes().decode().splitlines()[2] == third
    with pytest.raises(NoSuchDecision, match="was undone on"):
        file.undo(7)
    with pytest.raises(NoSuchDecision, match="has the number 9"):
        file.undo(9)


def test_what_cannot_be_decided_leaves_the_table_as_it_was(folder: Path):
    file = DecisionFile(folder)
    file.append([{"decision": "merge", "actor_id": "person:a", "into_actor_id": "state:fr"}])
    before = file.path.read_bytes()
    with pytest.raises(DecisionImpossible, match="contradicts decision 1 in line 2"):
        file.append([{"decision": "merge", "actor_id": "person:a", "into_actor_id": "state:de"}])
    assert file.path.read_bytes() == before
