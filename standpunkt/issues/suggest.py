"""Groups of targets without an issue -> lines for ``issues.csv``, ready to paste."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from standpunkt.actors.names import fold, strip_determiners
from standpunkt.actors.records import Issue
from standpunkt.actors.titles import is_role_noun
from standpunkt.issues.targets import is_shell_noun

MOST_EXAMPLES = 5
SHARED = 0.5
"""Share of a group's wordings in which a noun has to occur to become one of the issue's words."""
_NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}\b")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SEPARATORS = re.compile(r"\s*[|\n\r]\s*")


@dataclass(frozen=True)
class OpenTarget:
    """One row of the mart ``unassigned_targets``."""

    target: str
    targets: tuple[str, ...]
    stance_count: int


@dataclass(frozen=True)
class TableForm:
    """Columns and separator of somebody's ``issues.csv``."""

    columns: tuple[str, ...]
    separator: str


def table_form(folder: Path) -> TableForm:
    """How the ``issues.csv`` of a folder with valid tables is written."""
    header = (folder / "issues.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    (cells,) = csv.reader([header], delimiter=separator)
    return TableForm(tuple(cell.strip() for cell in cells), separator)


def suggested_lines(
    open_targets: Sequence[OpenTarget], issues: dict[str, Issue], form: TableForm
) -> list[str]:
    """One line a group, with an id, a label and examples that the table does not have yet."""
    ids = set(issues)
    known = {
        example.casefold() for one in issues.values() for example in (*one.examples, *one.counter_examples)
    }
    lines = []
    for one in open_targets:
        label = _cell(_capitalised(strip_determiners(one.target)))
        examples: list[str] = []
        for text in map(_cell, one.targets):
            if text.casefold() not in known and len(examples) < MOST_EXAMPLES:
                known.add(text.casefold())
                examples.append(text)
        issue_id = _new_id(label, ids)
        ids.add(issue_id)
        cells = {
            "issue_id": issue_id,
            "label": label,
            "words": "|".join(_shared_words(one.targets)),
            "examples": "|".join(examples),
        }
        lines.append(_line([cells.get(column, "") for column in form.columns], form.separator))
    return lines


def _shared_words(targets: Sequence[str]) -> list[str]:
    """Beginnings of the nouns that most wordings share, the most frequent first."""
    stems = Counter(stem for text in targets for stem in {_stem(noun) for noun in _NOUN.findall(text)} - {""})
    least = max(1, SHARED * len(targets))
    return [
        stem for stem, count in sorted(stems.items(), key=lambda item: (-item[1], item[0])) if count >= least
    ][:3]


def _stem(noun: str) -> str:
    if is_shell_noun(noun) or is_role_noun(noun):
        return ""
    folded = fold(noun)
    stem = re.sub(r"(?:e[nsrm]?|s|n)$", "", folded)
    return stem if len(stem) > 3 else folded


def _new_id(label: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", label.casefold().translate(_UMLAUTS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    base = "-".join(words[:5]) or "thema"
    number, issue_id = 1, base
    while issue_id in taken:
        number += 1
        issue_id = f"{base}-{number}"
    return issue_id


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(text: str) -> str:
    return " ".join(_SEPARATORS.sub(" ", text).split())


def _line(cells: Sequence[str], separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="").writerow(cells)
    return written.getvalue()
