"""Writing ``actor_decisions.csv``: one line more, or one line undone; all else stays as the user wrote it."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from standpunkt.actors.decisions import (
    COLUMNS,
    TABLE,
    Decision,
    decision_problems,
    decisions_of,
    read_decision_rows,
)
from standpunkt.actors.tables import load_tables
from standpunkt.csv_tables import Problem, Row
from standpunkt.errors import StandpunktError


class NoSuchDecision(StandpunktError):
    """No line of the table has this number, or it is undone already."""


class DecisionImpossible(StandpunktError):
    """The decision contradicts the tables or another decision; nothing was written."""


@dataclass(frozen=True)
class DecisionFile:
    """The table of one folder."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where it lies; it need not exist."""
        return self.folder / f"{TABLE}.csv"

    def decisions(self) -> tuple[Decision, ...]:
        """All lines by number, undone ones too.

        Raises:
            SeedTableError: file and line of everything that is wrong in any table of the folder.
        """
        return load_tables(self.folder).decisions

    def append(self, decided: Sequence[Mapping[str, str]]) -> tuple[Decision, ...]:
        """Add one line for each of ``decided`` (column to cell), numbered and dated; returns them.

        Raises:
            DecisionImpossible: a line would be wrong; nothing was written.
            SeedTableError: the folder's tables are wrong already; nothing was written.
        """
        tables = load_tables(self.folder)
        earlier = read_decision_rows(self.folder, [])
        last = max((one.number for one in tables.decisions), default=0)
        lines = []
        for number, cells in enumerate(decided, last + 1):
            fixed = {"number": str(number), "decided_on": date.today().isoformat()}
            filled = fixed | {column: " ".join(text.split()) for column, text in cells.items()}
            # Where it will stand is not known yet, and only shows in a message.
            lines.append(Row({column: filled.get(column, "") for column in COLUMNS}, self.path.name, -number))
        problems = decision_problems([*earlier, *lines], tables.actors, tables.outlets)
        if problems:
            said = "\n".join(f"  {problem.message}" for problem in sorted(set(problems)))
            raise DecisionImpossible(f"This cannot be decided; {self.path} is as it was:\n{said}")
        content = self.path.read_bytes() if self.path.exists() else b""
        self._write(_with_lines(content, lines))
        return decisions_of(lines)

    def undo(self, number: int) -> Decision:
        """Date the line ``number`` as undone, whatever else is wrong in the tables; returns it as it was.

        Raises:
            NoSuchDecision: nothing was written.
        """
        problems: list[Problem] = []
        rows = [row for row in read_decision_rows(self.folder, problems) if row["number"] == str(number)]
        if not rows:
            raise NoSuchDecision(
                f"No decision in {self.path} has the number {number}. "
                "'standpunkt actors decisions' lists them."
            )
        if undone_on := rows[0]["undone_on"]:
            raise NoSuchDecision(
                f"Decision {number} was undone on {undone_on} already. To let it count again, empty the cell "
                f"undone_on in line {rows[0].line} of {self.path}."
            )
        self._write(_undone(self.path.read_bytes(), rows[0].line, date.today().isoformat()))
        return decisions_of(rows)[0]

    def _write(self, content: bytes) -> None:
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            aside.write_bytes(content)
            os.replace(aside, self.path)
        finally:
            aside.unlink(missing_ok=True)


def _with_lines(content: bytes, lines: Sequence[Row]) -> bytes:
    """The file with ``lines`` at its end, in its own columns and with its own separator."""
    if not content.strip():
        content = (",".join(COLUMNS) + "\n").encode()
    header, separator = _header(content)
    used = [column for column in COLUMNS if any(line[column] for line in lines)]
    missing = [column for column in used if column not in header]
    if missing:
        content = _with_columns(content, [*header, *missing], separator)
        header += missing
    end = b"\r\n" if b"\r\n" in content else b"\n"
    if not content.endswith(b"\n"):
        content += end
    added = [_csv_line([line.get(column, "") for column in header], separator) for line in lines]
    return content + b"".join(line.encode() + end for line in added)


def _undone(content: bytes, line: int, day: str) -> bytes:
    """The file with the day in the cell ``undone_on`` of one line (1-based)."""
    header, separator = _header(content)
    if "undone_on" not in header:
        header.append("undone_on")
        content = _with_columns(content, header, separator)
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    text = lines[line - 1].rstrip("\r\n")
    cells = next(csv.reader([text], delimiter=separator), [])
    cells += [""] * (len(header) - len(cells))
    cells[header.index("undone_on")] = day
    lines[line - 1] = _csv_line(cells, separator) + lines[line - 1][len(text) :]
    return _mark(content) + "".join(lines).encode()


def _with_columns(content: bytes, header: Sequence[str], separator: str) -> bytes:
    first, end, rest = content.decode("utf-8-sig").partition("\n")
    line = _csv_line(header, separator) + ("\r" if first.endswith("\r") else "")
    return _mark(content) + f"{line}{end or chr(10)}{rest}".encode()


def _header(content: bytes) -> tuple[list[str], str]:
    line = content.decode("utf-8-sig").splitlines()[0]
    separator = ";" if line.count(";") > line.count(",") else ","
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))], separator


def _mark(content: bytes) -> bytes:
    """The byte order mark that spreadsheets write, if the file has it."""
    return b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""


def _csv_line(cells: Sequence[str], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="").writerow(cells)
    return out.getvalue()
