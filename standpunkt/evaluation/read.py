"""A file of unknown format to a :class:`GoldFile`: what it is, its content tells."""

from hashlib import sha256
from pathlib import Path

from standpunkt.evaluation.gold import GoldFile, GoldUnreadable, UnknownGoldFormat
from standpunkt.evaluation.jsonl import read_jsonl, read_records
from standpunkt.evaluation.tagged import is_tagged, read_tagged


def read_gold(path: Path) -> GoldFile:
    """The annotated documents of ``path``.

    Raises:
        GoldUnreadable: there is no such file, or it is not UTF-8.
        UnknownGoldFormat: it is neither JSON Lines with annotation nor tagged words.
        BrokenGoldLine: one of its lines cannot be used.
    """
    raw = _bytes_of(path)
    content = _text_of(path, raw)
    digest = sha256(raw).hexdigest()
    lines = content.split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first:
        raise UnknownGoldFormat(path, "it is empty")
    if first.startswith(("{", "[")):
        layers, documents = read_jsonl(path, content)
        return GoldFile(path, digest, layers, documents)
    if is_tagged(lines):
        return GoldFile(path, digest, ("entities",), read_tagged(path, content))
    raise UnknownGoldFormat(path, f"it begins with '{first[:60]}'")


def read_texts(path: Path) -> dict[str, str]:
    """Text by document, from JSON Lines with ``doc`` and ``text``.

    Raises:
        GoldUnreadable: there is no such file, or it is not UTF-8.
        BrokenGoldLine: a line is not JSON or lacks one of the two.
    """
    records = read_records(path, _text_of(path, _bytes_of(path)))
    return {record.text("doc"): record.text("text") for record in records}


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise GoldUnreadable(path, "does not exist") from None
    except IsADirectoryError:
        raise GoldUnreadable(path, "is a folder; name the files in it") from None
    except OSError as error:
        raise GoldUnreadable(path, f"cannot be read: {error.strerror}") from error


def _text_of(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise GoldUnreadable(path, f"is not UTF-8 text (line {line})") from error
