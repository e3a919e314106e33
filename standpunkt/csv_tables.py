"""Reading the CSV tables users edit: rows that know their line, and problems that name it."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from standpunkt.errors import StandpunktError


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in which line (1-based, as editors count) of which file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class SeedTableError(StandpunktError):
    """Seed tables that cannot be used; ``problems`` lists all that was found, not only the first."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"The seed tables in {folder} have {count} problem{'s' if count > 1 else ''}:\n{lines}\n"
            "Nothing was linked or loaded. Correct these lines and run again."
        )


class Row(dict[str, str]):
    """The cells of one line, by column, and where they stand."""

    def __init__(self, cells: dict[str, str], file: str, line: int) -> None:
        super().__init__(cells)
        self.file = file
        self.line = line

    def problem(self, message: str) -> Problem:
        """``message`` about this line."""
        return Problem(self.file, self.line, message)


def read_table(
    folder: Path,
    name: str,
    columns: tuple[str, ...],
    required: bool,
    problems: list[Problem],
    optional_columns: tuple[str, ...] = (),
) -> list[Row]:
    """Rows of ``folder/name.csv``, cells NFC and stripped; appends to ``problems`` instead of raising.

    Cells of ``optional_columns`` that the file lacks are empty.
    """
    file = f"{name}.csv"
    path = folder / file
    if not path.is_file():
        if required:
            problems.append(Problem(file, 1, f"this table is required, but {path} does not exist"))
        return []
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, "is not UTF-8: save the file as 'CSV UTF-8'"))
        return []
    lines = unicodedata.normalize("NFC", text).splitlines()
    header_line = lines[0] if lines else ""
    # Spreadsheets with German settings write semicolons.
    reader = csv.reader(lines, delimiter=";" if header_line.count(";") > header_line.count(",") else ",")
    header = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in columns if column not in header]
    if missing:
        problems.append(Problem(file, 1, f"lacks the column {', '.join(missing)}"))
        return []
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            problems.append(
                Problem(
                    file,
                    reader.line_num,
                    f"has {len(cells)} fields, the header {len(header)}",
                )
            )
            continue
        padded = cells + [""] * (len(header) - len(cells))
        values = {column: padded[header.index(column)].strip() for column in columns}
        values |= {
            column: padded[header.index(column)].strip() if column in header else ""
            for column in optional_columns
        }
        rows.append(Row(values, file, reader.line_num))
    return rows
