"""Outcomes counted by format, as Markdown."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from standpunkt.articles.readers import READERS
from tests.fuzz.outcome import Outcome


def as_table(outcomes: Iterable[Outcome]) -> str:
    """One row an ending: files, files with articles, articles, reasons by kind, slowest, highest memory."""
    by_ending: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_ending[_ending(one.path)].append(one)
    lines = [
        "| ending | files | with articles | articles | reasons | slowest (s) | memory (MiB) | failures |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for ending, found in sorted(by_ending.items()):
        lines.append(_row(f"`{ending}`", found))
    lines.append(_row("all", [one for found in by_ending.values() for one in found]))
    return "\n".join(lines)


def _row(name: str, found: list[Outcome]) -> str:
    reasons = Counter(one.kind for one in found if one.kind not in ("articles", "FAILED"))
    cells = (
        name,
        len(found),
        sum(one.kind == "articles" for one in found),
        sum(one.article_count for one in found),
        ", ".join(f"{count} {kind}" for kind, count in reasons.most_common()),
        f"{max(one.seconds for one in found):.1f}",
        max(one.mib for one in found),
        sum(one.is_failure for one in found),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _ending(path: str) -> str:
    """As much of the name as chose the reader."""
    name = path.rpartition("/")[2].lower()
    return next(name[at:] for at in range(len(name)) if name[at:] in READERS)
