"""The built wheel holds everything a run needs and does not lean on the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import MACRON, ROOT

STEPS = """
import sys
from pathlib import Path
import standpunkt, standpunkt_flows.press_review
from standpunkt.resources import resource_folder
root = Path(sys.argv[1])
for file in (standpunkt.__file__, standpunkt_flows.__file__, resource_folder("sql")):
    assert root in Path(file).parents, file
from standpunkt.settings import Settings
from standpunkt.actors.tables import load_tables
from standpunkt.steps import audit, extract, link, load, plan
from standpunkt.steps.news import current_versions
from standpunkt.warehouse import connect, publish
from standpunkt.warehouse.paths import WarehousePaths, prepare_paths
import datetime
settings, paths = Settings(), WarehousePaths(Path(sys.argv[3]))
prepare_paths(paths)
with connect.open_working(paths) as working:
    planned = plan.plan_run(working, sys.argv[2], current_versions(settings), 200, 10**6)
    batches = [extract.extract_batch(batch, paths.staging) for batch in planned.batches]
    files = [version for batch in planned.batches for version in batch]
    linked = link.link_delivery(working, batches, files, load_tables(settings.tables), "r", paths.staging)
    audited = audit.audit_delivery(linked, settings.expectations)
    load.load_delivery(working, audited, load.RunFacts("run", datetime.datetime.now(), None, "e", "t", "q"))
    assert publish.publish(working, paths, 0.6)
print("published")
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # A copy: building leaves traces in the source tree.
    source = folder / "source"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = "from setuptools.build_meta import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_runs_without_the_checkout(unpacked: Path, tmp_path: Path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "macron.txt").write_text(MACRON, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STEPS, str(unpacked), str(inbox), str(tmp_path / "w.duckdb")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["published"], done.stderr


def test_the_wheel_claims_no_common_names(unpacked: Path):
    top = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert top == {"standpunkt", "standpunkt_flows"}


def test_every_resource_travels(unpacked: Path):
    for folder, pattern in (("sql", "*.sql"), ("expectations", "*.json")):
        inside = unpacked / "standpunkt" / "resources" / folder
        assert {path.relative_to(inside) for path in inside.rglob(pattern)} == {
            path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob(pattern)
        }
    seeds = {path.name for path in (unpacked / "standpunkt" / "resources" / "seeds").glob("*.csv")}
    assert seeds == {path.name for path in (ROOT / "seeds").glob("*.csv")}
