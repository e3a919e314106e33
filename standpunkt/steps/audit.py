"""The quality gate: linked rows -> rows to load, rows to quarantine, and verdicts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from standpunkt.quality.judge import Failure, Judgement, Verdict, judge
from standpunkt.quality.suites import load_suite
from standpunkt.steps.link import Delivery
from standpunkt.steps.rows import Row
from standpunkt.steps.staging import read_rows, write_rows
from standpunkt.warehouse.migrate import migrate, table_schema
from standpunkt.warehouse.sql import run_file, sql_text

# Actors first: rows that name a refused actor are then judged to name none.
JUDGED_TABLES = {
    "actors": "actor_id",
    "articles": "article_id",
    "mentions": "mention_id",
    "roles": "role_id",
    "statements": "statement_id",
    "stances": "stance_id",
}
AUDITED = "audited"


@dataclass(frozen=True)
class AuditedDelivery:
    """A judged delivery; ``held`` when a rule about the whole of it failed."""

    folder: Path
    run_id: str
    held: bool
    verdicts: tuple[Verdict, ...]
    quarantined_count: int

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """Verdicts that found something, run rules first."""
        return tuple(
            sorted((one for one in self.verdicts if not one.success), key=lambda one: one.level == "row")
        )


def audit_delivery(delivery: Delivery, expectations: Path) -> AuditedDelivery:
    """Judge every table of the delivery, then the whole; writes ``audited/`` beside the linked rows.

    Raises:
        SuiteUnusable, RuleBroken: nothing is loaded, the staged rows stay.
    """
    target = delivery.folder / AUDITED
    target.mkdir(exist_ok=True)
    verdicts: list[Verdict] = []
    failures: list[tuple[str, Failure]] = []
    with duckdb.connect() as connection:
        # The migrations bring the macros that the frames use.
        migrate(connection)
        for name in (*JUDGED_TABLES, "files"):
            connection.read_parquet(str(delivery.folder / f"{name}.parquet")).create_view(f"incoming_{name}")
        for table, row_id in JUDGED_TABLES.items():
            frame = run_file(connection, f"audit/frame_{table}").df()
            judgement = judge(frame, load_suite(expectations, table), row_id)
            verdicts += judgement.verdicts
            failures += [(table, failure) for failure in judgement.failures]
            if table == "actors":
                _drop_refused_actors(connection, delivery.folder, judgement)
        _register_failures(connection, failures)
        quarantined = run_file(connection, "audit/quarantine", {"run_id": delivery.run_id}).to_arrow_table()
        refused_row_count = len(set(quarantined.column("row_id").to_pylist()))
        frame = run_file(connection, "audit/frame_run", {"refused_row_count": refused_row_count}).df()
        verdicts += judge(frame, load_suite(expectations, "run"), None).verdicts
        for table in JUDGED_TABLES:
            kept = run_file(connection, f"audit/keep_{table}").to_arrow_table()
            _write(kept, target, table)
    _write(quarantined, target, "quarantine")
    results = [_result_row(verdict, delivery.run_id) for verdict in verdicts]
    write_rows(target, "quality_results", results, table_schema("quality_results"))
    held = any(one.level == "run" and one.severity == "critical" and not one.success for one in verdicts)
    return AuditedDelivery(delivery.folder, delivery.run_id, held, tuple(verdicts), refused_row_count)


def _drop_refused_actors(connection: duckdb.DuckDBPyConnection, folder: Path, judgement: Judgement) -> None:
    refused = {failure.row_id for failure in judgement.failures if failure.severity == "critical"}
    if refused:
        kept = [row for row in read_rows(folder, "actors") if row["actor_id"] not in refused]
        connection.register("kept_actors", pa.Table.from_pylist(kept, schema=table_schema("actors")))
        connection.execute(sql_text("audit/use_kept_actors"))


def _register_failures(
    connection: duckdb.DuckDBPyConnection, failures: Sequence[tuple[str, Failure]]
) -> None:
    rows = [
        {"table_name": table, **asdict(failure)}
        for table, failure in failures
        if failure.severity in ("critical", "warning")
    ]
    schema = pa.schema(
        [(name, pa.string()) for name in ("table_name", "row_id", "severity", "rule", "reason")]
    )
    connection.register("failures", pa.Table.from_pylist(rows, schema=schema))
    connection.execute(sql_text("audit/refusals"))


def _write(table: pa.Table, folder: Path, name: str) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table.cast(table_schema(name)), folder / f"{name}.parquet")


def _result_row(verdict: Verdict, run_id: str) -> Row:
    row: dict[str, Any] = {"run_id": run_id, **asdict(verdict)}
    return row
