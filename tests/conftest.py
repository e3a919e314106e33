"""Real things only: a Prefect server for the session, DuckDB files, article files on disk."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before Prefect is imported anywhere: it reads its environment once.
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
for name in [name for name in os.environ if name.startswith("STANDPUNKT_") or name == "PREFECT_API_URL"]:
    del os.environ[name]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

MACRON = (
    "Macron wirbt für Garantien\n\n"
    "Der französische Präsident Emmanuel Macron hat neue Sicherheitsgarantien für die Ukraine gefordert. "
    "„Wir dürfen jetzt nicht nachlassen“, sagte Macron am Dienstag in Paris. "
    "Die Bundesregierung begrüßte den Vorschlag.\n"
)
SCHOLZ = (
    "Streit um Truppen\n\n"
    "Der ungarische Ministerpräsident Viktor Orbán lehnt ausländische Truppen in der Ukraine ab. "
    "„Das wäre ein Fehler“, sagte Orbán in Budapest. Moskau warnte vor einer Eskalation.\n"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("needs_shared"):
                item.add_marker(
                    pytest.mark.skip(reason="the shared material does not lie beside the checkout")
                )


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """Address of a private API, started the way the command line starts one."""
    from standpunkt_flows.prefect_api import prefect_api

    with prefect_api() as url:
        yield url


@pytest.fixture(scope="session")
def press_review(prefect_server: str) -> Callable:
    """The main flow, run against the session's server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings
    from standpunkt_flows.press_review import press_review as flow

    def run(inbox: Path, warehouse: Path, **parameters: object):
        with temporary_settings({PREFECT_API_URL: prefect_server}):
            return flow(inbox=str(inbox), warehouse=str(warehouse), **parameters)

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two articles."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "macron.txt").write_text(MACRON, encoding="utf-8")
    (folder / "orban.txt").write_text(SCHOLZ, encoding="utf-8")
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A path for a warehouse that does not exist yet."""
    return tmp_path / "w.duckdb"


@pytest.fixture(scope="session")
def sample_warehouse(press_review: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, as the README's first command leaves them."""
    warehouse = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    press_review(ROOT / "seeds" / "articles", warehouse)
    return warehouse
