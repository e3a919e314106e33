"""Documentation is held to what the program does."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command

from standpunkt.cli import app
from tests.conftest import ROOT

COMMANDS = {
    f"{name} {inner}".strip(): leaf
    for name, command in get_command(app).commands.items()
    for inner, leaf in getattr(command, "commands", {"": command}).items()
}
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def code_lines(path: Path) -> list[str]:
    """Lines of the shell blocks; output stands in blocks marked as text."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    shell = (block for language, block in blocks if language in ("bash", "sh", "console"))
    return [line.strip().removeprefix("$ ") for block in shell for line in block.splitlines()]


def standpunkt_lines() -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        for line in code_lines(path):
            match = re.match(r"(?:\S*bin/)?standpunkt (.*)", line)
            if match:
                found.append((path.name, match.group(1).split(" #")[0].split(" <")[0].split(" |")[0]))
    return found


def test_the_docs_show_commands():
    assert len(standpunkt_lines()) >= 3


def test_the_readme_begins_with_its_two_commands():
    lines = [line for line in code_lines(ROOT / "README.md") if line]
    assert [line.split(" #")[0].strip() for line in lines[:2]] == ["make run", "make test"]


def test_make_targets_in_the_docs_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    used = {
        match
        for path in DOCUMENTS
        for match in re.findall(r"\bmake ([a-z]+)", path.read_text(encoding="utf-8"))
    }
    assert {"run", "test"} <= used <= targets


@pytest.mark.parametrize(("document", "line"), standpunkt_lines(), ids=lambda value: value[:60])
def test_documented_commands_and_options_exist(document: str, line: str):
    words = shlex.split(line)
    name = next((one for one in (" ".join(words[:2]), words[0]) if one in COMMANDS), None)
    assert name, line
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known, line


def test_every_command_and_option_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in COMMANDS.items():
        assert f"standpunkt {name}" in readme
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert option in readme, f"{name} {option}"


def test_every_setting_is_in_the_readme():
    from standpunkt.settings import Settings

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"STANDPUNKT_{name.upper()}" in readme


def test_the_tables_page_names_exactly_what_exists(sample_warehouse: Path):
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9.]+)`", page))
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns"
        ).fetchall()
    public = {(table, column) for schema, table, column in columns if schema == "main"}
    assert {table for table, _ in public} | {column for _, column in public} <= named
    marts = {f"marts.{table}" for schema, table, _ in columns if schema == "marts"}
    assert marts == {name for name in named if name.startswith("marts.")}
    for line in page.splitlines():
        if line.startswith("## `"):
            assert set(re.findall(r"`([a-z_]+)`", line)) <= {table for table, _ in public}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target
