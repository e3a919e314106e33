"""Suggested lines are valid lines of the table they are for."""

from pathlib import Path
from shutil import copyfile, copytree

import pytest

from standpunkt.actors.tables import load_tables
from standpunkt.issues.linking import link_issues
from standpunkt.issues.suggest import OpenTarget, suggested_lines, table_form
from standpunkt.resources import resource_folder

OPEN = [
    OpenTarget(
        "den Ausbau der Radwege", ("den Ausbau der Radwege", "mehr Radwege", "Radwege, die | sicher sind"), 5
    ),
    OpenTarget("mehr Radwege", ("mehr Radwege", 'die „Radwege"'), 2),
    OpenTarget("die Rückgabe\nder Bronzen", ("die Rückgabe\nder Bronzen",), 1),
]


@pytest.fixture(params=["", "politics", "semicolons"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    seeds = resource_folder("seeds")
    made = copytree(seeds, tmp_path / "seeds", ignore=lambda *_: {"articles", "subjects"})
    if request.param == "politics":
        copyfile(seeds / "subjects" / "politics.csv", made / "issues.csv")
    if request.param == "semicolons":
        (made / "issues.csv").write_text(
            "label;issue_id;parent_issue_id;description;examples\nMaut;maut;;;\n", "utf8"
        )
    return made


def test_lines_are_valid_when_pasted_and_find_their_targets(folder: Path):
    before = load_tables(folder)
    lines = suggested_lines(OPEN, before.issues, table_form(folder))
    assert len(lines) == len(OPEN)
    path = folder / "issues.csv"
    path.write_text(path.read_text("utf8") + "".join(f"{line}\n" for line in lines), "utf8")
    after = load_tables(folder)
    new = [after.issues[key] for key in after.issues if key not in before.issues]
    assert [one.label for one in new] == ["Ausbau der Radwege", "Mehr Radwege", "Rückgabe der Bronzen"]
    assert suggested_lines(OPEN[:1], after.issues, table_form(folder))[0] not in lines
    if not new[0].words:
        return
    assert new[0].words == ("radweg",)
    text = "Streit um Bronzen. Das Museum lehnt die Rückgabe der Bronzen ab."
    start = text.index("die Rückgabe")
    row = {
        "start_char": 19,
        "end_char": len(text),
        "sentence_text": text[19:],
        "target_start_char": start,
        "target_end_char": len(text) - 4,
        "target_text": text[start:-4],
        "polarity": "oppose",
    }
    (found,) = link_issues(text, [row], after)
    assert found["issue_id"] == new[2].issue_id
