"""An inbox in an object store: a real HTTP server that speaks S3, and the client that users have."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import s3fs
from moto.server import ThreadedMotoServer

from standpunkt.articles import InboxMissing, InboxUnreachable, articles_from, list_files, read_file
from standpunkt.articles.unreadable import FileVanished, StillWritten

TEXT = "Haushalt steht\n\nDie Koalition hat sich am Montag auf den Haushalt geeinigt, sagte der Minister."
VARIABLES = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    # No search for credentials on the machine's own network.
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3fs.S3FileSystem]:
    for name, value in (VARIABLES | {"AWS_ENDPOINT_URL": endpoint}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    files.mkdir("press")
    files.pipe({"press/in/a.txt": TEXT.encode(), "press/in/b/ü ö.txt": TEXT.encode(), "press/x.txt": b"x"})
    files.pipe({"press/in/.hidden/c.txt": b"x", "press/in/d.part": b"x"})
    yield files
    files.rm("press", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


def test_reads_the_articles_of_a_folder_in_a_bucket(store: s3fs.S3FileSystem) -> None:
    found = list_files("s3://press/in")
    assert [one.path for one in found] == ["a.txt", "b/ü ö.txt"]
    assert all(one.size == len(TEXT) and one.modified_at is not None for one in found)
    contents = [read_file(one) for one in found]
    assert [(one.size, one.mtime_ns) for one in contents] == [(one.size, one.mtime_ns) for one in found]
    (article,) = articles_from(contents[0].raw, "a.txt", datetime.now(UTC).date()).articles
    assert article.title == "Haushalt steht"


def test_a_bucket_and_a_single_object_are_inboxes(store: s3fs.S3FileSystem) -> None:
    assert [one.path for one in list_files("s3://press")] == ["in/a.txt", "in/b/ü ö.txt", "x.txt"]
    assert [one.path for one in list_files("s3://press/in/a.txt")] == ["a.txt"]


def test_markers_of_folders_are_no_files(store: s3fs.S3FileSystem) -> None:
    store.call_s3("put_object", Bucket="press", Key="in/leer/", Body=b"")
    assert [one.path for one in list_files("s3://press/in")] == ["a.txt", "b/ü ö.txt"]


def test_what_changes_after_the_listing_has_its_reason(store: s3fs.S3FileSystem) -> None:
    first, second = list_files("s3://press/in")
    store.pipe("press/in/a.txt", b"something longer than it was before" * 9)
    with pytest.raises(StillWritten):
        read_file(first)
    store.rm("press/in/b/ü ö.txt")
    with pytest.raises(FileVanished):
        read_file(second)


@pytest.mark.parametrize("inbox", ["s3://no-such-bucket", "s3://no-such-bucket/in", "s3://press/nowhere"])
def test_a_missing_bucket_or_folder_says_what_to_check(store: s3fs.S3FileSystem, inbox: str) -> None:
    with pytest.raises(InboxMissing, match="Check the name of the bucket"):
        list_files(inbox)


def test_missing_credentials_say_which_variables_to_set(
    store: s3fs.S3FileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(InboxUnreachable, match=r"credentials at hand(.|\n)*AWS_ACCESS_KEY_ID"):
        list_files("s3://press/in")


def test_a_missing_package_says_how_to_install_it() -> None:
    # In a process of its own, as where the extra was never installed.
    program = (
        "import sys; sys.modules['s3fs'] = None\n"
        "from standpunkt.articles import InboxUnreachable, list_files\n"
        "try: list_files('s3://press/in')\n"
        "except InboxUnreachable as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'standpunkt[s3]'" in told.stdout
