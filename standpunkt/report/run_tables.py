"""A run's numbers and verdicts as tables for people."""

from standpunkt.steps.load import LinkChange
from standpunkt.steps.report import RunReport

COUNT_LABELS = {
    "files": "new or changed files",
    "rejected": "of them without an article",
    "articles": "articles",
    "skipped_language": "of them not in German",
    "mentions": "mentions",
    "roles": "offices asserted",
    "statements": "statements",
    "stances": "stances",
    "quarantined": "rows in quarantine",
}


def run_table(run: RunReport) -> list[dict[str, str | int]]:
    """One row a number; a held run shows what it would have loaded as 0."""
    rows: list[dict[str, str | int]] = [{"what": "status", "value": run.status}]
    rows += [{"what": "files in the inbox", "value": run.found_count}]
    rows += [
        {"what": label, "value": run.counts[name]}
        for name, label in COUNT_LABELS.items()
        if name in run.counts
    ]
    if run.waiting_count:
        rows.append({"what": "files still held by the quality gate", "value": run.waiting_count})
    if run.loaded_by_others:
        rows.append({"what": "files another run loaded meanwhile", "value": run.loaded_by_others})
    return rows


def change_lines(run: RunReport, most: int = 20) -> list[str]:
    """What stored rows mean now that they did not before, one line a change, the most frequent first."""
    lines = [f"{change.row_count:>10}  {_change_text(change)}" for change in run.changes]
    hidden = sum(change.row_count for change in run.changes[most:])
    return lines[:most] + ([f"{hidden:>10}  rows in {len(lines) - most} further changes"] if hidden else [])


def _change_text(change: LinkChange) -> str:
    if change.change == "other side":
        return f"stances on another side of {change.after_id}"
    rows = "stances" if change.changed == "issue" else "mentions"
    return f"{rows}: {change.before_id or 'none'} -> {change.after_id or 'none'}"


def quality_markdown(run: RunReport) -> str:
    """What the quality gate found, and which files gave no article."""
    lines = ["# Quality", "", f"Delivery: **{run.status}**", ""]
    if run.findings:
        lines += ["| suite | rule | rows | what is wrong |", "|---|---|---|---|"]
        lines += [f"| {suite} | {rule} | {count} | {reason} |" for suite, rule, reason, count in run.findings]
    else:
        lines += ["No rule found anything."]
    if run.rejected:
        lines += ["", "## Files without an article", "", "| file | reason |", "|---|---|"]
        lines += [f"| {_cell(path)} | {_cell(reason)} |" for path, reason in run.rejected[:200]]
        if len(run.rejected) > 200:
            lines += ["", f"and {len(run.rejected) - 200} more: see the table files."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
