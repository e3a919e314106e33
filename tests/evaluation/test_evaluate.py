"""The command from gold files to tables, in real processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from standpunkt.cli import main
from standpunkt.evaluation.tables import NOTE
from standpunkt.language import EXTRACTOR_VERSION
from tests.evaluation.conftest import stances_document, statements_document

TAGGED = "1\tAnna\tB-PER\tO\n2\tBerg\tI-PER\tO\n3\tkam\tO\tO\n4\t.\tO\tO\n"


def standpunkt(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", *map(str, arguments)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_tables_name_what_they_rest_on(write_jsonl: Callable[..., Path], tmp_path: Path):
    statements = write_jsonl("statements.jsonl", statements_document())
    stances = write_jsonl("stances.jsonl", stances_document())
    (tmp_path / "names.tsv").write_text(TAGGED, encoding="utf-8")
    files = [statements, stances, tmp_path / "names.tsv"]
    as_json, as_markdown = tmp_path / "scores.json", tmp_path / "scores.md"
    done = standpunkt("evaluate", *files, "--json", as_json, "--markdown", as_markdown)
    assert done.returncode == 0, done.stderr
    scores = json.loads(as_json.read_text(encoding="utf-8"))
    page = as_markdown.read_text(encoding="utf-8")
    assert scores["extractor_version"] == EXTRACTOR_VERSION
    assert scores["note"] == NOTE
    assert [file["file"] for file in scores["files"]] == [str(file) for file in files]
    for file in files:
        digest = sha256(file.read_bytes()).hexdigest()
        assert f"{file}, 1 document, SHA-256 {digest}" in done.stdout
        assert f"## {file}\n\n1 document, SHA-256 {digest}\n" in page
    for report in (done.stdout, page):
        assert EXTRACTOR_VERSION in report
        assert NOTE in report
        for title in ("Statements by part", "Statements by kind", "Stances by polarity", "Names by kind"):
            assert title in report
    quotes, stance_scores, names = scores["files"]
    assert quotes["statements"]["parts"]["quote"]["gold"] == 1
    assert {"precision", "recall", "f1"} <= set(stance_scores["stances"]["levels"]["holder_polarity_target"])
    assert names["entities"]["kinds"]["person"]["gold"] == 1
    assert "| direct | " in page


def test_texts_may_come_from_a_file_of_their_own(write_jsonl: Callable[..., Path]):
    stances = write_jsonl("stances.jsonl", stances_document())
    texts = write_jsonl("texts.jsonl", statements_document())
    done = standpunkt("evaluate", stances, "--texts", texts)
    assert done.returncode == 0, done.stderr
    assert "Stances by what agrees" in done.stdout
    assert "Statements" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{tmp}/nowhere.jsonl"], "nowhere.jsonl does not exist"),
        (["{tmp}/letter.txt"], "is no gold file that is understood"),
        (["{tmp}/stances.jsonl"], "lacks the text of 1 of its documents: a"),
        (["{tmp}/stances.jsonl", "--texts", "{tmp}/nowhere"], "nowhere does not exist"),
        (["{tmp}/stances.jsonl", "--texts", "{tmp}/letter.txt"], "letter.txt:1: is not JSON"),
        (["{tmp}/broken.jsonl"], "broken.jsonl:2: is not JSON"),
        (["{tmp}/outside.jsonl"], "outside.jsonl:1: document a: cue of statement 1 is [900, 910]"),
        (["{tmp}/letter.txt", "--json", "{tmp}/letter.txt"], "is one of the files to read"),
        (["{tmp}/letter.txt", "--json", "{tmp}/x", "--markdown", "{tmp}/x"], "is the file for the other"),
        (["{tmp}/letter.txt", "--markdown", "{tmp}"], "is a folder"),
        (["{tmp}/letter.txt", "--json", "{tmp}/no/where.json"], "No folder"),
    ],
)
def test_errors_are_one_plain_message(
    tmp_path: Path,
    write_jsonl: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
):
    (tmp_path / "letter.txt").write_text("Dear reader")
    write_jsonl("stances.jsonl", stances_document())
    write_jsonl("broken.jsonl", statements_document(), '{"doc":')
    write_jsonl("outside.jsonl", statements_document(cue=[[900, 910]]))
    monkeypatch.setattr(
        sys, "argv", ["standpunkt", "evaluate", *(argument.format(tmp=tmp_path) for argument in arguments)]
    )
    with pytest.raises(SystemExit, match="1"):
        main()
    shown = capsys.readouterr()
    assert shown.err.startswith("Error: ")
    assert words in shown.err
    assert shown.out == ""
    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_help_tells_what_the_figures_rest_on():
    shown = standpunkt("evaluate", "--help", COLUMNS="200", TERM="dumb").stdout
    assert "CC BY-NC-SA 4.0 (quotation)" in shown
    assert "CC BY 4.0" in shown
