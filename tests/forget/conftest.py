from pathlib import Path

import pytest

from standpunkt.settings import Settings
from tests.forget.warehouse import copy_of, ingest, write_inbox


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> tuple[Path, Path]:
    """An inbox of four files, two of them with the same text, and its warehouse."""
    folder = tmp_path_factory.mktemp("forget")
    inbox = write_inbox(folder / "inbox")
    ingest(inbox, folder / "w.duckdb", settings, "run-1")
    return inbox, folder / "w.duckdb"


@pytest.fixture
def place(filled: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """Inbox and warehouse of a test's own."""
    _, published = filled
    return write_inbox(tmp_path / "inbox"), copy_of(published, tmp_path)
