"""Scores as tables: for a terminal, for Markdown, for JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from standpunkt.errors import StandpunktError

NOTE = (
    "Figures depend on gold annotation; the shipped model learned from CC BY-NC-SA 4.0 and CC BY 4.0 "
    "annotation, see the model card"
)
"""Stands under every report."""


class ReportNotWritten(StandpunktError):
    """A report cannot be written where the user wants it."""


@dataclass(frozen=True)
class ScoreTable:
    """Rows of figures: shares from 0 to 1 as floats, counts as integers."""

    name: str
    """Short name, a key in JSON."""
    title: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float | int, ...]]
    """By what the row is about; as many values as ``columns``."""


@dataclass(frozen=True)
class FileScores:
    """What one gold file gave."""

    name: str
    """The path as it was given."""
    sha256: str
    document_count: int
    tables: Mapping[str, tuple[ScoreTable, ...]]
    """By layer: statements, stances, entities."""

    def size_and_hash(self) -> str:
        """How many documents the file has, and its hash."""
        return (
            f"{self.document_count} document{'' if self.document_count == 1 else 's'}, SHA-256 {self.sha256}"
        )

    def all_tables(self) -> Iterator[ScoreTable]:
        """The tables in their order."""
        for tables in self.tables.values():
            yield from tables


@dataclass(frozen=True)
class Evaluation:
    """Scores of one version of the pipeline on some gold files."""

    extractor_version: str
    files: tuple[FileScores, ...]


def as_markdown(evaluation: Evaluation) -> str:
    """A page with one table a measure."""
    lines = ["# Evaluation", "", f"Language pipeline `{evaluation.extractor_version}`", ""]
    for scores in evaluation.files:
        lines += [f"## {scores.name}", "", scores.size_and_hash(), ""]
        for table in scores.all_tables():
            lines += [f"### {table.title}", "", _line(["", *table.columns])]
            lines += [_line(["---", *("---:" for _ in table.columns)])]
            lines += [_line([label, *map(figure_text, values)]) for label, values in table.rows.items()]
            lines += [""]
    return "\n".join([*lines, NOTE]) + "\n"


def as_json(evaluation: Evaluation) -> str:
    """One object: version, note, each file's figures by layer, table, row and column, to four decimals."""
    report = {
        "extractor_version": evaluation.extractor_version,
        "note": NOTE,
        "files": [_file_object(scores) for scores in evaluation.files],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def as_rich(table: ScoreTable) -> Table:
    """The table for a terminal."""
    shown = Table(title=table.title, title_justify="left", title_style="bold")
    shown.add_column("")
    for column in table.columns:
        shown.add_column(column, justify="right")
    for label, values in table.rows.items():
        shown.add_row(label, *map(figure_text, values))
    return shown


def figure_text(value: float | int) -> str:
    """A count as it is, a share with three decimals."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def check_reports(reports: Sequence[Path], sources: Sequence[Path]) -> None:
    """Refuse, before long work begins, reports that could not be written or would replace a file needed.

    Raises:
        ReportNotWritten: with the reason.
    """
    taken = {source.resolve(): "one of the files to read" for source in sources}
    for report in reports:
        if report.resolve() in taken:
            raise ReportNotWritten(f"{report} is {taken[report.resolve()]}; name another for the report.")
        taken[report.resolve()] = "the file for the other report"
        if report.is_dir():
            raise ReportNotWritten(f"{report} is a folder; name a file in it for the report.")
        if not report.absolute().parent.is_dir():
            raise ReportNotWritten(f"No folder {report.absolute().parent} to write {report.name} into.")


def write_report(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8.

    Raises:
        ReportNotWritten: with the system's reason.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportNotWritten(f"{path} cannot be written: {error.strerror}.") from error


def _file_object(scores: FileScores) -> dict[str, Any]:
    return {
        "file": scores.name,
        "sha256": scores.sha256,
        "documents": scores.document_count,
        **{
            layer: {table.name: _table_object(table) for table in tables}
            for layer, tables in scores.tables.items()
        },
    }


def _table_object(table: ScoreTable) -> dict[str, dict[str, float | int]]:
    return {
        _key(label): {
            _key(column): round(value, 4) if isinstance(value, float) else value
            for column, value in zip(table.columns, values, strict=True)
        }
        for label, values in table.rows.items()
    }


def _key(label: str) -> str:
    return label.casefold().replace(",", "").replace(" ", "_")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
