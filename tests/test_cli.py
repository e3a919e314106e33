"""The command line as a user meets it: real processes, real files."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command

from standpunkt.cli import app
from tests.conftest import MACRON

LEAVES = {
    f"{name} {inner}".strip(): leaf
    for name, command in get_command(app).commands.items()
    for inner, leaf in getattr(command, "commands", {"": command}).items()
}
COMMANDS = sorted(get_command(app).commands)


def standpunkt(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", *map(str, arguments)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.parametrize("command", ["", *sorted(LEAVES)])
def test_help_names_every_option_with_a_text(command: str):
    result = standpunkt(*command.split(), "--help", COLUMNS="200", TERM="dumb")
    assert result.returncode == 0
    if command:
        for parameter in LEAVES[command].params:
            assert getattr(parameter, "help", None), f"{command} {parameter.name}"
            assert (parameter.opts[0] in result.stdout) or (parameter.metavar or "") in result.stdout
    else:
        assert all(name in result.stdout for name in COMMANDS)


def test_the_commands_of_the_contract_exist():
    assert {"run", "query", "explain", "relink", "reprocess", "issues", "forget"} <= set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "{tmp}/nowhere", "--warehouse", "{tmp}/w.duckdb"], "no inbox at"),
        (["run", "{tmp}", "--warehouse", "{tmp}"], "is a folder"),
        (["run", "{tmp}", "--warehouse", "{tmp}/letter.txt"], "not a DuckDB file"),
        (["query", "select 1", "--warehouse", "{tmp}/w.duckdb"], "no warehouse at"),
        (["query", "select 1", "--warehouse", "{tmp}/letter.txt"], "not a DuckDB file"),
        (["explain", "a0", "--warehouse", "{tmp}/w.duckdb"], "no warehouse at"),
        (["relink", "--warehouse", "{tmp}/w.duckdb"], "nothing to link"),
        (["reprocess", "--yes", "--warehouse", "{tmp}/w.duckdb"], "nothing to extract again"),
        (["issues", "suggest", "--warehouse", "{tmp}/w.duckdb"], "no warehouse at"),
        (["forget", "article", "a0", "--warehouse", "{tmp}/w.duckdb"], "nothing to forget"),
        (["forget", "actor", "person:x", "--warehouse", "{tmp}/w.duckdb"], "nothing to forget"),
    ],
)
def test_errors_are_one_plain_message(tmp_path: Path, arguments: list[str], words: str):
    (tmp_path / "letter.txt").write_text("Dear reader")
    result = standpunkt(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.returncode == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_broken_seed_tables_are_named_with_their_line(tmp_path: Path, inbox: Path):
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "actors.csv").write_text("actor_id,name,actor_kind,country,gender,wikidata_id\nx,Y,animal,,,\n")
    for name, header in (
        ("aliases", "actor_id,alias,alias_kind,note"),
        ("outlets", "outlet_id,name,country,domains,aliases"),
        ("issues", "issue_id,label,description,parent_issue_id,words,words_not,counter_words"),
    ):
        (tables / f"{name}.csv").write_text(header + "\n")
    result = standpunkt("run", inbox, "--warehouse", tmp_path / "w.duckdb", STANDPUNKT_TABLES=str(tables))
    assert result.returncode == 1
    assert re.search(r"actors\.csv:2", result.stderr)
    assert "Traceback" not in result.stderr


def test_run_says_what_it_did_and_where_it_wrote(inbox: Path, tmp_path: Path, prefect_server: str):
    (inbox / "empty.txt").write_bytes(b"")
    environment = {
        "PREFECT_API_URL": prefect_server,
        "STANDPUNKT_INBOX": str(inbox),
        "STANDPUNKT_WAREHOUSE": str(tmp_path / "by-environment.duckdb"),
    }
    result = standpunkt("run", **environment)
    assert result.returncode == 0, result.stderr
    assert re.search(r"2\s+articles", result.stdout)
    assert "empty.txt" in result.stdout
    assert str(tmp_path / "by-environment.duckdb") in result.stdout
    again = standpunkt("run", **environment)
    assert again.returncode == 0
    assert "Nothing new: all 3 files are known" in again.stdout


def test_a_held_delivery_ends_with_status_2(inbox: Path, tmp_path: Path, prefect_server: str):
    expectations = tmp_path / "expectations"
    expectations.mkdir()
    for table in ("actors", "articles", "mentions", "roles", "statements", "stances"):
        (expectations / f"{table}.json").write_text('{"expectations": []}')
    rule = {
        "type": "expect_column_values_to_be_between",
        "kwargs": {"column": "article_count", "max_value": 1},
        "meta": {"rule": "few", "reason": "too many for this test"},
    }
    (expectations / "run.json").write_text(json.dumps({"expectations": [rule]}))
    result = standpunkt(
        "run",
        inbox,
        "--warehouse",
        tmp_path / "w.duckdb",
        PREFECT_API_URL=prefect_server,
        STANDPUNKT_EXPECTATIONS=str(expectations),
    )
    assert result.returncode == 2
    assert "too many for this test" in result.stderr
    assert "Traceback" not in result.stderr
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (0,)
        assert connection.execute("select status from runs").fetchall() == [("held",)]


def test_an_unreachable_api_changes_nothing(inbox: Path, tmp_path: Path):
    result = standpunkt(
        "run", inbox, "--warehouse", tmp_path / "w.duckdb", PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    assert result.returncode == 1
    assert "does not answer" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "w.duckdb").exists()


def test_query_formats_and_standard_input(sample_warehouse: Path):
    sql = "select path, word_count from articles order by path limit 2"
    table = standpunkt("query", sql, "--warehouse", sample_warehouse)
    rows = json.loads(standpunkt("query", sql, "--format", "json", "--warehouse", sample_warehouse).stdout)
    csv = standpunkt("query", sql, "--format", "csv", "--warehouse", sample_warehouse).stdout.splitlines()
    markdown = standpunkt("query", sql, "--format", "markdown", "--warehouse", sample_warehouse).stdout
    assert len(rows) == 2
    assert csv[1] == f"{rows[0]['path']},{rows[0]['word_count']}"
    assert f"| {rows[0]['path']} | {rows[0]['word_count']} |" in markdown
    assert str(rows[1]["word_count"]) in table.stdout
    piped = subprocess.run(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", "query", "-", "--format", "csv"],
        input=sql,
        env=os.environ | {"STANDPUNKT_WAREHOUSE": str(sample_warehouse)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert piped.stdout.splitlines() == csv


def test_a_wrong_query_is_a_plain_message(sample_warehouse: Path):
    result = standpunkt("query", "select nonsense from articles", "--warehouse", sample_warehouse)
    assert result.returncode == 1
    assert "nonsense" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("table", ["articles", "mentions", "roles", "statements", "stances"])
def test_explain_shows_evidence_for_every_kind_of_row(sample_warehouse: Path, table: str):
    key = table.removesuffix("s") + "_id"
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        offsets = "0, length(text)" if table == "articles" else "start_char, end_char"
        row_id, start, end, article = connection.execute(
            f"select {key}, {offsets}, article_id from {table} order by {key} limit 1"
        ).fetchone()
        text = connection.execute(
            "select span(text, ?, ?) from articles where article_id = ?", [start, end, article]
        ).fetchone()[0]
    result = standpunkt("explain", row_id, "--warehouse", sample_warehouse)
    assert result.returncode == 0, result.stderr
    assert f"{start} to {end}" in result.stdout
    assert "extractor_version" in result.stdout
    assert "dq_status" in result.stdout
    unmarked = re.sub(
        r"\[(?:quote|speaker|cue|addressee|holder|target|condition|mention|role): |\]", "", result.stdout
    )
    assert text.splitlines()[0][:60] in unmarked


def test_explain_shows_what_cleaning_took_out(sample_warehouse: Path):
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        article_id, removed = connection.execute(
            "select article_id, removed from articles where len(removed) > 0 order by article_id limit 1"
        ).fetchone()
    result = standpunkt("explain", article_id, "--warehouse", sample_warehouse)
    assert result.returncode == 0, result.stderr
    shown = result.stdout.partition("removed by cleaning")[2]
    for one in removed:
        assert one["rule_id"] in shown
        assert one["line"] in shown


def test_explain_of_an_unknown_id_says_what_ids_look_like(sample_warehouse: Path):
    result = standpunkt("explain", "t" + "0" * 20, "--warehouse", sample_warehouse)
    assert result.returncode == 1
    assert "t… stance" in result.stderr


def test_relink_applies_a_changed_table_without_the_language_model(
    inbox: Path, tmp_path: Path, prefect_server: str
):
    warehouse = tmp_path / "w.duckdb"
    environment = {"PREFECT_API_URL": prefect_server, "STANDPUNKT_WAREHOUSE": str(warehouse)}
    assert standpunkt("run", inbox, **environment).returncode == 0

    def names() -> dict:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return dict(connection.execute("select actor_id, name from actors").fetchall())

    before = names()
    macron = next(actor_id for actor_id, name in before.items() if name == "Emmanuel Macron")
    from standpunkt.resources import resource_folder

    tables = tmp_path / "tables"
    tables.mkdir()
    for table in resource_folder("seeds").glob("*.csv"):
        text = table.read_text(encoding="utf-8").replace(f"{macron},Emmanuel Macron,", f"{macron},E. Macron,")
        (tables / table.name).write_text(text, encoding="utf-8")
    hint = standpunkt("run", inbox, **environment, STANDPUNKT_TABLES=str(tables))
    assert "2 stored articles were linked with other seed tables" in hint.stdout
    result = standpunkt("relink", **environment, STANDPUNKT_TABLES=str(tables))
    assert result.returncode == 0, result.stderr
    assert "2  articles" in result.stdout
    assert names()[macron] == "E. Macron"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        kinds = connection.execute("select kind from runs order by started_at").fetchall()
        assert connection.execute("select count(distinct tables_version) from articles").fetchone() == (1,)
    assert kinds == [("run",), ("relink",)]
    back = standpunkt("relink", **environment)
    assert back.returncode == 0
    assert names() == before
    nothing = standpunkt("relink", **environment)
    assert "Nothing to do" in nothing.stdout


def test_a_suggested_issue_pasted_into_the_table_finds_its_targets(
    sample_warehouse: Path, tmp_path: Path, prefect_server: str
):
    from shutil import copytree

    from standpunkt.resources import resource_folder

    environment = {"PREFECT_API_URL": prefect_server, "STANDPUNKT_WAREHOUSE": str(tmp_path / "w.duckdb")}
    tables = copytree(
        resource_folder("seeds"), tmp_path / "tables", ignore=lambda *_: {"articles", "subjects"}
    )
    environment["STANDPUNKT_TABLES"] = str(tables)
    folder = sample_warehouse.parent
    copytree(folder / f"{sample_warehouse.name}.d", tmp_path / "w.duckdb.d")
    (tmp_path / "w.duckdb").write_bytes(sample_warehouse.read_bytes())
    suggested = standpunkt("issues", "suggest", "--limit", 3, "--stances", 1, **environment)
    assert suggested.returncode == 0, suggested.stderr
    lines = suggested.stdout.splitlines()
    assert len(lines) == 3
    with (tables / "issues.csv").open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
    new_ids = [line.split(",")[0] for line in lines]

    def stances() -> dict:
        with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
            found = connection.execute("select issue_id, count(*) from stances group by all").fetchall()
        return dict(found)

    before = stances()
    result = standpunkt("relink", **environment)
    assert result.returncode == 0, result.stderr
    after = stances()
    assert all(after.get(issue_id, 0) >= 1 for issue_id in new_ids)
    assert sum(before.values()) == sum(after.values())
    assert f"none -> {new_ids[0]}" in result.stdout
    again = standpunkt("issues", "suggest", "--limit", 3, "--stances", 1, **environment)
    assert not set(new_ids) & {line.split(",")[0] for line in again.stdout.splitlines()}


def test_a_terminal_gets_a_progress_bar(inbox: Path, tmp_path: Path, prefect_server: str):
    (inbox / "third.txt").write_text(MACRON.replace("Paris", "Nantes"), encoding="utf-8")
    screen, terminal = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", "from standpunkt.cli import main; main()", "run", str(inbox)],
        env=os.environ
        | {
            "PREFECT_API_URL": prefect_server,
            "STANDPUNKT_WAREHOUSE": str(tmp_path / "w.duckdb"),
            "TERM": "xterm",
            "COLUMNS": "120",
        },
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown = b""
    while True:
        if not select.select([screen], [], [], 120)[0]:
            break
        try:
            piece = os.read(screen, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert run.wait() == 0
    text = shown.decode("utf-8", "replace")
    assert "looking for new files" in text
    assert "━" in text
    assert "Published" in text
