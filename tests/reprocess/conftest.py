import shutil
from pathlib import Path

import pytest

from standpunkt.settings import Settings
from tests.arrivals.rows import Content
from tests.forget.warehouse import copy_of, ingest, write_inbox
from tests.reprocess.warehouse import OLD_MODEL, rows


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Content:
    """The rows of a run over the four files by the current version."""
    folder = tmp_path_factory.mktemp("fresh")
    ingest(write_inbox(folder / "inbox"), folder / "w.duckdb", settings, "run-1")
    return rows(folder / "w.duckdb")


@pytest.fixture(scope="session")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files as an earlier version has extracted them; the inbox is gone."""
    folder = tmp_path_factory.mktemp("aged")
    ingest(write_inbox(folder / "inbox"), folder / "w.duckdb", OLD_MODEL, "run-1")
    shutil.rmtree(folder / "inbox")
    return folder / "w.duckdb"


@pytest.fixture
def published(aged: Path, tmp_path: Path) -> Path:
    """A copy of it, a test's own."""
    return copy_of(aged, tmp_path)
