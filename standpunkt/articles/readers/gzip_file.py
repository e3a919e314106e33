"""``.gz``: one packed file, read as if it lay there unpacked."""

import gzip
import io

from standpunkt.articles.readers.members import unpacking
from standpunkt.articles.readers.raw import RawFile
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, TooLarge, UnreadableFile


def read_gzip(raw: bytes, path: str) -> RawFile:
    """What the reader for the name without ``.gz`` finds, with the ids it would have unpacked.

    Raises ``EmptyFile``, ``BrokenFile``, ``TooLarge`` and whatever that reader raises.
    """
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    # Imported here: the registry imports this module.
    from standpunkt.articles.readers import read_raw

    with unpacking(path) as budget:
        limit = budget.limit(len(raw))
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
                unpacked = file.read(limit + 1)
        except EOFError as error:
            raise BrokenFile(path, "the gzip data end too early; the file seems cut off") from error
        except Exception as error:
            # zlib.error, BadGzipFile, and others in odd headers.
            raise BrokenFile(path, "no readable gzip data") from error
        if len(unpacked) > limit:
            raise TooLarge(path, budget.excess(len(raw)))
        budget.unpacked -= len(unpacked)
        try:
            return read_raw(unpacked, path[: -len(".gz")])
        except UnreadableFile as error:
            raise type(error)(path, error.reason) from error
