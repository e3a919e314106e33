"""Expectation suites as JSON files: reading, checking, versioning."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standpunkt.errors import StandpunktError

SEVERITIES = ("critical", "warning", "info")


class SuiteUnusable(StandpunktError):
    """An expectation suite is missing or is not what the audit can run."""


@dataclass(frozen=True)
class Suite:
    """One table's rules, as Great Expectations takes them."""

    name: str
    expectations: tuple[dict[str, Any], ...]

    def rule_of(self, expectation: dict[str, Any]) -> str:
        """The rule's name: from ``meta``, else the expectation's type and column."""
        kwargs = expectation.get("kwargs", {})
        column = kwargs.get("column") or kwargs.get("column_A") or "table"
        return str(expectation.get("meta", {}).get("rule") or f"{expectation['type']}:{column}")


def load_suite(folder: Path, name: str) -> Suite:
    """The suite ``NAME.json``.

    Raises:
        SuiteUnusable: missing, no JSON, or an expectation without type, known severity or reason.
    """
    path = folder / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        expectations = tuple(content["expectations"])
        for number, expectation in enumerate(expectations, start=1):
            if not expectation.get("type") or not expectation.get("meta", {}).get("reason"):
                raise SuiteUnusable(f"{path}: expectation {number} needs a type and a meta.reason.")
            if expectation.get("severity", "critical") not in SEVERITIES:
                raise SuiteUnusable(
                    f"{path}: expectation {number} has severity {expectation['severity']!r}; "
                    f"known are {', '.join(SEVERITIES)}."
                )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SuiteUnusable(
            f"The expectation suite {path} cannot be used ({error}). Nothing was loaded or published; "
            "what was extracted stays staged. Mend the file and run again."
        ) from error
    return Suite(name, expectations)


def expectations_version(folder: Path) -> str:
    """Short hash over all suites: verdicts given under another version may be asked for again."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
