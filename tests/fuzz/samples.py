"""Sample files of every registered format: what the mutations start from."""

from functools import cache
from pathlib import Path

from standpunkt.articles.readers import READERS, Reader, reader_for

ROOT = Path(__file__).resolve().parents[1] / "articles"
FOLDERS = (ROOT / "readers" / "files", ROOT / "pages")
PAGES = 6
"""Web pages taken of the many that test the cleaning."""


@cache
def samples() -> dict[Reader, list[tuple[str, bytes]]]:
    """Names and bytes of the sample files by the reader that their ending chooses."""
    found: dict[Reader, list[tuple[str, bytes]]] = {reader: [] for reader in READERS.values()}
    for folder in FOLDERS:
        files = sorted(one for one in folder.iterdir() if one.suffix != ".json" or folder == FOLDERS[0])
        for file in files if folder == FOLDERS[0] else files[:PAGES]:
            found[reader_for(file.name)].append((file.name, file.read_bytes()))
    return found


def endings_of(reader: Reader) -> list[str]:
    """The endings that choose ``reader``."""
    return [ending for ending, one in READERS.items() if one is reader]
