"""What extracting anew changes, as tables for people."""

from standpunkt.steps.reprocess_compare import ChangedRow, Comparison
from standpunkt.steps.reprocess_report import ReprocessReport
from standpunkt.warehouse.query import QueryResult, as_markdown

SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
KEPT_TEXT = "articles keep the text of earlier cleaning rules: their unchanged files were not found"
"""Why articles are not read again; follows their number."""


def reprocess_lines(report: ReprocessReport) -> list[tuple[int, str]]:
    """A number and what it counts, one a line."""
    comparison = report.comparison
    lines = [
        (report.stored_count, "stored articles in question"),
        (report.extracted_count, f"of them extracted anew by {report.extractor_version}"),
        (report.reread_count, "of these from their files, the others from their stored text"),
        (comparison.changed_text_count if comparison else 0, "articles with another text than before"),
        (report.quarantined_count, "rows in quarantine"),
    ]
    if report.kept_text_count:
        lines.append((report.kept_text_count, KEPT_TEXT))
    if report.done_by_others:
        lines.append((report.done_by_others, "articles that were loaded or forgotten meanwhile"))
    return lines


def count_table(comparison: Comparison) -> QueryResult:
    """Rows gained, lost, changed and the same, by table and kind."""
    return QueryResult(
        ("table", "kind", "gained", "lost", "changed", "same"),
        tuple(
            (one.table, one.kind, one.gained, one.lost, one.changed, one.same) for one in comparison.counts
        ),
    )


def example_lines(example: ChangedRow) -> list[str]:
    """One changed row, its difference and its sentence."""
    said = f", {' '.join(example.text.split())}" if example.text else ""
    first = f"{SIGNS[example.change]} {example.table}, {example.change}: {example.kind}{said}"
    lines = [f"{first}  ({example.row_id} in {example.article_id})"]
    if example.difference:
        lines.append(f"    {example.difference}")
    return [*lines, f"    {example.sentence}"]


def reprocess_markdown(report: ReprocessReport) -> str:
    """The run's artifact: numbers, changes by kind, examples."""
    lines = ["# Extracted anew", ""]
    lines += [f"- {number} {what}" for number, what in reprocess_lines(report)]
    lines += [f"- {one}" for one in report.problems[:20]]
    lines += [
        f"- quality: {suite}.{rule}, {rows} rows: {reason}" for suite, rule, reason, rows in report.findings
    ]
    if report.comparison is None or not report.comparison.changed_row_count:
        return "\n".join([*lines, "", "No row changes.", ""])
    lines += ["", as_markdown(count_table(report.comparison)), "## Examples", "", "```text"]
    lines += [line for example in report.comparison.examples for line in example_lines(example)]
    return "\n".join([*lines, "```", ""])
