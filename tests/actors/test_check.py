"""Seed tables checked: those of the user, and the shipped ones."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from standpunkt.actors.check import NoTables, check_tables
from standpunkt.resources import resource_folder

SHIPPED = resource_folder("seeds")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(SHIPPED, tmp_path / "seeds", ignore=lambda *_: {"articles", "subjects"})


def add(folder: Path, table: str, *lines: str) -> int:
    """Append lines; the number of the first."""
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return text.count("\n") + 1


def standpunkt(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", *map(str, arguments)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("folder", [SHIPPED, SHIPPED / "subjects"], ids=["seeds", "subjects"])
def test_the_shipped_tables_have_no_errors(folder: Path):
    assert [str(one) for one in check_tables(folder) if one.is_error] == []


def test_findings_name_file_line_and_weight(folder: Path):
    earlier = {str(one) for one in check_tables(folder)}
    actor = add(
        folder, "actors", "person:x,Xaver Muster,person,UK,m,Q22686", "person:y,Yvonne Y,person,DE,f,7"
    )
    member = add(folder, "memberships", "org:eu,org:nato,alliance,,", "org:nato,org:eu,alliance,,")
    office = add(
        folder,
        "offices",
        "person:x,Bundeskanzler,state:de,2026-01-01,2026-02-01",
        "person:x,Bundeskanzler,state:de,2026-01-15,",
        "person:y,Bundeskanzler,state:de,2019-01-01,2018-01-01",
    )
    found = [str(one) for one in check_tables(folder) if str(one) not in earlier]
    assert f"actors.csv:{actor}: error: country 'UK' is no ISO 3166 code like DE, AT or CH" in found
    assert f"actors.csv:{actor + 1}: warning: wikidata_id '7' is not like Q183" in found
    assert any(
        one.startswith(f"actors.csv:{actor}: warning: wikidata_id 'Q22686' already stands") for one in found
    )
    assert f"memberships.csv:{member}: error: 'org:eu' is, over 'org:nato', part of itself" in found
    assert any(
        one.startswith(f"offices.csv:{office}: warning: person:x and person:friedrich-merz (line")
        and "from 2026-01-01 to 2026-02-01" in one
        for one in found
    ), found
    assert (
        f"offices.csv:{office + 1}: warning: tells again, with shared days, what line {office} tells" in found
    )
    assert f"offices.csv:{office + 2}: error: ends on 2018-01-01, before it begins on 2019-01-01" in found


def test_tables_of_issues_alone(tmp_path: Path):
    with pytest.raises(NoTables):
        check_tables(tmp_path)
    header = "issue_id,label,description,parent_issue_id\n"
    (tmp_path / "mine.csv").write_text(header + "a,A,,b\nb,B,,a\nb,,,\nc,C,,nirgends\n", encoding="utf-8")
    found = [str(one) for one in check_tables(tmp_path)]
    assert "mine.csv:2: error: 'a' is, over 'b', its own parent" in found
    assert "mine.csv:4: error: issue_id 'b' already stands in line 3" in found
    assert "mine.csv:4: error: label is empty" in found
    assert "mine.csv:5: error: parent_issue_id 'nirgends' does not stand in mine.csv" in found


def test_the_command_tells_errors_by_its_status(folder: Path, tmp_path: Path):
    fine = standpunkt("tables", "check", folder)
    assert fine.returncode == 0, fine.stdout
    assert "0 errors" in fine.stdout
    (folder / "actor_decisions.csv").write_text(
        "number,decision,actor_id,into_actor_id\n1,merge,person:a,\n", encoding="utf-8"
    )
    bad = standpunkt("tables", "check", STANDPUNKT_TABLES=str(folder))
    assert bad.returncode == 1
    assert "actor_decisions.csv:2: error: into_actor_id is empty" in bad.stdout
    copied = standpunkt("tables", "copy", tmp_path / "mine")
    assert copied.returncode == 0, copied.stderr
    assert (tmp_path / "mine" / "subjects" / "climate.csv").exists()
    again = standpunkt("tables", "copy", tmp_path / "mine")
    assert again.returncode == 1
    assert "exists already" in again.stderr
