import errno
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from standpunkt.warehouse.paths import WarehousePaths
from standpunkt.warehouse.room import DiskFailed, disk_failures_named, is_disk_failure


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS])
def test_a_disk_that_takes_no_more_is_named(tmp_path: Path, number: int) -> None:
    paths = WarehousePaths(tmp_path / "w.duckdb")
    told = r"w\.duckdb\.d cannot be written to .* run again"
    with pytest.raises(DiskFailed, match=told), disk_failures_named(paths):
        raise OSError(number, errno.errorcode[number])


@pytest.mark.parametrize(
    "error", [FileNotFoundError(errno.ENOENT, "No such file"), duckdb.ParserException("no"), ValueError("x")]
)
def test_other_errors_pass(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)), disk_failures_named(WarehousePaths(tmp_path / "w.duckdb")):
        raise error


# A limit on the size of a file is the one full disk that needs no rights.
LIMITED = """
import resource, sys, duckdb, pyarrow, pyarrow.parquet
from standpunkt.warehouse.room import is_disk_failure
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    if sys.argv[1] == "duckdb":
        with duckdb.connect(sys.argv[2]) as connection:
            connection.execute("create table a as select random() as x from range(100000)")
    else:
        pyarrow.parquet.write_table(pyarrow.table({"x": [str(n) for n in range(100000)]}), sys.argv[2])
except Exception as error:
    print(is_disk_failure(error), repr(error))
"""


@pytest.mark.parametrize("library", ["duckdb", "pyarrow"])
def test_what_the_libraries_raise_is_known(tmp_path: Path, library: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, library, str(tmp_path / "file")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.stdout.startswith("True "), told
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_failure_of_another_kind_is_none() -> None:
    assert not is_disk_failure(duckdb.IOException("IO Error: Could not set lock"))
