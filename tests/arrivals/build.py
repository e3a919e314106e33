"""One arrival through the real steps, in one process and without Prefect."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from standpunkt.actors.tables import Tables
from standpunkt.settings import Settings
from standpunkt.steps import audit, extract, link, load, plan
from standpunkt.steps.news import current_versions
from standpunkt.steps.staging import remove_folders, write_rows
from standpunkt.warehouse.connect import open_published, open_working
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
from standpunkt.warehouse.publish import publish
from tests.arrivals.pool import InboxFile
from tests.arrivals.rows import Content, content, lost_stories
from tests.arrivals.schedule import Delivery

STARTED = datetime(2025, 10, 6)


class Build:
    """One warehouse; what is extracted lies in ``staging``, which several of them may share.

    ``is_judged``: by Great Expectations, whose rules take two seconds a delivery; otherwise everything
    passes, which is the same for articles of which the gate is known to refuse nothing.
    """

    def __init__(self, folder: Path, staging: Path, tables: Tables, is_judged: bool = True) -> None:
        self.inbox = folder / "inbox"
        self.inbox.mkdir(parents=True)
        self.paths = WarehousePaths(folder / "w.duckdb")
        prepare_paths(self.paths)
        self.staging = staging
        self.tables = tables
        self.is_judged = is_judged
        self.settings = Settings(batch_files=1)
        self._stories: set[str] = set()
        self._runs = 0

    def run(self, deliveries: Sequence[Delivery]) -> None:
        """Every delivery; published in the end."""
        with open_working(self.paths) as working:
            for one in deliveries:
                for file in one.files:
                    self._write(file)
                for number, file in enumerate(one.again, start=1):
                    self._write(file, later=number)
                self._ingest(working)
                if one.is_relinked:
                    self._load(working, link.relink_delivery(working, self.tables, self._run(), self.staging))
                if one.is_published:
                    self._publish(working)
            self._publish(working)

    def content(self) -> Content:
        """Rows of the published and of the working file."""
        with open_published(self.paths.published) as published, open_working(self.paths) as working:
            return content(published, working)

    def objection_count(self) -> int:
        """Rows of all runs that the quality gate refused or marked."""
        with open_working(self.paths) as working:
            marked = [
                f"select count(*) as number from {table} where dq_status != 'ok'"
                for table in audit.JUDGED_TABLES
                if table != "actors"
            ]
            counts = " union all ".join([*marked, "select count(*) as number from quarantine"])
            [[count]] = working.execute(f"select sum(number) from ({counts})").fetchall()
            return int(count)

    def lost_stories(self) -> set[str]:
        """Story ids that were published once and lead nowhere today."""
        with open_published(self.paths.published) as published:
            return lost_stories(published, self._stories)

    def _write(self, file: InboxFile, later: int = 0) -> None:
        target = self.inbox / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.raw)
        moment = 1_700_000_000 + int.from_bytes(sha256(file.raw).digest()[:3], "big") + later
        os.utime(target, (moment, moment))

    def _ingest(self, working: duckdb.DuckDBPyConnection) -> None:
        settings = self.settings
        planned = plan.plan_run(working, str(self.inbox), current_versions(settings), 1, settings.batch_bytes)
        if planned.is_empty:
            return
        batches = [extract.extract_batch(batch, self.staging) for batch in planned.batches]
        versions = [*(one for batch in planned.batches for one in batch), *planned.unreadable]
        self._load(
            working,
            link.link_delivery(working, batches, versions, self.tables, self._run(), self.staging),
        )

    def _load(self, working: duckdb.DuckDBPyConnection, linked: link.Delivery) -> None:
        judged = audit.audit_delivery if self.is_judged else _passed
        audited = judged(linked, self.settings.expectations)
        assert not audited.held, [one for one in audited.failed if one.level == "run"]
        now = current_versions(self.settings)
        facts = load.RunFacts(
            "run", STARTED, str(self.inbox), now.extractor, self.tables.version, now.expectations
        )
        load.load_delivery(working, audited, facts)
        remove_folders([linked.folder])

    def _publish(self, working: duckdb.DuckDBPyConnection) -> None:
        publish(working, self.paths, 0.6)
        self._stories |= {
            row[0] for row in working.execute("select distinct story_id from articles").fetchall()
        }

    def _run(self) -> str:
        self._runs += 1
        return f"{self.paths.published.parent.name}-{self._runs}"


def _passed(linked: link.Delivery, _expectations: Path) -> audit.AuditedDelivery:
    """The delivery as the gate would leave it if it objects to nothing."""
    target = linked.folder / audit.AUDITED
    target.mkdir()
    for table in audit.JUDGED_TABLES:
        shutil.copy(linked.folder / f"{table}.parquet", target)
    for table in ("quarantine", "quality_results"):
        write_rows(target, table, [], table_schema(table))
    return audit.AuditedDelivery(linked.folder, linked.run_id, False, (), 0)
