"""Where the warehouse lies in the inbox: its own files, which every run changes, are never news."""

import os
from collections.abc import Iterable, Iterator

from standpunkt.articles.discover import FoundFile, local_path
from standpunkt.errors import StandpunktError
from standpunkt.warehouse.paths import WarehousePaths


class InboxInWarehouse(StandpunktError):
    """The inbox is the folder in which the warehouse keeps what only runs use, or lies in it."""


def without_own_files(found: Iterable[FoundFile], inbox: str, paths: WarehousePaths) -> Iterator[FoundFile]:
    """The files of the inbox that are not the warehouse's; raises ``InboxInWarehouse``."""
    root = local_path(inbox)
    if root is None:
        yield from found
        return
    root = os.path.realpath(os.path.expanduser(root))
    folder = os.path.realpath(paths.folder)
    if os.path.commonpath([root, folder]) == folder:
        raise InboxInWarehouse(
            f"The inbox {inbox} lies in {paths.folder}, where the warehouse keeps its own files. Nothing was "
            "changed. Put the articles into another folder and name that."
        )
    top = root if os.path.isdir(root) else os.path.dirname(root)
    published = _within(os.path.realpath(paths.published), top)
    own = _within(folder, top) + "/"
    for one in found:
        if one.path != published and not one.path.startswith(own):
            yield one


def _within(path: str, top: str) -> str:
    """As ``FoundFile.path`` shows it."""
    relative = os.path.relpath(path, top).replace(os.sep, "/")
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
